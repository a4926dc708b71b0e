import type { Caller } from './application.js';
import { attachGraded } from './graded-evidence.js';

const TRUST = '/api/v1/organisations/RXX';
const BENEFIT = 'RXX-EPMA-TIME';

/** What was recorded of the benefit, for pages that show it. */
export type RecordedBenefit = Readonly<{
  evidence: string;
  /** The addresses of its actuals by month, July to September 2025. */
  actuals: Readonly<Record<'july' | 'august' | 'september', string>>;
  position: string;
}>;

/**
 * Nursing time of trust RXX: approved for a year from April 2025, July validated, August awaiting
 * validation, September rejected. For a trust that is registered, and a clock of November 2025. Every
 * key is its own, so that references are the same whatever was recorded before.
 */
export async function recordBenefit(
  application: Readonly<{ as: (person: string, organisation?: string) => Promise<Caller> }>,
): Promise<RecordedBenefit> {
  const recorder = await application.as('trust-recorder-1', 'RXX');
  const approver = await application.as('trust-approver-1', 'RXX');
  const record = async (by: Caller, path: string, body: object, key: string, etag = '') => {
    const test = by.post(`${TRUST}/${path}`, { benefit: BENEFIT, ...body }, `benefit-${key}`);
    return (await (etag === '' ? test : test.set('If-Match', etag)).expect(201)).headers;
  };
  const profiled = await record(recorder, 'benefits', profile, 'profile');
  const current = async () =>
    String((await approver.get(String(profiled['location'])).expect(200)).headers['etag']);
  await record(recorder, 'benefit-baselines', baseline, 'baseline');
  for (const link of links) await record(recorder, 'benefit-links', link, `link-${link.node}`);
  await record(recorder, 'disbenefits', disbenefit, 'disbenefit');
  await record(approver, 'benefit-approvals', approval, 'approval', await current());
  const measure = async (month: string, last: number, volume: number) => {
    const dated = { from: `2025-${month}-01`, to: `2025-${month}-${String(last)}` };
    const given = { ...dated, ...measured, volume, amount: volume * 45 };
    return String(
      (await record(recorder, 'benefit-actuals', given, `actual-${month}`))['location'],
    );
  };
  const actuals = {
    july: await measure('07', 31, 4_000),
    august: await measure('08', 31, 4_400),
    september: await measure('09', 30, 9_000),
  };
  const document = { title: 'Ledger extract', effectiveOn: '2025-10-01', gradedOn: '2025-10-10' };
  const evidence = await attachGraded(TRUST, { recorder, approver }, { ...document, grade: 2 });
  const validation = { actual: idOf(actuals.july), method: 'Sample of 40 rounds', evidence };
  await record(approver, 'benefit-validations', validation, 'validation', await current());
  const rejection = { actual: idOf(actuals.september), why: 'A ward was counted twice' };
  const rejected = await record(approver, 'benefit-rejections', rejection, 'no', await current());
  return { evidence, actuals, position: String(rejected['log-position']) };
}

const idOf = (address: string): string => address.split('/').at(-1) ?? '';

const profile = {
  effectiveOn: '2025-01-10',
  title: 'Nursing time freed by electronic drug charts',
  class: 'NCRB',
  valuedIn: 'money',
  beneficiary: 'Ward nurses',
  category: 'Workforce productivity',
  objective: 'Release time to care',
  owner: 'chief-nurse',
  capabilities: ['C105'],
  targetValue: 60,
  gate: { capability: 'C105', threshold: 0.6 },
  measure: {
    name: 'Time for a drug round',
    unit: 'minutes',
    direction: 'lower',
    source: 'ePMA audit log',
    cadence: 'monthly',
  },
  unitValue: { pence: 45, source: 'Unit Costs of Health and Social Care', priceYear: '2025/26' },
};

const baseline = {
  effectiveOn: '2025-01-20',
  value: 72,
  from: '2024-10-01',
  to: '2024-12-31',
  method: 'Observed rounds on six wards',
  agreedBy: 'benefits-board',
};

const links = [
  { kind: 'outcome', node: 'quick-rounds', title: 'Quicker drug rounds' },
  { kind: 'capability', node: 'C105', through: 'quick-rounds' },
  { kind: 'objective', node: 'time-to-care', title: 'Time to care' },
].map((link) => ({ effectiveOn: '2025-01-25', ...link }));

const disbenefit = {
  effectiveOn: '2025-01-25',
  disbenefit: 'log-ins',
  title: 'Time lost to log-ins',
  bearer: 'Ward doctors',
  measure: 'Time to log in',
  unit: 'minutes',
  value: 4,
};

const approval = {
  effectiveOn: '2025-02-01',
  approver: 'finance-committee',
  caseRef: 'EPR full business case',
  caseVersion: '2.1',
  trajectory: [
    { from: '2025-04-01', to: '2025-06-30', amount: 0 },
    { from: '2025-07-01', to: '2025-07-31', amount: 200_000 },
    { from: '2025-08-01', to: '2025-08-31', amount: 200_000 },
    { from: '2025-09-01', to: '2025-09-30', amount: 200_000 },
    { from: '2025-10-01', to: '2026-03-31', amount: 1_200_000 },
  ],
  fullYearValue: 2_400_000,
  attributionShare: 1,
};

const measured = {
  method: 'EPR report, all inpatient wards',
  useOfFreedTime: 'Time at the bedside',
  source: { name: 'Monthly return' },
};
