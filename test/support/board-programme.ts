import type { ApplicationUnderTest } from './application.js';

export const PROGRAMME = 'board-programme';

/** A programme of the trusts RBA and RBB, whose second quarter of 2025 is closed. */
export async function recordBoardProgramme(
  application: Pick<ApplicationUnderTest, 'as'>,
): Promise<string> {
  const office = await application.as('programme-office-1');
  const record = async (what: string, entry: object): Promise<string> => {
    const path = `/api/v1/programmes/${PROGRAMME}/${what}`;
    const { headers } = await office.post(path, entry).expect(201);
    return String(headers['log-position']);
  };
  const source = { name: 'Annual plan 2025', publishedOn: '2025-01' };
  const first = { effectiveOn: '2025-01-15', source };
  await record('registrations', { name: 'Board programme', scopeAreas: ['Coverage'], ...first });
  await record('definitions', {
    ...{ definition: 'epr', version: 1, title: 'An EPR is in place' },
    ...{ predicate: { has: 'epr-status' }, ...first },
  });
  await record('cohort-revisions', {
    ...{ cohort: 'trusts', version: 1, cause: 'established', removed: [] },
    ...{ added: ['RBA', 'RBB'], ...first },
  });
  const position = await record('target-settings', {
    ...{ target: 'coverage', value: 95, deadline: '2025-09', ...first },
    ...{ definition: 'epr', definitionVersion: 1, cohort: 'trusts', cohortVersion: 1 },
    ...{ metric: 'Trusts with an EPR', unit: 'percent' },
  });
  // Where the projector counts entries, a period closes with the last that it has read.
  await office.get(`/api/v1/programmes?minPosition=${position}`).expect(200);
  return record('period-closings', {
    ...{ period: '2025-q2', from: '2025-04-01', to: '2025-06-30' },
  });
}
