import { isoDate } from '#vocabulary';
import { outlierIn } from './outlier.js';

describe('A count that is measured', () => {
  it.each([
    [83_999, 99_999, undefined],
    [84_000, 10_000, '84,000 uses is at least 10 times higher'],
    [840, 10_000, '840 uses is at least 10 times lower'],
    [8_400, 100_000, '100,000 doses is at least 10 times higher'],
    [8_400, 1_000, '1,000 doses is at least 10 times lower'],
    [0, 10_000, undefined],
  ])(
    'is looked at again where it is far from the last: %i of %i',
    (numerator, denominator, said) => {
      const found = outlierIn({ ...july, numerator, denominator }, june, named);
      expect(found).toBe(
        said && `Check this value: ${said} than the last, 8,400 of 10,000, recorded for June 2025.`,
      );
    },
  );

  it('is not held against a last one of nothing', () => {
    expect(
      outlierIn({ ...july, numerator: 500 }, { ...june, numerator: 0 }, named),
    ).toBeUndefined();
  });
});

const named = { numerator: 'uses', denominator: 'doses' };
const counts = { numerator: 8_400, denominator: 10_000 };
const june = { ...counts, from: isoDate('2025-06-01'), to: isoDate('2025-06-30') };
const july = { ...counts, from: isoDate('2025-07-01'), to: isoDate('2025-07-31') };
