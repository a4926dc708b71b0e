import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { sampleOf } from './sample.js';

describe('A sample of the entries', () => {
  it('is drawn as its docstring says, so that it can be drawn by other means', () => {
    const drawOf = (n: number) =>
      parseInt(
        createHash('sha256')
          .update(`2026-27 Q1:${String(n)}`)
          .digest('hex')
          .slice(0, 12),
        16,
      );
    const first = [0, 1, 2].map((n) => (drawOf(n) % 1_000_000) + 1);
    expect(sampleOf('2026-27 Q1', 3, 1_000_000)).toEqual(first.sort((one, other) => one - other));
  });

  it('has as many different entries as asked, all of the log', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(50), fc.nat(200), (seed, size, last) => {
        const sample = sampleOf(seed, size, last);
        expect(new Set(sample).size).toBe(Math.min(size, last));
        expect(sample.every((entry) => entry >= 1 && entry <= last)).toBe(true);
        expect(sampleOf(seed, size, last)).toEqual(sample);
      }),
    );
  });

  it('differs by its seed', () => {
    expect(sampleOf('one', 5, 1_000)).not.toEqual(sampleOf('two', 5, 1_000));
  });

  it('picks every entry about as often', () => {
    const times = new Map<number, number>();
    for (let seed = 0; seed < 3_000; seed++) {
      for (const entry of sampleOf(String(seed), 3, 10)) {
        times.set(entry, (times.get(entry) ?? 0) + 1);
      }
    }
    // 900 each; 5 standard deviations of the binomial are 126.
    for (const count of times.values()) expect(Math.abs(count - 900)).toBeLessThan(126);
    expect(times.size).toBe(10);
  });
});
