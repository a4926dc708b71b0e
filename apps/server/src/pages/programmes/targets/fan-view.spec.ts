import { isoDate } from '#vocabulary';
import { endInWords } from './fan-view.js';

describe('Where the fan of a target ends', () => {
  const on = isoDate('2027-12-31');

  it('is a range with its middle', () => {
    expect(endInWords({ on, low: 13, middle: 14, high: 15 })).toBe(
      'By Oct to Dec 2027, 13 to 15 are likely to have, with an even chance of 14.',
    );
  });

  it.each([
    [15, 'By Oct to Dec 2027, 15 are likely to have.'],
    [1, 'By Oct to Dec 2027, 1 is likely to have.'],
  ])('is one number where all chances come to %i', (count, words) => {
    expect(endInWords({ on, low: count, middle: count, high: count })).toBe(words);
  });
});
