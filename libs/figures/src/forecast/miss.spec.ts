import { isoDate, type IsoDate } from '#vocabulary';
import { workedSlips } from '../testing/index.js';
import type { Course, SlipObservation, WaitObservation } from './course.js';
import { missOf, type Miss } from './miss.js';
import { referenceClasses } from './reference-classes.js';
import { kaplanMeier } from './survival.js';

const asOf = isoDate('2025-07-31');
const deadline = isoDate('2026-03-31');

describe('The chance to miss March 2026, seen at the end of July 2025, with a go-live stated for', () => {
  // All twenty slips of the worked example are of one class, so that nothing is blended.
  it.each([
    ['2026-01-31', 0.65, 2, 'meets'],
    ['2025-09-30', 0.4364, 6, 'meets'],
    ['2026-04-30', 0.95, -1, 'misses'],
    ['2025-05-31', 0.575, 10, 'meets'],
  ] as const)('%s is %p', (expected, probability, slack, insideView) => {
    const miss = missAt(expected);
    expect(miss.probability).toBeCloseTo(probability, 3);
    expect(miss).toMatchObject({ slack, insideView, classSize: 15, censoredShare: 0.25 });
  });

  it('a month past raises it, and says so', () => {
    expect(missAt('2025-05-31').flags).toEqual(['overdue']);
    expect(missAt('2025-09-30').flags).toEqual([]);
  });

  it('a month that is not over yet is no slip', () => {
    const during = (day: string) => missAt('2025-07-31', { asOf: isoDate(day), deadline });
    expect(during('2025-07-30').probability).toBeCloseTo(0.4364 / 0.95, 3);
    expect(during('2025-07-31').probability).toBeCloseTo(0.4364 / 0.8, 3);
  });
});

describe('A deadline', () => {
  it('on the day it falls due has been missed by what is still to come', () => {
    const miss = missAt('2026-01-31', { asOf: deadline, deadline });
    expect(miss).toMatchObject({ probability: 1, flags: ['overdue', 'deadline-passed'] });
  });

  it('beyond all that was observed is judged by a survival held flat, and flagged', () => {
    const miss = missAt('2025-09-30', { asOf, deadline: isoDate('2028-03-31') });
    expect(miss.probability).toBeCloseTo(0.1122, 4);
    expect(miss.flags).toEqual(['beyond-data']);
  });
});

describe('A class', () => {
  const slips = [
    ...[1, 2].map((value) => slip(value, 'procurement', '4-9')),
    ...Array.from({ length: 18 }, (_, value) => slip(value, 'implementation', '4-9')),
  ];

  it('with few completed observations is blended with its parents, and flagged', () => {
    const miss = missOf(awaiting('2025-11-30', 'procurement'), referenceClasses(slips, []), {
      asOf,
      deadline: isoDate('2025-12-31'),
    });
    // Of all, 15 of 20 slip by more than a month or two: 2 × 1/2 and 10 × (2 × 1/2 + 10 × 16/20) ÷ 12.
    const parent = (2 * 0.5 + 10 * 0.85) / 12;
    expect(miss.probability).toBeCloseTo((2 * 0.5 + 10 * parent) / 12, 12);
    expect(miss).toMatchObject({ flags: ['blended'], classSize: 2, judgedBy: '4-9' });
  });

  it('of which all were over by then gives way to a wider one', () => {
    const soon = Array.from({ length: 15 }, () => slip(0, 'implementation', '0-3'));
    const miss = missOf(
      awaiting('2025-05-31', 'implementation'),
      referenceClasses([...slips, ...soon], []),
      { asOf, deadline },
    );
    expect(miss.flags).toEqual(['overdue', 'wider-class']);
    // More than ten months of those of more than two: 7 of 15 in its state.
    expect(miss.probability).toBeCloseTo(7 / 15, 12);
  });

  it('leaves the chance unknown where everything observed was over by then', () => {
    const overdue = awaiting('2023-01-31', 'implementation');
    expect(missOf(overdue, referenceClasses(slips, []), { asOf, deadline })).toMatchObject({
      probability: undefined,
      flags: ['overdue', 'wider-class', 'beyond-all-data'],
    });
  });
});

describe('Without a date', () => {
  const waits = [4, 8, 12, 20].flatMap((value) => Array.from({ length: 4 }, () => wait(value)));

  it('a go-live is judged by how long others took from the first month end in its state', () => {
    const course: Course = {
      ...courseOf('2025-04-30', 'procurement'),
      expectations: [{ statedBy: isoDate('2025-02-10'), expected: undefined }],
      states: [{ statedBy: isoDate('2025-02-10'), state: 'procurement' }],
    };
    const miss = missOf({ id: 'RXA', group: 'A', course }, referenceClasses([], waits), {
      asOf,
      deadline,
    });
    // Thirteen months from February 2025 to the deadline, five of them gone.
    expect(miss.probability).toBeCloseTo(1 / 3, 12);
    expect(miss).toMatchObject({ insideView: 'no-date', judgedBy: 'waits', slack: undefined });
    expect(miss.flags).toEqual(['no-forecast']);
  });

  it('and with nothing ever stated, from the day of the question', () => {
    const nothing = { id: 'RXA', group: 'A', course: undefined };
    const miss = missOf(nothing, referenceClasses([], waits), { asOf, deadline });
    expect(miss.probability).toBeCloseTo(2 / 4, 12);
    expect(miss).toMatchObject({ flags: ['nothing-stated'], state: 'unstated' });
  });

  it('has no chance to name where too few waits were observed', () => {
    const nothing = { id: 'RXA', group: 'A', course: undefined };
    const few = referenceClasses([], waits.slice(2));
    expect(missOf(nothing, few, { asOf, deadline })).toMatchObject({
      probability: undefined,
      flags: ['nothing-stated', 'too-few-observed'],
      classSize: 14,
    });
  });
});

function missAt(expected: string, when = { asOf, deadline }): Miss {
  const oneClass = { survival: kaplanMeier(workedSlips) };
  const classes = { slipOf: () => oneClass, waitOf: () => oneClass };
  return missOf(awaiting(expected, 'procurement'), classes, when);
}

function awaiting(expected: string, state: string) {
  return { id: 'RXA', group: 'A', course: courseOf(expected, state) };
}

function courseOf(expected: string, state: string): Course {
  const statedBy = isoDate('2022-01-01');
  return {
    id: 'RXA epr',
    expectations: [{ statedBy, expected: isoDate(expected) }],
    states: [{ statedBy, state }],
  };
}

function slip(value: number, state: string, horizon: SlipObservation['horizon']): SlipObservation {
  const day: IsoDate = isoDate('2024-01-31');
  return { id: 'RXB epr', value, censored: false, state, horizon, checkedOn: day, expected: day };
}

function wait(value: number): WaitObservation {
  return { id: 'RXB', value, censored: false, state: 'procurement', since: isoDate('2020-01-31') };
}
