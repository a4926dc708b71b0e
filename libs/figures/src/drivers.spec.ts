import fc from 'fast-check';
import { drivers, type Driver } from '#vocabulary';
import { driversOf, type DriverShares, type DriversFigure } from './drivers.js';
import { largestRemainder } from './rounding.js';

describe('The worked example of the four drivers', () => {
  it('has a V of .525: a gap of 47.5 points', () => {
    const { value, gap, known } = driversOf(example);
    expect(value.low).toBeCloseTo(0.525, 3);
    expect(value.high).toBe(value.low);
    expect(gap.low).toBeCloseTo(47.5, 1);
    expect(known).toBe(4);
  });

  it('shares it 12.7, 17.3, 23.2 and 46.7 %', () => {
    const percent = driversOf(example).parts.map(({ share }) => (share?.low ?? 0) * 100);
    expect(percent.map((each) => each.toFixed(1))).toEqual(['12.7', '17.3', '23.2', '46.7']);
    // Rounded one by one they come to 99.9; the first, 12.7496, has the largest remainder.
    expect(largestRemainder(percent, 1)).toEqual([12.8, 17.3, 23.2, 46.7]);
  });

  it('would have a V of .570, .587, .610 or .710 with one driver mended', () => {
    const whatIf = driversOf(example).parts.map((part) => part.whatIf.high.toFixed(3));
    expect(whatIf).toEqual(['0.570', '0.587', '0.610', '0.710']);
  });
});

describe('A driver', () => {
  it('counts as .01 at the least, and is flagged', () => {
    const { value, parts } = driversOf({ ...example, interoperability: 0 });
    expect(value.low).toBeCloseTo((0.72 * 0.64 * 0.55 * 0.01) ** 0.25, 12);
    expect(parts.map(({ floored }) => floored)).toEqual([false, false, false, true]);
    expect(
      part(driversOf({ ...example, interoperability: 0.01 }), 'interoperability').floored,
    ).toBe(false);
  });

  it('gives bounds where it is unknown', () => {
    const { interoperability: _, ...three } = example;
    const figure = driversOf(three);
    expect(figure.value.high).toBeCloseTo((0.72 * 0.64 * 0.55) ** 0.25, 12);
    expect(figure.value.low).toBeCloseTo((0.72 * 0.64 * 0.55 * 0.01) ** 0.25, 12);
    expect(figure.known).toBe(3);
    expect(part(figure, 'interoperability').share?.low).toBe(0);
    expect(part(figure, 'interoperability').measured).toBeUndefined();
    expect(part(figure, 'interoperability').whatIf).toEqual({
      low: figure.value.high,
      high: figure.value.high,
    });
  });

  it('has no share of a gap that there is not', () => {
    const all = Object.fromEntries(drivers.map((driver) => [driver, 1])) as DriverShares;
    expect(driversOf(all)).toMatchObject({ value: { low: 1, high: 1 }, gap: { low: 0, high: 0 } });
    expect(driversOf(all).parts.map(({ share }) => share)).toEqual(drivers.map(() => undefined));
  });
});

describe('Of any drivers', () => {
  it('the shares are the whole, shown in tenths too, and mending one costs its own part', () => {
    fc.assert(
      fc.property(fc.tuple(known(), known(), known(), known()), (shares) => {
        const figure = driversOf(named(shares));
        const parts = figure.parts.map(({ share }) => share?.low ?? 0);
        const sum = parts.reduce((all, each) => all + each, 0);
        if (figure.gap.low === 0) return;
        expect(sum).toBeCloseTo(1, 9);
        const tenths = largestRemainder(
          parts.map((each) => each * 100),
          1,
        );
        expect(Math.round(tenths.reduce((all, each) => all + each * 10, 0))).toBe(1000);
        figure.parts.forEach(({ whatIf, measured = 1 }) => {
          expect(whatIf.low * Math.max(0.01, measured) ** 0.25).toBeCloseTo(figure.value.low, 9);
        });
      }),
      { seed: 20260401 },
    );
  });

  it('the bounds hold any completion of the unknown', () => {
    const some = fc.option(known(), { nil: undefined });
    fc.assert(
      fc.property(fc.tuple(some, some, some, some), known(), (shares, filled) => {
        const open = driversOf(named(shares));
        const full = driversOf(named(shares.map((share) => share ?? filled)));
        within(full.value.low, open.value);
        within(full.gap.high, open.gap);
        full.parts.forEach(({ share, whatIf }, index) => {
          if (share !== undefined) within(share.low, open.parts[index]?.share);
          within(whatIf.low, open.parts[index]?.whatIf);
        });
      }),
      { seed: 20260401 },
    );
  });
});

const example = {
  'first-time-right': 0.72,
  'pathway-consistency': 0.64,
  'clinical-ownership': 0.55,
  interoperability: 0.3,
} as const;

const part = ({ parts }: DriversFigure, name: Driver) => {
  const found = parts.find(({ driver }) => driver === name);
  if (found === undefined) throw new Error(`No part of ${name}`);
  return found;
};

const known = () => fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);

const named = (shares: readonly (number | undefined)[]): DriverShares =>
  Object.fromEntries(
    drivers.flatMap((driver, index) =>
      shares[index] === undefined ? [] : [[driver, shares[index]]],
    ),
  );

function within(value: number, bounds: Readonly<{ low: number; high: number }> | undefined) {
  expect(value).toBeGreaterThanOrEqual((bounds?.low ?? Number.NaN) - 1e-9);
  expect(value).toBeLessThanOrEqual((bounds?.high ?? Number.NaN) + 1e-9);
}
