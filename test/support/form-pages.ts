import type { ApplicationUnderTest } from './application.js';
import { FormWalk } from './form-walk.js';

const RECORDER = { person: 'trust-recorder-1', organisation: 'RXX' } as const;

/** A draft of each form, by an id that is known beforehand, so that its pages have addresses. */
const draftOf = (number: number) =>
  `?draft=00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const GO_LIVE = draftOf(1);
const LOGGED = draftOf(2);
const REFUSED = draftOf(3);
const OUTLIER = draftOf(4);
const STAGE = draftOf(5);
const ENABLED = draftOf(6);
const SCOPE = draftOf(7);
const CORRECTED = draftOf(8);
const WITHDRAWN = draftOf(9);
const STALE = draftOf(10);
const SWITCHED_OFF = draftOf(12);

const milestones = '/organisations/RXX/milestones/new';
const adoption = '/organisations/RXX/adoption/new';
const stages = '/organisations/RXX/stages/new';
const capabilities = '/organisations/RXX/capabilities/new';
const withdrawals = '/organisations/RXX/capabilities/withdrawals/new';
const scopes = '/organisations/RXX/capabilities/scopes/new';
/** The last measurement of C105. */
const entry = '/organisations/RXX/entries/21';
const seen = (path: string, status = 200) => ({ path, ...RECORDER, status });

/** The pages of the forms, as they stand after `fillInForms`. */
export const formPages = [
  { path: '/organisations/RXX/milestones' },
  seen('/organisations/RXX/milestones?status=achieved'),
  seen('/organisations/RXX/milestones?asOf=x', 400),
  { path: milestones, status: 401 },
  seen(`${milestones}/what${draftOf(99)}`),
  ...['what', 'epr', 'new-epr', 'date', 'module', 'sites', 'evidence', 'notes', 'check'].map(
    (page) => seen(`${milestones}/${page}${GO_LIVE}`),
  ),
  seen(`${milestones}/check${REFUSED}`, 422),
  seen(`${milestones}/done${LOGGED}`),
  seen(`${milestones}/notes${draftOf(98)}`, 404),
  { path: adoption, status: 401 },
  ...['capability', 'period', 'count', 'method', 'source', 'look-again'].map((page) =>
    seen(`${adoption}/${page}${OUTLIER}`),
  ),
  { path: stages, status: 401 },
  ...['stage', 'date', 'board', 'evidence', 'notes', 'look-again'].map((page) =>
    seen(`${stages}/${page}${STAGE}`),
  ),
  { path: capabilities, status: 401 },
  ...['capability', 'sites', 'epr', 'date', 'check'].map((page) =>
    seen(`${capabilities}/${page}${ENABLED}`),
  ),
  { path: withdrawals, status: 401 },
  ...['capability', 'sites', 'why-off', 'date', 'check'].map((page) =>
    seen(`${withdrawals}/${page}${SWITCHED_OFF}`),
  ),
  { path: scopes, status: 401 },
  ...['capability', 'sites', 'check'].map((page) => seen(`${scopes}/${page}${SCOPE}`)),
  seen(entry),
  { path: `${entry}/correct`, status: 401 },
  ...['why', 'count', 'check'].map((page) => seen(`${entry}/correct/${page}${CORRECTED}`)),
  ...['why', 'check'].map((page) => seen(`${entry}/withdraw/${page}${WITHDRAWN}`)),
  seen(`${entry}/correct/changed${STALE}`),
];

/** Fills in forms as far as their pages can be looked at. */
export async function fillInForms(application: ApplicationUnderTest): Promise<void> {
  const walk = new FormWalk(application).as(RECORDER.person, RECORDER.organisation);
  for (const draft of [GO_LIVE, LOGGED]) {
    await walk.open(`${milestones}/what${draft}`);
    await walk.send({ what: 'go-live' });
    await walk.send({ epr: 'another' });
    await walk.send({ 'new-epr': 'second-epr' });
    await walk.send({ 'day-day': '27', 'day-month': 'October', 'day-year': '2025' });
    await walk.send({ module: 'epma' });
    await walk.send({ sites: 'RXX01' });
    await walk.send({ 'evidence-none': 'yes' });
    await walk.send({
      notes: 'Ward by ward, beginning with the ward that had asked for it first.',
    });
  }
  await walk.send();
  await walk.open(`${milestones}/what${REFUSED}`);
  await walk.send({ what: 'go-live' });
  await walk.send({ epr: 'example-epr' });
  await walk.send({ 'day-day': '27', 'day-month': 'October', 'day-year': '2025' });
  for (let question = 0; question < 2; question++) await walk.send();
  await walk.send({ 'evidence-none': 'yes' });
  await walk.send();
  await walk.open(`${adoption}/capability${OUTLIER}`);
  await walk.send({ capability: 'C105' });
  await walk.send(days('from', '1', 'October', '2025', days('day', '31', 'October', '2025')));
  await walk.send({ numerator: '96,000', denominator: '120,000' });
  await walk.send({ method: 'Report of the EPR' });
  await walk.send({ source: 'EPR report' });
  await walk.send();
  await fillInOthers(walk);
  await mendLast(walk);
}

/** The second correction is recorded, by which the first becomes stale. */
async function mendLast(walk: FormWalk): Promise<void> {
  for (const draft of [STALE, draftOf(11)]) {
    await walk.open(`${entry}/correct/why${draft}`);
    await walk.send({ why: 'The number was mistyped.' });
    await walk.follow('Change: Used (doses charted electronically)');
    await walk.send({ numerator: '9,310' });
  }
  await walk.send();
  await walk.open(`${entry}/correct/why${CORRECTED}`);
  await walk.send({ why: 'The number was mistyped again.' });
  await walk.follow('Change: Used (doses charted electronically)');
  await walk.send({ numerator: '9,320' });
  await walk.open(`${entry}/withdraw/why${WITHDRAWN}`);
  await walk.send({ why: 'It was measured at another trust.' });
}

async function fillInOthers(walk: FormWalk): Promise<void> {
  const day = days('day', '27', 'October', '2025');
  await walk.open(`${stages}/stage${STAGE}`);
  await walk.send({ stage: '3' });
  await walk.send(day);
  await walk.send({ board: 'yes' });
  await walk.send({ evidence: 'Board paper 14/2025' });
  await walk.send();
  await walk.open(`${capabilities}/capability${ENABLED}`);
  await walk.send({ capability: 'C201' });
  await walk.send({ sites: 'RXX01' });
  await walk.send({ epr: 'example-epr' });
  await walk.send(day);
  await walk.send({ 'evidence-none': 'yes' });
  await walk.open(`${withdrawals}/capability${SWITCHED_OFF}`);
  await walk.send({ capability: 'C105' });
  await walk.send({ sites: 'RXX01' });
  await walk.send({ 'why-off': 'The licence ended' });
  await walk.send(day);
  await walk.send({ 'evidence-none': 'yes' });
  await walk.open(`${scopes}/capability${SCOPE}`);
  await walk.send({ capability: 'C201' });
  await walk.send({
    ...{ sites: 'RXX01', 'sites-others': 'RXX02' },
    ...{ 'weights-1-site': 'RXX01', 'weights-1-weight': '250' },
    ...{ 'weights-2-site': 'RXX02', 'weights-2-weight': '100' },
  });
  await walk.send(day);
  await walk.send({ 'evidence-none': 'yes' });
}

const days = (
  name: string,
  day: string,
  month: string,
  year: string,
  more: Readonly<Record<string, string>> = {},
) => ({ ...more, [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year });
