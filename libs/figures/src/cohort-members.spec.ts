import { cohortMembers } from './cohort-members.js';
import { fact } from './testing/index.js';

describe('The members of a cohort', () => {
  it('are those that joined and did not leave up to the version asked for', () => {
    expect(codesIn(1)).toEqual(['RXX', 'RYY']);
    expect(codesIn(2)).toEqual(['RXX', 'RZZ']);
    expect(codesIn(3)).toEqual(['RXX', 'RYY', 'RZZ']);
  });

  it('are those of this cohort alone, whatever the order of the facts', () => {
    expect(cohortMembers([...facts].reverse(), 'acute', 9).map(({ code }) => code)).toEqual([
      'RAA',
    ]);
    expect(cohortMembers([...facts].reverse(), 'trusts', 2)).toEqual(
      cohortMembers(facts, 'trusts', 2),
    );
  });

  it('each carry the fact that put them there', () => {
    const [, back] = cohortMembers(facts, 'trusts', 3);
    expect(back).toMatchObject({ code: 'RYY', fact: { value: { version: 3, cause: 'recount' } } });
  });
});

const moved = (subject: string, member: boolean, version: number, entry: number) =>
  fact(
    'cohort-member',
    subject,
    '2025-04-01',
    { member, version, cause: version === 3 ? 'recount' : 'merger' },
    { entry },
  );

const facts = [
  moved('trusts@RXX', true, 1, 1),
  moved('trusts@RYY', true, 1, 1),
  moved('trusts@RYY', false, 2, 2),
  moved('trusts@RZZ', true, 2, 2),
  moved('trusts@RYY', true, 3, 3),
  moved('acute@RAA', true, 1, 4),
];

const codesIn = (version: number) =>
  cohortMembers(facts, 'trusts', version).map(({ code }) => code);
