import fc from 'fast-check';
import {
  addDays,
  addMonths,
  addMonthsToTheEnd,
  dayAfter,
  dayBefore,
  daysIn,
  earlierOf,
  isoDate,
  laterOf,
  londonDay,
  parseIsoDate,
  periodInWords,
} from './iso-date.js';

describe('A period in words', () => {
  it.each([
    ['2026-07-01', '2026-07-31', 'July 2026'],
    ['2018-08-06', '2018-09-05', '6 August 2018 to 5 September 2018'],
    ['2026-09-11', '2026-09-11', '11 September 2026'],
  ])('from %s to %s is %s', (from, to, words) => {
    expect(periodInWords({ from: isoDate(from), to: isoDate(to) })).toBe(words);
  });
});

describe('A calendar day', () => {
  it.each(['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('is %s', (text) => {
    expect(parseIsoDate(text)).toBe(text);
  });

  it.each([
    '2025-02-29',
    '1900-02-29',
    '2025-13-01',
    '2025-00-10',
    '2025-04-31',
    '2025-04-00',
    '0000-01-01',
    '2025-4-1',
    '2025-04-01T00:00',
    ' 2025-04-01',
    '',
  ])('is not "%s"', (text) => {
    expect(parseIsoDate(text)).toBeUndefined();
  });

  it('that is no day is a fault in a constant', () => {
    expect(() => isoDate('2025-02-30')).toThrow(RangeError);
  });

  it('sorts as text does', () => {
    fc.assert(
      fc.property(anyDay(), anyDay(), (a, b) => {
        expect(a < b).toBe(Date.parse(a) < Date.parse(b));
        expect(earlierOf(a, b) <= laterOf(a, b)).toBe(true);
      }),
    );
  });
});

describe('Counting days and months', () => {
  it('crosses months, years and leap days', () => {
    expect(dayAfter(isoDate('2024-02-28'))).toBe('2024-02-29');
    expect(dayAfter(isoDate('2025-12-31'))).toBe('2026-01-01');
    expect(dayBefore(isoDate('2025-03-01'))).toBe('2025-02-28');
    expect(addDays(isoDate('0001-01-01'), 1)).toBe('0001-01-02');
  });

  it('ends at the end of a shorter month', () => {
    expect(addMonths(isoDate('2025-08-31'), 6)).toBe('2026-02-28');
    expect(addMonths(isoDate('2023-08-31'), 6)).toBe('2024-02-29');
    expect(addMonths(isoDate('2024-02-29'), -12)).toBe('2023-02-28');
    expect(addMonths(isoDate('2025-01-15'), -1)).toBe('2024-12-15');
    expect(addMonths(isoDate('2025-11-30'), 36)).toBe('2028-11-30');
  });

  it('moves by months from the end of one to the end of another, and else by its date', () => {
    expect(addMonthsToTheEnd(isoDate('2025-02-28'), 3)).toBe('2025-05-31');
    expect(addMonthsToTheEnd(isoDate('2026-06-30'), 6)).toBe('2026-12-31');
    expect(addMonthsToTheEnd(isoDate('2026-11-28'), 3)).toBe('2027-02-28');
    expect(addMonthsToTheEnd(isoDate('2025-05-30'), -3)).toBe('2025-02-28');
  });

  it('there and back is where it began', () => {
    fc.assert(
      fc.property(anyDay(), fc.integer({ min: -4000, max: 4000 }), (day, days) => {
        expect(addDays(addDays(day, days), -days)).toBe(day);
      }),
    );
  });

  it('knows the length of every month', () => {
    expect([1, 2, 4, 12].map((month) => daysIn(2025, month))).toEqual([31, 28, 30, 31]);
    expect([1900, 2000, 2024].map((year) => daysIn(year, 2))).toEqual([28, 29, 29]);
  });
});

describe('The day in London', () => {
  it('is an hour ahead of UTC in summer', () => {
    expect(londonDay('2026-06-30T23:30:00.000Z')).toBe('2026-07-01');
    expect(londonDay('2026-01-31T23:30:00.000Z')).toBe('2026-01-31');
  });

  it('changes at the hour at which the clocks do', () => {
    expect(londonDay('2026-03-28T23:59:59.999Z')).toBe('2026-03-28');
    expect(londonDay('2026-03-29T23:00:00.000Z')).toBe('2026-03-30');
    expect(londonDay('2026-10-25T23:00:00.000Z')).toBe('2026-10-25');
  });
});

const anyDay = () =>
  fc
    .date({ min: new Date('1800-01-01'), max: new Date('2200-12-31'), noInvalidDate: true })
    .map((date) => isoDate(date.toISOString().slice(0, 10)));
