import { chanceToFallShort, neededFor } from './falling-short.js';

describe('How many a share asks for', () => {
  it.each([
    [45, 22, 10],
    [50, 22, 11],
    [100, 22, 22],
    [29, 100, 29],
    [0, 22, 0],
  ])('%d %% of %d is %d', (percent, of, needed) => {
    expect(neededFor(percent, of)).toBe(needed);
  });
});

describe('The chance that a target falls short', () => {
  const missing = [0.2, 0.5, 0.3];
  const asked = { missing, reached: 7, awaited: 2, unknown: 0 };

  it('is that of more misses than it can bear', () => {
    expect(chanceToFallShort({ ...asked, needed: 9 }).high).toBeCloseTo(0.8, 12);
    expect(chanceToFallShort({ ...asked, needed: 8 }).high).toBeCloseTo(0.3, 12);
  });

  it('is none where enough have reached it, and certain where too few are left', () => {
    expect(chanceToFallShort({ ...asked, needed: 7 })).toEqual({ low: 0, high: 0 });
    expect(chanceToFallShort({ ...asked, needed: 10 })).toEqual({ low: 1, high: 1 });
  });

  it('lies between what those would make it of whom nothing tells', () => {
    const { low, high } = chanceToFallShort({ ...asked, unknown: 1, needed: 9 });
    expect([low, high]).toEqual([expect.closeTo(0.3, 12), expect.closeTo(0.8, 12)]);
  });
});
