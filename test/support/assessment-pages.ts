import type { ApplicationUnderTest } from './application.js';

const recorder = { person: 'trust-recorder-1', organisation: 'RXX' };
const address = '/organisations/RXX/assessments';
const draft = '?draft=00000000-0000-4000-8000-000000000080';

/** The pages of assessments, as they stand after `recordAssessments`. */
export const assessmentPages = [
  { path: address, ...recorder },
  { path: `${address}?asOf=x`, ...recorder, status: 400 },
  { path: address, status: 401 },
  { path: `${address}/new`, status: 401 },
  { path: `${address}/new/edition${draft}`, ...recorder },
];

const assessments = '/api/v1/organisations/RXX/assessments';

/** Two editions of one instrument, a stage of another, and the answers to a survey. */
export async function recordAssessments(application: ApplicationUnderTest): Promise<void> {
  const teller = await application.as('trust-recorder-1', 'RXX');
  const record = (path: string, entry: object) => teller.post(path, entry).expect(201);
  await record(assessments, {
    ...{ edition: 'dma-2024', effectiveOn: '2024-11-30', selfAssessed: true },
    scores: { 'well-led': 2.8, 'smart-foundations': 3, 'empower-people': 1.9 },
  });
  await record(assessments, {
    ...{ edition: 'dma-2025', effectiveOn: '2025-05-31', selfAssessed: true },
    scores: { 'well-led': 3.1, 'smart-foundations': 3.2, 'empower-people': 2 },
  });
  const stage = { edition: 'emram-2022', effectiveOn: '2025-03-31', selfAssessed: false };
  await record(assessments, { ...stage, scores: { stage: 6 } });
  await record('/api/v1/organisations/RXX/survey-results', {
    ...{ edition: 'nees-2021', effectiveOn: '2025-02-28' },
    ...{ positive: 55.5, negative: 20, respondents: 312 },
  });
}
