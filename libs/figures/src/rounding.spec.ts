import fc from 'fast-check';
import { largestRemainder, roundedTo, truncatedPercent } from './rounding.js';

describe('Rounding parts by the largest remainder', () => {
  it('gives what is missing to the largest remainders, of equal ones to the earlier', () => {
    expect(largestRemainder([33.385, 21, 20.9, 24.715], 2)).toEqual([33.39, 21, 20.9, 24.71]);
    expect(largestRemainder([33.3333, 33.3333, 33.3334], 0)).toEqual([33, 33, 34]);
    expect(largestRemainder([12.4, 12.3, 75.3], 0)).toEqual([13, 12, 75]);
    expect(largestRemainder([], 1)).toEqual([]);
  });

  it('does not take the noise of arithmetic for a remainder', () => {
    expect(largestRemainder([0.1 + 0.2, 0.7], 1)).toEqual([0.3, 0.7]);
    expect(largestRemainder([0.29 * 100, 71], 0)).toEqual([29, 71]);
  });

  it('keeps the sum, and moves no part by a whole unit', () => {
    fc.assert(sumIsKept(largestRemainder), { seed: SEED });
  });

  it.each<[string, typeof largestRemainder]>([
    ['each part is rounded by itself', (parts, decimals) => parts.map(eachTo(decimals))],
    ['the last part takes all that is missing', lastTakesTheRest],
  ])('and does not where %s', (_, faulty) => {
    const { failed, errorInstance } = fc.check(sumIsKept(faulty), { seed: SEED, numRuns: 500 });
    expect({ failed, errorInstance }).toMatchObject({
      failed: true,
      errorInstance: { matcherResult: { pass: false } },
    });
  });
});

const SEED = 20260401;

const sumIsKept = (rounding: typeof largestRemainder) =>
  fc.property(
    fc.array(part(), { maxLength: 8 }),
    fc.integer({ min: 0, max: 3 }),
    (numbers, decimals) => {
      const unit = 10 ** decimals;
      const shown = rounding(numbers, decimals);
      const whole = numbers.reduce((sum, part) => sum + part, 0);
      const units = shown.map((part) => Math.round(part * unit));
      expect(Math.abs(units.reduce((sum, part) => sum + part, 0) - whole * unit)).toBeLessThan(
        0.5 + 1e-5,
      );
      shown.forEach((part, index) => {
        expect(Math.abs(part - (numbers[index] ?? 0)) * unit).toBeLessThan(1 + 1e-5);
      });
    },
  );

/** Of any double most are tiny; thousandths leave something to be rounded. */
const part = () =>
  fc.oneof(
    fc.double({ min: 0, max: 100, noNaN: true }),
    fc.nat({ max: 100_000 }).map((thousandths) => thousandths / 1_000),
  );

const eachTo = (decimals: number) => (part: number) => roundedTo(part, decimals);

/** The sum is kept, and a part is moved by as much as all others left over. */
function lastTakesTheRest(parts: readonly number[], decimals: number): readonly number[] {
  const cut = parts.map((part) => Math.floor(part * 10 ** decimals) / 10 ** decimals);
  const whole = parts.reduce((sum, part) => sum + part, 0);
  const others = cut.slice(0, -1);
  const rest = others.reduce((left, part) => left - part, whole);
  return parts.length === 0 ? [] : [...others, roundedTo(rest, decimals)];
}

describe('A number that stands alone', () => {
  it('is rounded with halves up, also those that arithmetic has worn down', () => {
    expect([1.04, 1.05, 1.005 * 10, 37.1812].map((each) => roundedTo(each, 1))).toEqual([
      1, 1.1, 10.1, 37.2,
    ]);
    expect(roundedTo(1.005, 2)).toBe(1.01);
    expect(roundedTo(123_456_789_012, 0)).toBe(123_456_789_012);
  });
});

describe('A share shown as a percentage', () => {
  it('is cut and never rounded up', () => {
    expect(truncatedPercent(0.9996, 1)).toBe(99.9);
    expect(truncatedPercent(0.7999)).toBe(79);
    expect(truncatedPercent(1)).toBe(100);
    expect(truncatedPercent(1 - 1e-12)).toBe(99);
  });

  it('is not cut by the noise of arithmetic', () => {
    expect(truncatedPercent(0.29)).toBe(29);
    expect(truncatedPercent(0.57, 1)).toBe(57);
  });
});
