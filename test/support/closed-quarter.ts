/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- supertest gives every body as any; the assertions are its types */
import type { ApplicationUnderTest, Caller } from './application.js';

/** Publishes what the tracker says then, and beside it what it does not. */
export async function closeTheQuarter(
  application: ApplicationUnderTest,
  office: Caller,
  programme: string,
): Promise<void> {
  const source = { name: 'Board paper', publishedOn: '2025-06' };
  const june = { effectiveOn: '2025-06-01', source };
  const loader = await application.as('reference-loader-1');
  await loader.post('/api/v1/organisations/RXX/epr-status', { hasEpr: true, ...june }).expect(201);
  const record = async (what: string, entry: object) =>
    String((await office.post(`${programme}/${what}`, entry).expect(201)).headers['log-position']);
  await record('registrations', { name: 'National EPR', scopeAreas: ['Coverage'], ...june });
  await record('definitions', {
    ...{ definition: 'first-stage', version: 1, title: 'Evidence shows stage 1' },
    ...{ predicate: { stageAtLeast: 1, by: 'evidenced' }, ...june },
  });
  const cohort = {
    cohort: 'trusts',
    version: 1,
    cause: 'established',
    added: ['RXX'],
    removed: [],
  };
  await record('cohort-revisions', { ...cohort, ...june });
  await record('target-settings', {
    ...{ target: 'stage-1', value: 100, deadline: '2025-12', unit: 'percent' },
    ...{ metric: 'Trusts at stage 1', definition: 'first-stage', definitionVersion: 1 },
    ...{ cohort: 'trusts', cohortVersion: 1, ...june },
  });
  const closed = await record('period-closings', {
    ...{ period: '2025-q1', from: '2025-04-01', to: '2025-06-30' },
  });
  const { body: gaps } = await office
    .get(`/api/v1/gaps?asOf=2025-06-30&minPosition=${closed}`)
    .expect(200);
  const { low, high } = gaps.total.gap.useGap as Readonly<{ low: number; high: number }>;
  const stage = { unit: 'stage', formulaVersion: '1' };
  const trusts = { figure: 'stage-distribution', unit: 'trusts', formulaVersion: '1' };
  const percent = { unit: 'percent', formulaVersion: '1', numerator: 1, denominator: 1 };
  await record('report-publications', {
    ...{ report: 'board', period: '2025-q1', asOf: '2025-06-30', effectiveOn: '2025-07-20' },
    figures: [
      { figure: 'stage', of: 'RXX', value: 1, low: 1, ...stage },
      { ...trusts, of: '1', value: 1, denominator: 1 },
      { ...trusts, of: '0', value: 1, denominator: 1 },
      { figure: 'coverage', of: 'stage-1', value: 100, low: 100, high: 100, ...percent },
      { figure: 'epr-coverage', value: 100, ...percent },
      { figure: 'epr-coverage', of: 'Board paper', value: 100, ...percent },
      {
        ...{ figure: 'use-gap', unit: 'points', formulaVersion: '1' },
        ...{ low: twoDecimals(low), high: twoDecimals(high), numerator: 1, denominator: 1 },
      },
      { figure: 'paperless', unit: 'percent', value: 100, formulaVersion: '1' },
      { figure: 'stage', of: 'RYY', value: 1, ...stage },
      { figure: 'use-gap', of: 'RXX', unit: 'points', value: 1, formulaVersion: '0' },
    ],
    definitions: [{ name: 'first-stage', version: 1 }],
    cohorts: [{ name: 'trusts', version: 1 }],
    models: [{ name: 'nhs-epr', version: 1 }],
  });
}

const twoDecimals = (value: number): number => Number(value.toFixed(2));
