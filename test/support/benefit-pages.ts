import type { ApplicationUnderTest } from './application.js';
import { FormWalk } from './form-walk.js';
import { recordBenefit } from './recorded-benefit.js';

const RECORDER = { person: 'trust-recorder-1', organisation: 'RXX' } as const;
const APPROVER = { person: 'trust-approver-1', organisation: 'RXX' } as const;
const register = '/organisations/RXX/benefits';
const benefit = `${register}/RXX-EPMA-TIME`;
const actual = `${benefit}/actuals/new`;
/** The value of August, which awaits validation, and the evidence there is: of keys of their own. */
const august = `${benefit}/actuals/7dbb8177-4e83-5d84-9b75-a0a449006621`;
const EVIDENCE = 'EV-RXX-48515FF01650';

/** A draft of each form, by an id that is known beforehand, so that its pages have addresses. */
const draftOf = (number: number) =>
  `?draft=00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const MEASURED = draftOf(201);
const RECORDED = draftOf(202);
const VALIDATED = draftOf(203);
const REJECTED = draftOf(204);
const PROFILED = draftOf(205);
const UNTOUCHED = draftOf(299);

const pagesOf = (form: string, pages: readonly string[], draft: string, who: object = RECORDER) =>
  pages.map((page) => ({ path: `${form}/${page}${draft}`, ...who }));

/** Of each form its first question; the others look like those of the forms that are filled in. */
const firstPages = [
  { form: `${register}/new`, page: 'title', who: RECORDER },
  { form: `${register}/new`, page: 'class', who: RECORDER, after: PROFILED },
  { form: `${register}/new`, page: 'worth', who: RECORDER, after: PROFILED },
  { form: `${benefit}/baselines/new`, page: 'value', who: RECORDER },
  { form: `${benefit}/approvals/new`, page: 'approver', who: APPROVER },
  { form: `${benefit}/rebaselinings/new`, page: 'why-changed', who: APPROVER },
  { form: `${benefit}/forecasts/new`, page: 'trajectory', who: RECORDER },
  { form: `${benefit}/links/new`, page: 'kind', who: RECORDER },
  { form: `${benefit}/links/end`, page: 'link', who: RECORDER },
  { form: `${benefit}/disbenefits/new`, page: 'title', who: RECORDER },
  { form: `${benefit}/ownership/new`, page: 'owner', who: RECORDER },
  { form: `${benefit}/pools/claim`, page: 'pool', who: RECORDER },
  { form: `${benefit}/write-offs/new`, page: 'board', who: APPROVER },
];

/** The pages of benefits, as they stand after `recordForBenefitPages`. */
export const benefitPages = [
  { path: register, ...RECORDER },
  { path: register, status: 401 },
  { path: `${register}?class=CRB&asOf=31+July+2025`, ...RECORDER },
  { path: `${register}?asOf=x`, ...RECORDER, status: 400 },
  { path: benefit, ...RECORDER },
  { path: benefit, ...APPROVER },
  { path: `${benefit}?asOf=1+February+2025`, ...RECORDER },
  { path: `${benefit}?asOf=x`, ...RECORDER, status: 400 },
  { path: `${register}/RXX-NONE`, ...RECORDER, status: 404 },
  { path: '/organisations/RXX/approvals', status: 401 },
  { path: '/organisations/RXX/approvals', ...APPROVER },
  { path: '/organisations/RXX/approvals?asOf=x', ...APPROVER, status: 400 },
  { path: actual, status: 401 },
  ...pagesOf(actual, ['period', 'volume', 'method', 'source', 'use', 'evidence'], MEASURED),
  ...pagesOf(actual, ['notes', 'look-again'], MEASURED),
  ...pagesOf(actual, ['done'], RECORDED),
  { path: `${august}/validate`, ...RECORDER, status: 403 },
  ...pagesOf(`${august}/validate`, ['evidence', 'method', 'check'], VALIDATED, APPROVER),
  { path: `${august}/reject`, ...RECORDER, status: 403 },
  ...pagesOf(`${august}/reject`, ['why-rejected', 'check'], REJECTED, APPROVER),
  { path: `${benefit}/transfers/new`, status: 401 },
  { path: `${benefit}/transfers/new/successor${UNTOUCHED}`, ...RECORDER, status: 404 },
  { path: `${benefit}/pools/release`, status: 401 },
  { path: `${benefit}/pools/release/pool${UNTOUCHED}`, ...RECORDER, status: 404 },
  ...firstPages.flatMap(({ form, page, who, after = UNTOUCHED }) => [
    ...pagesOf(form, [page], after, who),
    ...(after === UNTOUCHED ? [{ path: form, status: 401 }] : []),
  ]),
];

/** Records a benefit, waits until it is shown, and fills in its forms. */
export async function recordForBenefitPages(application: ApplicationUnderTest): Promise<void> {
  const { position } = await recordBenefit(application);
  const reader = await application.as(RECORDER.person, RECORDER.organisation);
  await reader.get(`/api/v1${register}?minPosition=${position}`).expect(200);
  await measure(new FormWalk(application).as(RECORDER.person, RECORDER.organisation));
  await profile(new FormWalk(application).as(RECORDER.person, RECORDER.organisation));
  await decide(new FormWalk(application).as(APPROVER.person, APPROVER.organisation));
}

async function measure(walk: FormWalk): Promise<void> {
  for (const [draft, volume] of [
    [MEASURED, '90,000'],
    [RECORDED, '4,200'],
  ] as const) {
    await walk.open(`${actual}/period${draft}`);
    await walk.send({
      ...{ 'from-day': '1', 'from-month': 'October', 'from-year': '2025' },
      ...{ 'day-day': '31', 'day-month': 'October', 'day-year': '2025' },
    });
    await walk.send({ volume });
    await walk.send({ method: 'Report of the EPR' });
    await walk.send({ source: 'EPR report' });
    await walk.send({ use: 'Time at the bedside' });
    await walk.send({ 'evidence-none': 'yes' });
    await walk.send();
  }
  await walk.send();
}

async function profile(walk: FormWalk): Promise<void> {
  await walk.open(`${register}/new/title${PROFILED}`);
  const answers = [
    { title: 'Bed days avoided' },
    { reference: 'RXX-BEDS' },
    { class: 'CRB' },
    { beneficiary: 'Patients' },
    { category: 'Flow' },
    { objective: 'Shorter stays' },
    { owner: 'Chief nurse' },
    { measure: 'Bed days', unit: 'bed days' },
    { direction: 'lower' },
    { cadence: 'monthly' },
    { numbers: 'Patient administration system' },
    { target: '' },
  ];
  for (const each of answers) await walk.send(each);
}

async function decide(walk: FormWalk): Promise<void> {
  await walk.open(`${august}/validate/evidence${VALIDATED}`);
  await walk.send({ evidence: EVIDENCE });
  await walk.send({ method: 'Sample of 40 rounds' });
  await walk.open(`${august}/reject/why-rejected${REJECTED}`);
  await walk.send({ 'why-rejected': 'A ward was counted twice' });
}
