import fc from 'fast-check';
import { largestRemainder, truncatedPercent } from './rounding.js';

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
    const parts = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { maxLength: 8 });
    fc.assert(
      fc.property(parts, fc.integer({ min: 0, max: 3 }), (numbers, decimals) => {
        const unit = 10 ** decimals;
        const shown = largestRemainder(numbers, decimals);
        const whole = numbers.reduce((sum, part) => sum + part, 0);
        const units = shown.map((part) => Math.round(part * unit));
        expect(Math.abs(units.reduce((sum, part) => sum + part, 0) - whole * unit)).toBeLessThan(
          0.5 + 1e-5,
        );
        shown.forEach((part, index) => {
          expect(Math.abs(part - (numbers[index] ?? 0)) * unit).toBeLessThan(1 + 1e-5);
        });
      }),
      { seed: 20260401 },
    );
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
