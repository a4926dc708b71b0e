import { offsetIn, partsAround, spanInWords } from './parts-shown.js';

describe('A list shown in parts', () => {
  it('leads to the parts before and after, with all that its address asks', () => {
    expect(partsAround({ offset: 25, size: 25, all: 1_060 }, { knownAt: '8' })).toEqual({
      previous: { href: '?knownAt=8', text: 'Previous', labelText: '1 to 25 of 1,060' },
      next: { href: '?knownAt=8&from=50', text: 'Next', labelText: '51 to 75 of 1,060' },
    });
  });

  it('says which of them it has', () => {
    expect(spanInWords({ offset: 1_050, size: 25, all: 1_060 })).toBe('1,051 to 1,060 of 1,060');
  });

  it('leads nowhere where all of it is shown', () => {
    expect(partsAround({ offset: 0, size: 25, all: 25 })).toEqual({});
    expect(partsAround({ offset: 25, size: 25, all: 0 })).toEqual({});
  });

  it('leads to no more than there are', () => {
    expect(partsAround({ offset: 10, size: 25, all: 40 })).toMatchObject({
      previous: { href: '?', labelText: '1 to 25 of 40' },
      next: { href: '?from=35', labelText: '36 to 40 of 40' },
    });
  });

  it.each([
    ['50', 50],
    ['-1', 0],
    ['x', 0],
    [undefined, 0],
  ])('begins where its address says: %s', (from, offset) => {
    expect(offsetIn(from, { size: 25, all: 60 })).toBe(offset);
  });

  it.each([
    [60, 50],
    [50, 25],
    [1, 0],
    [0, 0],
  ])('of %d rows shows the last part for an address beyond the end, from %d', (all, offset) => {
    expect(offsetIn('9999', { size: 25, all })).toBe(offset);
  });
});
