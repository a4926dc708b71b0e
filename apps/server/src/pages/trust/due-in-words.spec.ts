import { isoDate } from '#vocabulary';
import { ofListedInWords, overdueInWords, whenOverdue } from './due-in-words.js';

describe('What is due', () => {
  it.each([
    [
      0,
      0,
      'Nothing is overdue. No value has to be validated within 3 months, and no validation of a stage or piece of evidence expires.',
    ],
    [
      2,
      2,
      '2 tasks are overdue. No other value has to be validated within 3 months, and no validation of a stage or piece of evidence expires.',
    ],
    [0, 1, 'Nothing is overdue. 1 task is due within 3 months.'],
    [1, 1_002, '1 task is overdue. 1,001 tasks are due within 3 months.'],
  ])('is told with what is not listed before it is late: %i of %i', (overdue, listed, says) => {
    expect(overdueInWords(overdue, listed)).toBe(
      `${says} What has to be measured again is listed only once it is overdue.`,
    );
  });

  it('is counted as what is listed, which is not all that will be', () => {
    expect([0, 1, 2].map(ofListedInWords)).toEqual([
      'No task is listed',
      'of 1 task listed',
      'of 2 tasks listed',
    ]);
  });

  it.each([
    ['2025-11-30', 'Overdue from 1 December 2025'],
    ['2025-12-01', 'Overdue since 1 December 2025'],
  ])('is overdue from its day on, as seen on %s', (asOf, says) => {
    expect(whenOverdue({ on: isoDate('2025-12-01') }, isoDate(asOf))).toBe(says);
  });
});
