import fc from 'fast-check';
import { isoDate, onDay, type FactId } from '#vocabulary';
import { adjustmentsOf, type LedgerRow } from './adjustments.js';

describe('The adjustments of a closed period', () => {
  it('name a late fact of a day up to its end', () => {
    expect(adjusted([row('a', 11, 'late')])).toEqual([
      {
        factId: 'a',
        kind: 'adoption',
        subject: 'C105',
        change: 'added',
        after: row('a', 11, 'late'),
        entries: [11],
      },
    ]);
  });

  it('name a correction, with what stood at the close and what stands now', () => {
    const before = row('a', 5, '84 %', { superseded: 12 });
    const after = row('a', 12, '76 %');
    expect(adjusted([before, after])).toMatchObject([
      { change: 'restated', before, after, entries: [12] },
    ]);
  });

  it('name a retraction', () => {
    const before = row('a', 5, '84 %', { superseded: 12 });
    const [one] = adjusted([before]);
    expect(one).toMatchObject({ change: 'withdrawn', before, entries: [12] });
    expect(one?.after).toBeUndefined();
  });

  it('count a fact moved past the end as withdrawn, and one moved into the period as added', () => {
    const later = '2025-07-01';
    const movedOut = [row('a', 5, 'x', { superseded: 12 }), row('a', 12, 'x', { day: later })];
    const movedIn = [row('b', 5, 'y', { superseded: 13, day: later }), row('b', 13, 'y')];
    expect(
      adjusted([...movedOut, ...movedIn]).map(({ factId, change }) => [factId, change]),
    ).toEqual([
      ['a', 'withdrawn'],
      ['b', 'added'],
    ]);
  });

  it('tell what came and went since the close', () => {
    expect(adjusted([row('a', 11, 'x', { superseded: 12 })])).toMatchObject([
      { change: 'passed', entries: [11, 12] },
    ]);
  });

  it('leave out what the close included, what is of later days, and what is not known yet', () => {
    expect(adjusted([row('a', 10, 'x')])).toEqual([]);
    expect(adjusted([row('a', 5, 'x', { superseded: 10 }), row('a', 10, 'y')])).toEqual([]);
    expect(adjusted([row('a', 11, 'x', { day: '2025-07-01' })])).toEqual([]);
    expect(adjusted([row('a', 21, 'x')])).toEqual([]);
    expect(adjusted([row('a', 5, 'x', { superseded: 21 }), row('a', 21, 'y')])).toEqual([]);
  });

  it('keep the series of one fact apart, and stand in the order of the log', () => {
    const other = { ...row('a', 12, 'x'), subject: 'C201' };
    const changes = adjusted([other, row('b', 11, 'x'), row('a', 12, 'x')]);
    expect(changes.map(({ factId, subject }) => [factId, subject])).toEqual([
      ['b', 'C105'],
      ['a', 'C105'],
      ['a', 'C201'],
    ]);
  });

  it('are all there is between the close and now, and nothing that came later', () => {
    fc.assert(
      fc.property(history(), fc.integer({ min: 10, max: 30 }), (rows, now) => {
        const adjustments = adjustmentsOf(period, rows, now);
        const standing = (at: number) =>
          new Map(
            rows
              .filter(
                ({ entry, supersededEntry = Infinity, effective }) =>
                  entry <= at && supersededEntry > at && effective.latest <= period.to,
              )
              .map((each) => [each.factId, each.value]),
          );
        const replayed = standing(period.lastEntry);
        for (const { factId, after } of adjustments) {
          if (after === undefined) replayed.delete(factId);
          else replayed.set(factId, after.value);
        }
        expect(new Map([...replayed].sort())).toEqual(new Map([...standing(now)].sort()));
        const known = rows
          .filter(({ entry }) => entry <= now)
          .map(({ supersededEntry, ...each }) =>
            supersededEntry === undefined || supersededEntry > now
              ? each
              : { ...each, supersededEntry },
          );
        const withoutEnds = adjustmentsOf(period, known, now).map(({ entries, change }) => [
          entries,
          change,
        ]);
        expect(withoutEnds).toEqual(adjustments.map(({ entries, change }) => [entries, change]));
      }),
      { seed: 20260401 },
    );
  });
});

/** April to June 2025, closed with entry 10. */
const period = { from: isoDate('2025-04-01'), to: isoDate('2025-06-30'), lastEntry: 10 };

const adjusted = (rows: readonly LedgerRow[]) => adjustmentsOf(period, rows, 20);

function row(
  id: string,
  entry: number,
  value: string,
  { superseded, day = '2025-06-30' }: Readonly<{ superseded?: number; day?: string }> = {},
): LedgerRow {
  return {
    factId: id as FactId,
    kind: 'adoption',
    subject: 'C105',
    effective: onDay(isoDate(day)),
    entry,
    ...(superseded !== undefined && { supersededEntry: superseded }),
    value,
  };
}

/** Facts with their corrections, each stated at rising entries; some retracted at the end. */
const history = (): fc.Arbitrary<readonly LedgerRow[]> =>
  fc
    .array(
      fc.record({
        entries: fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 }),
        retracted: fc.boolean(),
        days: fc.array(fc.constantFrom('2025-06-30', '2025-07-01'), { minLength: 4, maxLength: 4 }),
      }),
      { maxLength: 5 },
    )
    .map((facts) =>
      facts.flatMap(({ entries, retracted, days }, index) => {
        const rising = [...entries].sort((one, other) => one - other);
        const stated = retracted ? rising.slice(0, -1) : rising;
        return stated.map((entry, at) =>
          row(`fact-${String(index)}`, entry, `said at ${String(entry)}`, {
            ...(rising[at + 1] !== undefined && { superseded: rising[at + 1] }),
            day: days[at] ?? '2025-06-30',
          }),
        );
      }),
    );
