import { convolve, outlookOf, poissonBinomial } from './count.js';
import { dependentCount } from './dependence.js';
import { normalCdf, normalQuantile } from './normal.js';

/** Nineteen trusts of the worked example, all of one supplier. */
const nineteen = [
  ...Array<number>(4).fill(0.9),
  ...Array<number>(10).fill(0.4),
  ...Array<number>(5).fill(0.1),
];

describe('The count of nineteen independent trusts', () => {
  const outlook = outlookOf(poissonBinomial(nineteen), 8);

  it('is expected at 8.10, spread by 1.79, from 6 over 8 to 10', () => {
    expect(outlook.expected).toBeCloseTo(8.1, 12);
    expect(outlook.sd.toFixed(2)).toBe('1.79');
    expect([outlook.p10, outlook.p50, outlook.p90]).toEqual([6, 8, 10]);
  });

  it('is eight with .221, more with .405, none with the product of all chances', () => {
    expect(outlook.asPlanned.toFixed(3)).toBe('0.221');
    expect(outlook.moreThanPlanned.toFixed(3)).toBe('0.405');
    expect(outlook.none / (0.1 ** 4 * 0.6 ** 10 * 0.9 ** 5)).toBeCloseTo(1, 12);
  });
});

describe('The count of nineteen trusts of one supplier', () => {
  // The definition prints P(N = 8) as .159, .128 and .108: these four decimals, rounded once more.
  it.each([
    [0.1, '2.45', [5, 8, 11], '0.1585', '0.423'],
    [0.2, '2.97', [4, 8, 12], '0.1275', '0.428'],
    [0.3, '3.41', [4, 8, 13], '0.1075', '0.430'],
  ])('at a correlation of %p spreads by %p', (rho, sd, range, asPlanned, moreThanPlanned) => {
    const events = nineteen.map((probability) => ({ group: 'one', probability }));
    const outlook = outlookOf(dependentCount(events, rho), 8);
    expect(outlook.expected).toBeCloseTo(8.1, 9);
    expect(outlook.sd.toFixed(2)).toBe(sd);
    expect([outlook.p10, outlook.p50, outlook.p90]).toEqual(range);
    expect(outlook.asPlanned.toFixed(4)).toBe(asPlanned);
    expect(outlook.moreThanPlanned.toFixed(3)).toBe(moreThanPlanned);
  });

  it('is that of a plain sum over two thousand points of the common factor', () => {
    const [rho, step] = [0.2, 0.01];
    const summed = Array<number>(nineteen.length + 1).fill(0);
    for (let m = -10; m <= 10; m += step) {
      const weight = (Math.exp((-m * m) / 2) / Math.sqrt(2 * Math.PI)) * step;
      const given = nineteen.map((p) =>
        normalCdf((normalQuantile(p) - Math.sqrt(rho) * m) / Math.sqrt(1 - rho)),
      );
      poissonBinomial(given).forEach((p, k) => (summed[k] = (summed[k] ?? 0) + weight * p));
    }
    const events = nineteen.map((probability) => ({ group: 'one', probability }));
    dependentCount(events, rho).forEach((p, k) => {
      expect(p).toBeCloseTo(summed[k] ?? NaN, 10);
    });
  });

  it('spreads less when they have different suppliers', () => {
    const spread = (groupOf: (index: number) => string) => {
      const events = nineteen.map((probability, index) => ({ group: groupOf(index), probability }));
      return outlookOf(dependentCount(events, 0.2), 8).sd;
    };
    expect(spread((index) => String(index % 3))).toBeLessThan(spread(() => 'one'));
    expect(spread((index) => String(index))).toBeCloseTo(
      outlookOf(poissonBinomial(nineteen), 8).sd,
      12,
    );
  });
});

describe('A count', () => {
  it('of nobody is none', () => {
    expect(poissonBinomial([])).toEqual([1]);
    expect(dependentCount([], 0.2)).toEqual([1]);
    expect(outlookOf([1], 0)).toMatchObject({ expected: 0, sd: 0, p90: 0, none: 1, asPlanned: 1 });
  });

  it('of two groups is their sum', () => {
    expect(convolve([0.5, 0.5], [0.25, 0.75])).toEqual([0.125, 0.5, 0.375]);
  });

  it('of what is certain is certain', () => {
    expect(poissonBinomial([1, 0, 1])).toEqual([0, 0, 1, 0]);
  });
});
