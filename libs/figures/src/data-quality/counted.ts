/** A share as its two whole numbers, so that it never loses its denominator; of nothing where that is 0. */
export type Counted = Readonly<{ numerator: number; denominator: number }>;

/** Counts of several trusts as those of one. */
export function summed(all: Iterable<Counted>): Counted {
  let [numerator, denominator] = [0, 0];
  for (const each of all) {
    numerator += each.numerator;
    denominator += each.denominator;
  }
  return { numerator, denominator };
}

/** How many of these, of all of them. */
export const countedOf = <Each>(all: readonly Each[], is: (each: Each) => boolean): Counted => ({
  numerator: all.filter(is).length,
  denominator: all.length,
});
