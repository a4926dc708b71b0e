import { isoDate } from '#vocabulary';
import { outlierIn } from './outlier.js';

describe('A count that is measured', () => {
  it.each([
    [83_999, 99_999, undefined],
    [84_000, 10_000, 'the number of uses, 84,000, is at least 10 times higher than 8,400'],
    [840, 10_000, 'the number of uses, 840, is at least 10 times lower than 8,400'],
    [8_400, 100_000, 'the number it is out of, 100,000, is at least 10 times higher than 10,000'],
    [8_400, 1_000, 'the number it is out of, 1,000, is at least 10 times lower than 10,000'],
    [0, 10_000, undefined],
  ])(
    'is looked at again where it is far from the last: %i of %i',
    (numerator, denominator, said) => {
      const found = outlierIn({ ...july, numerator, denominator }, june);
      expect(found).toBe(
        said && `Check this value: ${said}, recorded for 1 June 2025 to 30 June 2025.`,
      );
    },
  );

  it('is not held against a last one of nothing', () => {
    expect(outlierIn({ ...july, numerator: 500 }, { ...june, numerator: 0 })).toBeUndefined();
  });
});

const counts = { numerator: 8_400, denominator: 10_000 };
const june = { ...counts, from: isoDate('2025-06-01'), to: isoDate('2025-06-30') };
const july = { ...counts, from: isoDate('2025-07-01'), to: isoDate('2025-07-31') };
