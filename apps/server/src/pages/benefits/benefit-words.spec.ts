import { besideTag } from './benefit-words.js';

describe('What stands beside the tag of a benefit', () => {
  it.each([
    [
      'Approved',
      'Approved on 1 February 2025, nothing measured',
      'On 1 February 2025, nothing measured',
    ],
    ['At risk', 'At risk: its record was replaced', 'Its record was replaced'],
    ['Profiled', 'Profiled, without a baseline', 'Without a baseline'],
    ['Part validated', 'Validated up to 31 July 2025', 'Validated up to 31 July 2025'],
  ])('does not say it again: %s', (text, says, beside) => {
    expect(besideTag(says, { text })).toBe(beside);
  });
});
