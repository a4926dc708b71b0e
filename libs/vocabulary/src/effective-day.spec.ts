import { asKnown, BEFORE_RECORDS, effectiveDay, onDay } from './effective-day.js';
import { isoDate } from './iso-date.js';
import { statedDate } from './stated-date.js';

describe('When something was so', () => {
  it('keeps the precision of its source', () => {
    expect(effectiveDay({ on: statedDate('2024-09-10') })).toEqual(onDay(isoDate('2024-09-10')));
    expect(effectiveDay({ on: statedDate('2024-09') })).toEqual({
      earliest: '2024-09-01',
      latest: '2024-09-30',
      precision: 'month',
    });
  });

  it('may be no more than a span', () => {
    const between = [isoDate('2025-07-15'), isoDate('2026-07-08')] as const;
    expect(effectiveDay({ between })).toEqual({
      earliest: '2025-07-15',
      latest: '2026-07-08',
      precision: 'between',
    });
  });

  it('counts from its publication, or from when it was gathered, where no date is stated', () => {
    expect(effectiveDay({ undated: 'published', on: statedDate('2024-11') })).toEqual({
      earliest: '2024-11-01',
      latest: '2024-11-30',
      precision: 'published',
    });
    expect(effectiveDay({ undated: 'gathered', on: statedDate('2026-11-22') })?.precision).toBe(
      'gathered',
    );
  });

  it('since before our records sorts before every day', () => {
    const since = effectiveDay({ since: 'before-records' });
    expect(since).toEqual({
      earliest: BEFORE_RECORDS,
      latest: BEFORE_RECORDS,
      precision: 'before-records',
    });
    expect(BEFORE_RECORDS <= isoDate('0001-01-01')).toBe(true);
  });
});

describe('A day in a sentence', () => {
  it.each([
    [{ on: statedDate('2024-09-10') }, '2024-09-10'],
    [{ on: statedDate('2024-09') }, '2024-09'],
    [{ on: statedDate('2024') }, '2024'],
    [{ on: statedDate('2024/25') }, '2024/25'],
    [{ undated: 'gathered', on: statedDate('2026-11-22') } as const, '2026-11-22'],
    [
      { undated: 'published', on: statedDate('2024-11') } as const,
      'a day between 1 November 2024 and 30 November 2024',
    ],
    [{ since: 'before-records' } as const, 'a day before our records'],
  ])('is no more exact than it is known', (when, words) => {
    const day = effectiveDay(when);
    expect(day && asKnown(day)).toBe(words);
  });

  it('is never the day at which it was cut', () => {
    const cut = effectiveDay({ on: statedDate('2026-11') }, isoDate('2026-11-27'));
    expect(cut && asKnown(cut)).toBe('2026-11');
  });
});

describe('What cannot lie ahead', () => {
  const today = isoDate('2026-11-24');

  it('has its latest day cut', () => {
    expect(effectiveDay({ on: statedDate('2026-11') }, today)).toEqual({
      earliest: '2026-11-01',
      latest: '2026-11-24',
      precision: 'month',
    });
    expect(effectiveDay({ on: statedDate('2026-11-24') }, today)).toEqual(onDay(today));
  });

  it('is nothing only where even its earliest day lies ahead', () => {
    expect(effectiveDay({ on: statedDate('2026-11-25') }, today)).toBeUndefined();
    expect(effectiveDay({ on: statedDate('2026-12') }, today)).toBeUndefined();
    expect(effectiveDay({ on: statedDate('2026') }, today)?.latest).toBe(today);
  });
});
