import { isoDate } from '#vocabulary';
import { doubtInWords } from './doubts.js';

describe('A number of a file that is doubted', () => {
  it('is told by its row as a spreadsheet writes it, and in thousands', () => {
    const period = { from: isoDate('2026-06-01'), to: isoDate('2026-06-30') };
    const doubt = { row: 1234, column: 'numerator', value: 84_000, side: 'higher' } as const;
    expect(doubtInWords({ ...doubt, last: 8_400, ...period })).toBe(
      'Row 1234: numerator 84,000 is at least 10 times higher than the last, 8,400, recorded for June 2026.',
    );
  });

  it('is told in pounds as well where money is in pence', () => {
    const period = { from: isoDate('2026-06-01'), to: isoDate('2026-06-30') };
    const doubt = { row: 3, column: 'amount', value: 9_800, side: 'lower' } as const;
    expect(doubtInWords({ ...doubt, last: 352_170, isPence: true, ...period })).toBe(
      'Row 3: amount 9,800 is at least 10 times lower than the last, 352,170, recorded for June 2026. If it is money, that is £98.00, and was £3,521.70.',
    );
  });
});
