import { parseStatedDate, spanOf, statedDate } from './stated-date.js';

describe('A stated date', () => {
  it.each([
    ['2024-09-10', '2024-09-10', '2024-09-10', 'day'],
    ['2024-09', '2024-09-01', '2024-09-30', 'month'],
    ['2024-02', '2024-02-01', '2024-02-29', 'month'],
    ['2024', '2024-01-01', '2024-12-31', 'year'],
    ['2026/27', '2026-04-01', '2027-03-31', 'financial-year'],
    ['1999/00', '1999-04-01', '2000-03-31', 'financial-year'],
  ])('%s may mean %s to %s', (text, earliest, latest, precision) => {
    expect(spanOf(statedDate(text))).toEqual({ earliest, latest, precision });
  });

  it.each(['2024-02-30', '2024-13', '24', '0999', '2026/28', '2026/2027', 'spring 2026', '', ' '])(
    'is not "%s"',
    (text) => {
      expect(parseStatedDate(text)).toBeUndefined();
    },
  );

  it('that is none is a fault in a constant', () => {
    expect(() => statedDate('soon')).toThrow(RangeError);
  });
});
