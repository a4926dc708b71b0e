import type { TargetPredicate } from '#facts';
import type { ProgrammeProfileAnswer } from '#read-models';
import { eprTargets } from './epr-counted.js';

describe('The targets that count EPRs as the programme does, or otherwise', () => {
  const named = (predicate: TargetPredicate, inForce = true) =>
    eprTargets(profileOf(predicate, inForce), '?asOf=2025-06-30');

  it('are those whose definition asks for one, wherever it stands in it', () => {
    const inPlace = { any: [{ has: 'epr-status' }, { underWay: 'go-live' }] } as TargetPredicate;
    const found = {
      ...{ metric: 'Trusts with an EPR', definition: 'In place, or on its way' },
      href: '/programmes/national/targets/coverage?asOf=2025-06-30',
    };
    expect(named(inPlace)).toEqual([found]);
    expect(named({ all: [{ not: { live: 'epr' } as TargetPredicate }] })).toEqual([found]);
  });

  it('are not those that ask for something else, or that were set anew since', () => {
    expect(named({ stageAtLeast: 2, by: 'evidenced' })).toEqual([]);
    expect(named({ live: 'epr' }, false)).toEqual([]);
  });
});

const profileOf = (predicate: TargetPredicate, inForce: boolean) =>
  ({
    programme: 'national',
    targets: [
      {
        target: 'coverage',
        metric: 'Trusts with an EPR',
        definition: 'epr',
        definitionVersion: 2,
        inForce,
      },
    ],
    definitions: [
      { definition: 'epr', version: 1, title: 'In place', predicate: { has: 'epr-status' } },
      { definition: 'epr', version: 2, title: 'In place, or on its way', predicate },
    ],
  }) as unknown as ProgrammeProfileAnswer;
