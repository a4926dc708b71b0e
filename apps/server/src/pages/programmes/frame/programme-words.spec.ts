import type { CohortStated, ProgrammeProfileAnswer } from '#read-models';
import { cohortsInWords } from './programme-words.js';

describe('A cohort in words', () => {
  it.each([
    [0, 211, 'No list was published; the source counts 211'],
    [0, undefined, 'No list was published'],
    [1, 211, '1 trust listed; the source counts 211'],
    [205, undefined, '205 trusts'],
  ])('of %d listed and %s counted is: %s', (members, counted, says) => {
    const stated = { cohort: 'trusts', version: 2, members, counted } as CohortStated;
    const profile = { cohorts: [stated] } as unknown as ProgrammeProfileAnswer;
    expect(cohortsInWords(profile).map((each) => each.says)).toEqual([says]);
  });
});
