import { refuse, sentenceOf } from './decider.js';

describe('The sentence of a refusal', () => {
  const sentences = { early: 'Enter a day on or after {day}.' };

  it.each([
    ['2024-09-30', '30 September 2024'],
    ['2024-09', 'September 2024'],
    ['2024', '2024'],
    ['2024-13-01', '2024-13-01'],
    ['RXX-2024-09-30', 'RXX-2024-09-30'],
  ])('says %s as %s', (detail, words) => {
    expect(sentenceOf(refuse('early', { day: detail }), sentences)).toBe(
      `Enter a day on or after ${words}.`,
    );
  });

  it('says what it was not told as unknown', () => {
    expect(sentenceOf(refuse('early'), sentences)).toBe('Enter a day on or after unknown.');
  });
});
