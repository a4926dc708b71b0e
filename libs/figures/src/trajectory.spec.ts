import fc from 'fast-check';
import type { PeriodAmount } from '#facts';
import { addMonths, dayBefore, isoDate } from '#vocabulary';
import { amountDueBy, amountOf, amountsBy, dueBy, movesBetween, plannedFor } from './trajectory.js';

describe('What a trajectory expects to date', () => {
  it('is what the periods that ended by the day come to', () => {
    expect(amountOf(dueBy(months(1, 2, 4), isoDate('2025-05-31')))).toBe(3);
    expect(amountOf(dueBy(months(1, 2, 4), isoDate('2025-05-30')))).toBe(1);
    expect(amountOf(dueBy(months(1, 2, 4), isoDate('2025-03-31')))).toBe(0);
  });

  it('leaves out periods that began before a cut-over', () => {
    const due = dueBy(months(1, 2, 4), isoDate('2026-03-31'), isoDate('2025-04-15'));
    expect(amountOf(due)).toBe(6);
    const fromMay = dueBy(months(1, 2, 4), isoDate('2026-03-31'), isoDate('2025-05-01'));
    expect(amountOf(fromMay)).toBe(6);
  });

  it.each([
    ['2025-05-31', undefined, 3],
    ['2026-03-31', '2025-04-15', 6],
    ['2025-05-31', '2025-05-01', 2],
  ])('comes to the same without its periods: by %s, since %s', (asOf, since, amount) => {
    const from = since === undefined ? undefined : isoDate(since);
    expect(amountDueBy(months(1, 2, 4), isoDate(asOf), from)).toBe(amount);
    expect(amountOf(dueBy(months(1, 2, 4), isoDate(asOf), from))).toBe(amount);
  });
});

describe('What a trajectory expects of one very period', () => {
  const of = (from: string, to: string) =>
    plannedFor({ from: isoDate(from), to: isoDate(to) }, months(1, 2, 4));

  it.each([
    ['2025-05-01', '2025-05-31', 2],
    ['2025-04-01', '2025-06-30', 7],
    ['2025-05-01', '2025-05-30', null],
    ['2025-04-15', '2025-05-31', null],
    ['2025-03-01', '2025-04-30', null],
    ['2025-07-01', '2025-07-31', null],
  ])('from %s to %s is %p', (from, to, amount) => {
    expect(of(from, to)).toBe(amount);
  });
});

describe('What a trajectory expects by each of several days', () => {
  it('is what it expects to date on every one of them', () => {
    const days = ['2025-03-31', '2025-04-30', '2025-06-15', '2025-06-30'].map((day) =>
      isoDate(day),
    );
    const trajectory = months(1, 2, 4);
    const one = days.map((day) => amountOf(dueBy(trajectory, day)));
    expect(amountsBy(trajectory, days)).toEqual(one);
    expect(amountsBy([...trajectory].reverse(), days)).toEqual(one);
    expect(one).toEqual([0, 1, 3, 7]);
  });
});

describe('What moved between two trajectories', () => {
  it.each([
    ['nothing', [5, 5], [5, 5], [0, 0, 0, 0]],
    ['all by a month', [5, 0], [0, 5], [5, 0, 0, 0]],
    ['some to the left', [0, 5], [2, 3], [0, 2, 0, 0]],
    ['nothing, but some was dropped', [5, 5], [5, 1], [0, 0, 4, 0]],
    ['nothing, but some was added', [5, 5], [5, 6], [0, 0, 0, 1]],
    ['to both sides of a gain', [4, 0, 4], [0, 6, 0], [4, 2, 2, 0]],
    ['in turns', [2, 0, 2, 0], [0, 2, 0, 2], [4, 0, 0, 0]],
  ])('%s', (_, original, latest, [slidRight, broughtForward, dropped, added]) => {
    expect(movesBetween(months(...original), months(...latest))).toEqual({
      slidRight,
      broughtForward,
      dropped,
      added,
    });
  });

  it('is told anew of each trajectory that one is held against', () => {
    const original = months(5, 5);
    const latest = months(5, 1);
    expect(movesBetween(original, latest).dropped).toBe(4);
    expect(movesBetween(original, months(5, 6)).added).toBe(1);
    expect(movesBetween(original, latest).dropped).toBe(4);
  });

  it('holds periods of other lengths against each other by their last days', () => {
    const quarter = [{ from: isoDate('2025-04-01'), to: isoDate('2025-06-30'), amount: 7 }];
    expect(movesBetween(months(1, 2, 4), quarter)).toEqual({
      slidRight: 3,
      broughtForward: 0,
      dropped: 0,
      added: 0,
    });
  });

  it('are the same in whatever order the periods are given', () => {
    const [original, latest] = [months(4, 0, 1), months(0, 3, 0)];
    expect(movesBetween([...original].reverse(), [...latest].reverse())).toEqual(
      movesBetween(original, latest),
    );
  });

  it('leads from the one total to the other, and accounts for all that was given up', () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 1_000_000 }), {
      minLength: 6,
      maxLength: 6,
    });
    fc.assert(
      fc.property(amounts, amounts, (original, latest) => {
        const moves = movesBetween(months(...original), months(...latest));
        const givenUp = original.map((amount, month) => Math.max(0, amount - (latest[month] ?? 0)));
        expect(sum(original) - moves.dropped + moves.added).toBe(sum(latest));
        expect(moves.slidRight + moves.broughtForward + moves.dropped).toBe(sum(givenUp));
        expect(Math.min(...Object.values(moves))).toBeGreaterThanOrEqual(0);
        expect(Math.min(moves.dropped, moves.added)).toBe(0);
      }),
      { seed: 20260401 },
    );
  });

  it('turns round with time', () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(amounts, amounts, (original, latest) => {
        const there = movesBetween(months(...original), months(...latest));
        const back = movesBetween(months(...latest), months(...original));
        expect([back.slidRight, back.broughtForward, back.dropped, back.added]).toEqual([
          there.broughtForward,
          there.slidRight,
          there.added,
          there.dropped,
        ]);
      }),
      { seed: 20260401 },
    );
  });
});

const sum = (amounts: readonly number[]) => amounts.reduce((all, each) => all + each, 0);

/** A month each from April 2025 on. */
const months = (...amounts: readonly number[]): readonly PeriodAmount[] =>
  amounts.map((amount, month) => {
    const from = addMonths(isoDate('2025-04-01'), month);
    return { from, to: dayBefore(addMonths(from, 1)), amount };
  });
