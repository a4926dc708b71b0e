/** A share as its two whole numbers, so that it never loses its denominator; of nothing where that is 0. */
export type Counted = Readonly<{ numerator: number; denominator: number }>;

const NONE: Counted = { numerator: 0, denominator: 0 };

/** Counts of several trusts as those of one. */
export const summed = (all: Iterable<Counted>): Counted =>
  [...all].reduce(
    (sum, { numerator, denominator }) => ({
      numerator: sum.numerator + numerator,
      denominator: sum.denominator + denominator,
    }),
    NONE,
  );

/** How many of these, of all of them. */
export const countedOf = <Each>(all: readonly Each[], is: (each: Each) => boolean): Counted => ({
  numerator: all.filter(is).length,
  denominator: all.length,
});
