import type { ProgrammeProfileAnswer, TargetStated } from '#read-models';
import { isoDate } from '#vocabulary';
import { lineageTable } from './lineage-table.js';

describe('The history of a target', () => {
  const asked = (unit: string, value: number, members: number) =>
    lineageTable([{ ...stated, unit, value } as unknown as TargetStated], {
      definitions: [],
      cohorts: [{ cohort: 'trusts', version: 1, members }],
    } as unknown as Pick<ProgrammeProfileAnswer, 'definitions' | 'cohorts'>).rows[0]?.[1];

  it('says in one what was asked and of how many', () => {
    expect(asked('percent', 95, 22)).toEqual({ text: '95% of 22 trusts' });
    expect(asked('sites', 40, 22)).toEqual({ text: '40 sites, among 22 trusts' });
  });

  it('says where no list of its trusts was published', () => {
    expect(asked('percent', 95, 0)).toEqual({ text: '95%; no list of trusts was published' });
  });
});

const stated = {
  ...{ on: isoDate('2025-01-15'), precision: 'day', deadline: '2025-09', basis: null },
  ...{ definition: 'epr', definitionVersion: 1, cohort: 'trusts', cohortVersion: 1 },
};
