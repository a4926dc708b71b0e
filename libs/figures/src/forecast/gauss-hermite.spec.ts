import { gaussHermite } from './gauss-hermite.js';

describe('Sixty-four nodes', () => {
  const nodes = gaussHermite(64);
  const mean = (of: (m: number) => number) =>
    nodes.reduce((sum, { at, weight }) => sum + weight * of(at), 0);

  it('have the moments of N(0, 1): 0 for odd powers, 1·3·5…(k−1) for even ones', () => {
    for (let power = 0, moment = 1; power <= 40; power += 2, moment *= power - 1) {
      expect(mean((m) => m ** power) / moment).toBeCloseTo(1, 11);
      expect(mean((m) => m ** (power + 1)) / (moment * (power + 1))).toBeCloseTo(0, 11);
    }
  });

  it('give the mean of what is no polynomial: of cos m it is 1 ÷ √e', () => {
    expect(mean(Math.cos)).toBeCloseTo(Math.exp(-0.5), 14);
  });

  it('rise, and lie the same on both sides', () => {
    nodes.forEach(({ at, weight }, rank) => {
      const other = nodes[63 - rank];
      expect(at).toBeCloseTo(-(other?.at ?? NaN), 12);
      expect(weight / (other?.weight ?? NaN)).toBeCloseTo(1, 11);
      expect(at).toBeGreaterThan(nodes[rank - 1]?.at ?? -Infinity);
    });
  });
});

describe('Few nodes', () => {
  it('are those anyone can work out: ±1 by two, 0 and ±√3 by three', () => {
    expect(rounded(2)).toEqual([
      [-1, 0.5],
      [1, 0.5],
    ]);
    expect(rounded(3)).toEqual([
      [-1.732050808, 0.166666667],
      [0, 0.666666667],
      [1.732050808, 0.166666667],
    ]);
  });
});

const rounded = (count: number) =>
  gaussHermite(count).map(({ at, weight }) => [
    Number(at.toFixed(9)) + 0,
    Number(weight.toFixed(9)),
  ]);
