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
});
