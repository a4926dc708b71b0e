import { normalCdf, normalQuantile } from './normal.js';

describe('The normal distribution', () => {
  // Digits of Abramowitz and Stegun, table 26.1; of Wichura (AS 241, 1988) for the quantiles.
  it.each([
    [0, 0.5],
    [1, 0.841344746068543],
    [2, 0.97724986805182],
    [2.9999999, 0.998650101525],
    [3, 0.99865010196837],
    [-4, 3.16712418331e-5],
    [-6, 9.8658764503e-10],
  ])('is tabulated at %p as %p', (x, tabulated) => {
    const probability = normalCdf(x);
    expect(Math.abs(probability / tabulated - 1)).toBeLessThan(2e-11);
  });

  it.each([
    [0.25, -0.6744897501960817],
    [0.001, -3.090232306167814],
    [1e-20, -9.262340089798408],
  ])('has its quantile of %p at %p', (p, x) => {
    expect(normalQuantile(p)).toBeCloseTo(x, 12);
    if (p > 1e-9) expect(normalQuantile(1 - p)).toBeCloseTo(-x, 11);
  });

  it('is inverted by its quantile', () => {
    for (let p = 0.001; p < 1; p += 0.001) {
      expect(Math.abs(normalCdf(normalQuantile(p)) - p)).toBeLessThan(1e-14);
    }
    expect([normalQuantile(0), normalQuantile(0.5), normalQuantile(1)]).toEqual([
      -Infinity,
      0,
      Infinity,
    ]);
  });

  it('rises without a jump where one series takes over from the other', () => {
    const [below, above] = [normalCdf(3 - 1e-9), normalCdf(3 + 1e-9)];
    expect(above - below).toBeGreaterThan(0);
    expect(above - below).toBeLessThan(1e-11);
  });
});
