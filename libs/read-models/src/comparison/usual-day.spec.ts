import { isoDate } from '#vocabulary';
import { usualEarlierDay } from './usual-day.js';

describe('The day that a board compares with', () => {
  const closed = ['2025-06-30', '2025-09-30'].map((to) => ({ to: isoDate(to) }));

  it.each([
    ['2025-11-01', '2025-09-30'],
    ['2025-09-30', '2025-06-30'],
    ['2025-10-01', '2025-09-30'],
  ])('of %s is the last day of the newest period closed before, %s', (asOf, before) => {
    expect(usualEarlierDay(closed, isoDate(asOf))).toBe(before);
  });

  it.each([
    ['2025-02-28', '2024-11-30'],
    ['2025-05-28', '2025-02-28'],
    ['2025-05-30', '2025-02-28'],
    ['2025-05-31', '2025-02-28'],
    ['2025-07-30', '2025-04-30'],
    ['2025-12-30', '2025-09-30'],
    ['2025-05-15', '2025-02-15'],
  ])('of %s is three months before where no period was closed: %s', (asOf, before) => {
    expect(usualEarlierDay([], isoDate(asOf))).toBe(before);
  });
});
