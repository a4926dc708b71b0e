import { isoDate } from '#vocabulary';
import {
  expectationOn,
  horizonOf,
  inStateSince,
  slipsOf,
  stateOn,
  UNSTATED,
  waitsOf,
  type Course,
} from './course.js';

/** Promised in January for September 2025; in August put off to December; happened in February. */
const slipping = course({
  expectations: [
    ['2025-01-10', '2025-09-30'],
    ['2025-08-20', '2025-12-31'],
  ],
  happened: ['2026-02-14', '2026-02-20'],
});

describe('A slip', () => {
  it('is observed once per horizon, by the last forecast stated inside it', () => {
    expect(shown(slipsOf([slipping], isoDate('2026-06-30')))).toEqual([
      ['4-9', '2025-08-31', '2025-12-31', 2, false],
      ['0-3', '2025-12-31', '2025-12-31', 2, false],
    ]);
  });

  it('that has not ended is censored at the last month that is over', () => {
    expect(shown(slipsOf([slipping], isoDate('2026-01-15')))).toEqual([
      ['4-9', '2025-08-31', '2025-12-31', 0, true],
      ['0-3', '2025-12-31', '2025-12-31', 0, true],
    ]);
  });

  it('is not known before it was stated that it happened', () => {
    const [first] = shown(slipsOf([slipping], isoDate('2026-02-19')));
    expect(first).toEqual(['4-9', '2025-08-31', '2025-12-31', 1, true]);
  });

  it('is negative where it happened early', () => {
    const early = course({
      expectations: [['2025-01-31', '2025-12-31']],
      happened: ['2025-10-01', '2025-10-01'],
    });
    expect(shown(slipsOf([early], isoDate('2026-06-30')))).toEqual([
      ['10-18', '2025-02-28', '2025-12-31', -2, false],
      ['4-9', '2025-08-31', '2025-12-31', -2, false],
      ['0-3', '2025-09-30', '2025-12-31', -2, false],
    ]);
  });

  it('ends unknown where it was given up', () => {
    const givenUp = course({
      expectations: [
        ['2025-01-31', '2025-03-31'],
        ['2025-06-10', undefined],
      ],
      givenUpBy: '2025-06-10',
    });
    expect(shown(slipsOf([givenUp], isoDate('2026-06-30')))).toEqual([
      ['0-3', '2025-03-31', '2025-03-31', 2, true],
    ]);
  });

  it('is not observed from what was said after it happened, or without a date', () => {
    const late = course({
      expectations: [['2025-05-01', '2025-04-30']],
      happened: ['2025-04-01', '2025-05-01'],
    });
    const dateless = course({ expectations: [['2025-05-01', undefined]] });
    expect(slipsOf([late, dateless], isoDate('2026-06-30'))).toEqual([]);
  });
});

describe('A wait', () => {
  const contracted = course({
    expectations: [['2025-01-10', undefined]],
    states: [
      ['2025-01-10', 'procurement'],
      ['2025-04-02', 'implementation'],
    ],
    happened: ['2025-12-05', '2025-12-05'],
  });

  it('is observed once per state, from the first month end in it', () => {
    const waits = waitsOf([contracted], isoDate('2026-06-30'));
    expect(
      waits.map(({ state, since, value, censored }) => [state, since, value, censored]),
    ).toEqual([
      ['procurement', '2025-01-31', 11, false],
      ['implementation', '2025-04-30', 8, false],
    ]);
  });

  it('that goes on is censored', () => {
    const waits = waitsOf([contracted], isoDate('2025-03-31'));
    expect(waits).toMatchObject([{ state: 'procurement', value: 2, censored: true }]);
    expect(waitsOf([contracted], isoDate('2025-01-09'))).toEqual([]);
  });

  it('is in the state last stated', () => {
    expect(stateOn(contracted, isoDate('2025-04-01'))).toBe('procurement');
    expect(stateOn(contracted, isoDate('2025-01-01'))).toBe(UNSTATED);
    expect(inStateSince(contracted, isoDate('2025-07-31'))).toBe('2025-04-30');
    expect(inStateSince(contracted, isoDate('2025-01-10'))).toBeUndefined();
  });
});

describe('What was expected', () => {
  it('on a day is what had last been stated by then', () => {
    expect(expectationOn(slipping, isoDate('2025-01-09'))).toBeUndefined();
    expect(expectationOn(slipping, isoDate('2025-08-19'))?.expected).toBe('2025-09-30');
    expect(expectationOn(slipping, isoDate('2025-08-20'))?.expected).toBe('2025-12-31');
  });

  it.each([
    [-4, '0-3'],
    [3, '0-3'],
    [4, '4-9'],
    [10, '10-18'],
    [18, '10-18'],
    [19, '19+'],
  ])('in %p months has the horizon %p', (months, horizon) => {
    expect(horizonOf(months)).toBe(horizon);
  });
});

function course(said: {
  expectations: readonly (readonly [string, string | undefined])[];
  states?: readonly (readonly [string, string])[];
  happened?: readonly [string, string];
  givenUpBy?: string;
}): Course {
  return {
    id: 'RXA epr',
    expectations: said.expectations.map(([by, day]) => ({
      statedBy: isoDate(by),
      expected: day === undefined ? undefined : isoDate(day),
    })),
    states: (said.states ?? []).map(([by, state]) => ({ statedBy: isoDate(by), state })),
    ...(said.happened && {
      happened: { on: isoDate(said.happened[0]), statedBy: isoDate(said.happened[1]) },
    }),
    ...(said.givenUpBy && { givenUpBy: isoDate(said.givenUpBy) }),
  };
}

const shown = (slips: ReturnType<typeof slipsOf>) =>
  slips.map(({ horizon, checkedOn, expected, value, censored }) => [
    horizon,
    checkedOn,
    expected,
    value,
    censored,
  ]);
