import { statedDateTyped, statedDateWritten } from './stated-date-typed.js';

describe('A date that is typed as precisely as it is known', () => {
  it.each([
    ['31 March 2027', '2027-03-31', '31 March 2027'],
    ['31/3/2027', '2027-03-31', '31 March 2027'],
    ['March 2027', '2027-03', 'March 2027'],
    ['mar 2027', '2027-03', 'March 2027'],
    ['2027', '2027', '2027'],
    ['2026/27', '2026/27', '2026/27'],
  ])('is read and written again: %s', (typed, read, written) => {
    expect(statedDateTyped(typed)).toBe(read);
    expect(statedDateWritten(read)).toBe(written);
  });

  it('stays as it is where it is none, for the shape of the entry to refuse', () => {
    expect(statedDateTyped('next spring')).toBe('next spring');
    expect(statedDateTyped('')).toBe('');
    expect(statedDateWritten(undefined)).toBe('');
  });
});
