import { isoDate } from '#vocabulary';
import { whyComparedWith } from './days-asked.js';

describe('Why a page compares with a day', () => {
  const closed = [{ to: isoDate('2025-06-30') }];
  const why = (before: string, asOf: string) =>
    whyComparedWith(isoDate(before), { periods: closed, asOf: isoDate(asOf) });

  it('is that a period ended with it, whether or not it was closed by then', () => {
    expect(why('2025-06-30', '2025-07-05')).toBe(
      'That is the day on which the last closed period ended.',
    );
  });

  it('is that it is three months before where none had ended', () => {
    expect(why('2025-03-30', '2025-06-30')).toBeUndefined();
    expect(why('2025-03-31', '2025-06-30')).toBe(
      'That is three months before, as no closed period had ended.',
    );
  });

  it('is not said of a day that somebody chose', () => {
    expect(why('2025-07-01', '2025-07-05')).toBeUndefined();
  });
});
