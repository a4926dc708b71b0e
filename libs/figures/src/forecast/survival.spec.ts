import {
  classQuantile,
  classSurvivalAt,
  isBeyondData,
  kaplanMeier,
  survivalAt,
  type Lifetime,
} from './survival.js';
import { workedSlips } from '../testing/index.js';

describe('The survival of slips', () => {
  const curve = kaplanMeier(workedSlips);

  it('is the worked example to four digits, early slips included', () => {
    const shown = curve.steps.map(({ at, survival }) => [at, survival.toFixed(4)]);
    expect(shown).toEqual([
      [-1, '0.9500'],
      [0, '0.8000'],
      [1, '0.7500'],
      [2, '0.6500'],
      [3, '0.6000'],
      [4, '0.5455'],
      [6, '0.4364'],
      [9, '0.3740'],
      [12, '0.2992'],
      [14, '0.2244'],
      [25, '0.1122'],
    ]);
    expect(curve).toMatchObject({ completed: 15, censored: 5, last: 25 });
  });

  it('is 1 before the first, falls on the day itself, and is held flat beyond the last', () => {
    expect(survivalAt(curve, -2)).toBe(1);
    expect(survivalAt(curve, -1)).toBe(0.95);
    expect(survivalAt(curve, 5)).toBe(survivalAt(curve, 4));
    expect(survivalAt(curve, 99)).toBe(survivalAt(curve, 25));
    expect(isBeyondData({ survival: curve }, 25)).toBe(false);
    expect(isBeyondData({ survival: curve }, 26)).toBe(true);
  });

  it('of nothing is 1 everywhere and beyond data everywhere', () => {
    expect(survivalAt(kaplanMeier([]), 40)).toBe(1);
    expect(isBeyondData({ survival: kaplanMeier([]) }, 0)).toBe(true);
  });
});

describe('A class with fewer than fifteen completed observations', () => {
  const parent = { survival: kaplanMeier(workedSlips) };
  const small = { survival: kaplanMeier([ended(0), ended(8), censoredAt(9)]), parent };

  it('counts its own by their number and its parent as ten', () => {
    expect(classSurvivalAt(small, 2)).toBeCloseTo((2 * (2 / 3) + 10 * 0.65) / 12, 12);
  });

  it('is its parent where nothing in it is completed', () => {
    const empty = { survival: kaplanMeier([censoredAt(3)]), parent };
    expect(classSurvivalAt(empty, 2)).toBeCloseTo(0.65, 12);
    expect(isBeyondData({ survival: kaplanMeier([]), parent }, 20)).toBe(false);
  });

  it('borrows nothing once it has fifteen', () => {
    const nobodyYet = { survival: kaplanMeier([censoredAt(99)]) };
    expect(classSurvivalAt({ ...parent, parent: nobodyYet }, 2)).toBeCloseTo(0.65, 12);
  });
});

describe('A quantile', () => {
  const reference = { survival: kaplanMeier(workedSlips) };

  it('is the least slip that the share does not pass', () => {
    expect(classQuantile(reference, 0.05)).toBe(-1);
    expect(classQuantile(reference, 0.5)).toBe(6);
  });

  it('is asked of those alone that have slipped so far', () => {
    // S(2) = .65, so that half of those left is .325: S is .3740 at 9 and .2992 at 12.
    expect(classQuantile(reference, 0.5, 2)).toBe(12);
  });

  it('is unknown where the observations do not reach', () => {
    expect(classQuantile(reference, 0.9)).toBeUndefined();
    const over = { survival: kaplanMeier([ended(1)]) };
    expect(classQuantile(over, 0.5, 1)).toBeUndefined();
  });

  it('may lie at a slip that only the parent has', () => {
    const small = { survival: kaplanMeier([ended(0)]), parent: reference };
    expect(classQuantile(small, 0.5)).toBe(4);
  });
});

function ended(value: number): Lifetime {
  return { value, censored: false };
}

function censoredAt(value: number): Lifetime {
  return { value, censored: true };
}
