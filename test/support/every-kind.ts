import type { ApplicationUnderTest, Caller } from './application.js';
import { recordCorrectedTrust } from './corrected-trust.js';
import { recordBenefit } from './recorded-benefit.js';

const TRUST = '/api/v1/organisations/RXX';
const benefit = 'RXX-EPMA-TIME';

/** Of trust RXX an entry of every kind that a form puts right, in November 2025. */
export async function recordEveryKind(
  application: ApplicationUnderTest,
  clock: { now: string },
): Promise<void> {
  const { recorder } = await recordCorrectedTrust(application, clock);
  const approver = await application.as('trust-approver-1', 'RXX');
  for (const [path, body] of ofTrust) await recorder.post(`${TRUST}/${path}`, body).expect(201);
  await validateStage(application);
  const { actuals } = await recordBenefit(application);
  const decide = async (by: Caller, path: string, body: object) => {
    const seen = await approver.get(actuals.july).expect(200);
    await by
      .post(`${TRUST}/${path}`, { benefit, ...body })
      .set('If-Match', String(seen.headers['etag']))
      .expect(201);
  };
  await decide(approver, 'benefit-forecasts', forecast);
  await decide(approver, 'benefit-rebaselinings', rebaselining);
  for (const [path, body] of ofBenefit) {
    await recorder.post(`${TRUST}/${path}`, { benefit, ...body }).expect(201);
  }
  await decide(approver, 'benefit-write-offs', writeOff);
}

/** Somebody who acts for another organisation than the trust confirms its stage, and takes that back. */
async function validateStage(application: ApplicationUnderTest): Promise<void> {
  const validator = await application.as('validator-1');
  const { headers } = await validator
    .post(`${TRUST}/stage-validations`, {
      ...{ stage: 1, validator: 'X26', expires: '2026-10-01', effectiveOn: '2025-10-01' },
    })
    .expect(201);
  await validator
    .post(`${TRUST}/stage-validation-withdrawals`, {
      ...{ stage: 1, validator: 'X26', effectiveOn: '2025-10-28' },
      why: 'The visit was cut short',
    })
    .set('If-Match', String(headers['etag']))
    .expect(201);
}

const counted = { method: 'Report of the EPR', source: { name: 'EPR report' } };

const ofTrust: readonly (readonly [path: string, body: object])[] = [
  [
    'capability-withdrawals',
    { capability: 'C106', why: 'The licence ended', effectiveOn: '2025-10-20' },
  ],
  ['stage-declarations', { stage: 1, byBoard: true, effectiveOn: '2025-10-27' }],
  [
    'milestones',
    { milestone: 'contract-value', amountPence: 420_000_000, effectiveOn: '2025-02-01' },
  ],
  [
    'deployments',
    {
      ...{ instance: 'next-epr', modules: ['inpatients', 'epma'], method: 'phased' },
      ...{ plannedGoLive: '2026-06', effectiveOn: '2025-03-01' },
    },
  ],
  [
    'forecasts',
    {
      ...{ instance: 'next-epr', plannedGoLive: '2026-09' },
      ...{ why: 'Testing takes longer', effectiveOn: '2025-06-01' },
    },
  ],
  [
    'deferrals',
    {
      ...{ instance: 'next-epr', plannedGoLive: '2026/27' },
      ...{ why: 'The data were not ready', effectiveOn: '2025-08-01' },
    },
  ],
  [
    'cancellations',
    { instance: 'next-epr', why: 'The supplier withdrew', effectiveOn: '2025-09-01' },
  ],
  [
    'replacements',
    {
      ...{ fromInstance: 'example-epr', toInstance: 'newer-epr' },
      ...{ capabilities: ['C106'], effectiveOn: '2025-10-25' },
    },
  ],
  [
    'retirements',
    {
      ...{ instance: 'newer-epr', effectiveOn: '2026-06-01' },
      reason: 'The ward it served will close.',
    },
  ],
  [
    'partner-flows',
    {
      ...{ partner: 'gp', direction: 'in', effectiveOn: '2025-03-01' },
      ...{ content: 'Discharge summaries', standard: 'FHIR UK Core' },
    },
  ],
  [
    'partner-flow-withdrawals',
    { partner: 'gp', why: 'The interface failed', effectiveOn: '2025-09-15' },
  ],
  [
    'realisation-measurements',
    {
      ...{ capability: 'C105', validated: 420_000, expected: 600_000, unit: 'pence' },
      ...{ from: '2025-04-01', to: '2025-06-30', ...counted },
    },
  ],
  [
    'shared-record-measurements',
    {
      ...{ partner: 'gp', eligible: 1_000, available: 900, used: 600 },
      ...{ from: '2025-04-01', to: '2025-06-30', ...counted },
    },
  ],
  [
    'driver-measurements',
    {
      ...{ driver: 'first-time-right', numerator: 800, denominator: 1_000 },
      ...{ from: '2025-04-01', to: '2025-06-30', ...counted },
    },
  ],
  ['epr-status', { hasEpr: true, supplier: 'A supplier', effectiveOn: '2025-10-26' }],
  [
    'assessments',
    {
      ...{ edition: 'dma-2025', effectiveOn: '2025-03-31', selfAssessed: true },
      scores: { 'well-led': 3.1, 'safe-practice': 2.4 },
    },
  ],
  [
    'survey-results',
    {
      ...{ edition: 'nees-2021', effectiveOn: '2025-02-28' },
      ...{ positive: 55.5, negative: 20.2, respondents: 312 },
    },
  ],
];

const trajectory = [
  { from: '2025-04-01', to: '2025-06-30', amount: 0 },
  { from: '2025-07-01', to: '2025-09-30', amount: 600_000 },
  { from: '2025-10-01', to: '2026-03-31', amount: 1_150_000 },
];

const forecast = {
  ...{ effectiveOn: '2025-10-10', trajectory },
  ...{ why: 'A ward joined later', approver: 'finance-committee' },
};

const rebaselining = {
  ...{ effectiveOn: '2025-10-15', approver: 'finance-committee', why: 'A ward was closed' },
  ...{ caseRef: 'EPR full business case', caseVersion: '3.0' },
  ...{ trajectory, fullYearValue: 2_300_000, attributionShare: 1 },
};

const ofBenefit: readonly (readonly [path: string, body: object])[] = [
  [
    'benefit-unlinkings',
    {
      ...{ kind: 'objective', node: 'time-to-care' },
      ...{ why: 'No longer a goal', effectiveOn: '2025-10-20' },
    },
  ],
  ['pool-claims', { pool: 'nursing-time', share: 0.4, effectiveOn: '2025-10-16' }],
  ['pool-releases', { pool: 'nursing-time', why: 'Counted elsewhere', effectiveOn: '2025-10-18' }],
  [
    'benefit-ownership-transfers',
    {
      ...{ owner: 'deputy-chief-nurse', acceptance: 'Handover of 21 October 2025' },
      effectiveOn: '2025-10-21',
    },
  ],
];

const writeOff = {
  ...{ effectiveOn: '2025-10-30', capacity: 'board', approver: 'trust-board' },
  ...{ remainingValue: 1_150_000, why: 'The ward was closed' },
  source: { name: 'Board paper 14/2025' },
};
