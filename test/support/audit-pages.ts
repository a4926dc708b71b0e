import type { ApplicationUnderTest } from './application.js';

const auditor = { person: 'auditor-1' };
const programme = '/api/v1/programmes/national-epr';

/** The pages of auditors about what was published, corrected and refused, after `recordForAudit`. */
export const auditPages = [
  { path: '/audit/access-log', ...auditor },
  { path: '/audit/access-log?kind=refusal', ...auditor },
  { path: '/audit/replay', ...auditor },
  { path: '/audit/evidenced', ...auditor },
  { path: '/audit/evidenced?asOf=x', ...auditor, status: 400 },
  { path: '/audit/shares', ...auditor },
  { path: '/audit/shares?asOf=x', ...auditor, status: 400 },
  { path: '/audit/replay/national-epr/board', ...auditor },
  { path: '/audit/replay/national-epr/board?knownAt=x', ...auditor, status: 400 },
  { path: '/audit/replay/national-epr/nothing', ...auditor, status: 404 },
  { path: '/programmes/national-epr/reports', person: 'programme-office-1' },
  { path: '/programmes/national-epr/reports/board', person: 'programme-office-1' },
  { path: '/programmes/national-epr/reports/nothing', ...auditor, status: 404 },
  { path: '/audit/corrections', ...auditor },
  { path: '/audit/corrections/national-epr/2025-q2', ...auditor },
  { path: '/audit/corrections/national-epr/2019-q1', ...auditor, status: 404 },
];

/** A report of the quarter that `recordProgramme` closed, and a fact of it that is told afterwards. */
export async function recordForAudit(application: ApplicationUnderTest): Promise<void> {
  const office = await application.as('programme-office-1');
  await office
    .post(`${programme}/report-publications`, {
      ...{ report: 'board', period: '2025-q2', asOf: '2025-06-30', effectiveOn: '2025-10-31' },
      figures: [
        { figure: 'stage', of: 'RXX', unit: 'stage', value: 0, formulaVersion: '1' },
        { figure: 'stage', of: 'RYY', unit: 'stage', value: 1, formulaVersion: '1' },
        {
          ...{ figure: 'stage-distribution', of: '1', unit: 'trusts', formulaVersion: '1' },
          ...{ value: 1, denominator: 1 },
        },
      ],
      definitions: [],
      cohorts: [],
      models: [{ name: 'nhs-epr', version: 1 }],
    })
    .expect(201);
  const recorder = await application.as('trust-recorder-1', 'RXX');
  await recorder
    .post('/api/v1/organisations/RXX/adoption-measurements', {
      ...{ capability: 'C201', numerator: 40, denominator: 100 },
      ...{ from: '2025-06-01', to: '2025-06-30', method: 'Report of the EPR' },
      source: { name: 'EPR report' },
    })
    .expect(201);
}
