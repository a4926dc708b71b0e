import fc from 'fast-check';
import { isoDate, onDay, type FactId } from '#vocabulary';
import { newestFirst, valuesAt, type KnownFact } from './ledger.js';

describe('The value of a series on a day', () => {
  it('is that of the newest fact with its latest day on or before it', () => {
    const known = [named('2020-01-01', 'Old', 1), named('2021-01-01', 'New', 2)];
    expect(namesAt(known, '2019-12-31')).toEqual([]);
    expect(namesAt(known, '2020-01-01')).toEqual(['Old']);
    expect(namesAt(known, '2020-12-31')).toEqual(['Old']);
    expect(namesAt(known, '2021-01-01')).toEqual(['New']);
  });

  it('does not depend on the order in which facts were recorded', () => {
    const known = [named('2021-01-01', 'New', 1), named('2020-01-01', 'Old', 2)];
    expect(namesAt(known, '2022-01-01')).toEqual(['New']);
  });

  it('counts a fact of vague date from its latest day', () => {
    const vague = { ...named('2021-12-31', 'Vague', 1), effective: year2021 };
    expect(namesAt([vague], '2021-12-30')).toEqual([]);
    expect(namesAt([vague], '2021-12-31')).toEqual(['Vague']);
  });

  it('of one day is that of the later stated order, whatever was recorded first', () => {
    const first = { ...named('2020-01-01', 'First', 9), order: 1 };
    const second = { ...named('2020-01-01', 'Second', 3), order: 2 };
    expect(namesAt([first, second], '2020-01-01')).toEqual(['Second']);
    expect(namesAt([second, first], '2020-01-01')).toEqual(['Second']);
  });

  it('of one day and order is that of the later first entry: a correction overtakes nobody', () => {
    const corrected = { ...named('2020-01-01', 'Corrected', 1), entry: 10 };
    const neighbour = named('2020-01-01', 'Neighbour', 2);
    expect(namesAt([corrected, neighbour], '2020-01-01')).toEqual(['Neighbour']);
    expect(namesAt([neighbour, corrected], '2020-01-01')).toEqual(['Neighbour']);
  });

  it('is told for each subject and kind apart', () => {
    const known = [
      named('2020-01-01', 'A', 1),
      { ...named('2021-01-01', 'B', 2), subject: 'other' },
    ];
    expect(namesAt(known, '2022-01-01')).toEqual(['A', 'B']);
  });
});

it('The newest is the same however the facts are shuffled', () => {
  const anyFact = fc
    .record({ day: fc.integer({ min: 1, max: 3 }), order: fc.integer({ min: 0, max: 2 }) })
    .map(({ day, order }) => ({ day: `2020-01-0${day}`, order }));
  fc.assert(
    fc.property(
      fc.array(anyFact, { minLength: 1, maxLength: 8 }),
      fc.infiniteStream(fc.nat()),
      (drawn, chance) => {
        const known = drawn.map(({ day, order }, index) => ({
          ...named(day, String(index), index + 1),
          order,
        }));
        const shuffled = known
          .map((fact) => ({ fact, at: chance.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ fact }) => fact);
        expect(namesAt(shuffled, '2020-12-31')).toEqual(namesAt(known, '2020-12-31'));
        expect([...shuffled].sort(newestFirst)).toEqual([...known].sort(newestFirst));
      },
    ),
  );
});

const year2021 = {
  earliest: isoDate('2021-01-01'),
  latest: isoDate('2021-12-31'),
  precision: 'year',
} as const;

function named(day: string, name: string, firstEntry: number): KnownFact<'name'> {
  return {
    kind: 'name',
    subject: '',
    effective: onDay(isoDate(day)),
    order: 0,
    firstEntry,
    entry: firstEntry,
    factId: `fact-${firstEntry}` as FactId,
    eventId: `event-${firstEntry}`,
    value: { name },
  };
}

const namesAt = (known: readonly KnownFact<'name'>[], day: string) =>
  valuesAt(known, isoDate(day)).map(({ value }) => (value as { name: string }).name);
