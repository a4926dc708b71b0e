import { movementSince } from './movement.js';

describe('How a figure moved', () => {
  const moved = (then: readonly [number, number], now: readonly [number, number], decimals = 0) =>
    movementSince({ then: bounds(then), now: bounds(now), since: '30 June 2026' }, decimals);

  it('is told exactly where both figures are known', () => {
    expect(moved([6, 6], [9, 9])).toBe('up 3 since 30 June 2026');
    expect(moved([9, 9], [6, 6])).toBe('down 3 since 30 June 2026');
    expect(moved([9, 9], [9, 9])).toBe('no change since 30 June 2026');
  });

  it('is told at the least where the bounds lie apart, and not at all where they meet', () => {
    expect(moved([4, 6], [9, 9])).toBe('up at least 3 since 30 June 2026');
    expect(moved([9, 12], [6, 8])).toBe('down at least 1 since 30 June 2026');
    expect(moved([4, 9], [9, 12])).toBe('not known whether it changed since 30 June 2026');
  });

  it('is the difference of what is shown', () => {
    expect(moved([50.04, 50.04], [48.06, 48.06], 1)).toBe('down 1.9 since 30 June 2026');
    expect(moved([50.01, 50.01], [50.04, 50.04], 1)).toBe('no change since 30 June 2026');
  });
});

const bounds = ([low, high]: readonly [number, number]) => ({ low, high });
