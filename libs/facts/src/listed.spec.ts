import fc from 'fast-check';
import { joined, type Listed } from './listed.js';

describe('A list that others grow from', () => {
  it('holds what it held, whatever joined which of them, and in which order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), (choices) => {
        const grown: Listed<number>[] = [[]];
        const copied: number[][] = [[]];
        for (const [item, choice] of choices.entries()) {
          const from = choice % grown.length;
          grown.push(joined(grown[from] ?? [], item));
          copied.push([...(copied[from] ?? []), item]);
        }
        expect(grown.map((list) => [...list])).toEqual(copied);
        expect(grown.map(({ length }) => length)).toEqual(copied.map(({ length }) => length));
      }),
      { seed: 11 },
    );
  });

  it('is asked as an array is', () => {
    const earlier = joined(joined([1], 2), 3);
    expect(joined(earlier, 4)).toHaveLength(4);
    const isOdd = (n: number) => n % 2 === 1;
    expect(earlier.find((n) => n > 1)).toBe(2);
    expect(earlier.find((n) => n > 3)).toBeUndefined();
    expect([earlier.some((n) => n > 2), earlier.some((n) => n > 3)]).toEqual([true, false]);
    expect(earlier.filter(isOdd)).toEqual([1, 3]);
    expect(earlier.map((n) => n * 2)).toEqual([2, 4, 6]);
    expect(earlier.flatMap((n) => [n, n])).toEqual([1, 1, 2, 2, 3, 3]);
  });
});
