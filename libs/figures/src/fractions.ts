/** An exact share of whole numbers; the denominator is above 0. */
export type Fraction = Readonly<{ numerator: bigint; denominator: bigint }>;

export const ONE: Fraction = { numerator: 1n, denominator: 1n };

/**
 * Amounts in whole pence times their factors: the sum rounded to the penny once, halves up, and parts
 * in whole pence that come to it by the largest remainder, of equal ones the earlier. The largest
 * denominator must be a multiple of every other, as with the factors of the years of one case.
 */
export function productsToThePenny(
  products: readonly (readonly [amount: number, factor: Fraction | undefined])[],
): Readonly<{ sum: number; parts: readonly number[] }> {
  const common = products.reduce(
    (all, [, factor = ONE]) => (all > factor.denominator ? all : factor.denominator),
    1n,
  );
  const exact = products.map(
    ([amount, { numerator, denominator } = ONE]) =>
      BigInt(amount) * numerator * (common / denominator),
  );
  const sum = floorOf(2n * exact.reduce((all, each) => all + each, 0n) + common, 2n * common);
  const cut = exact.map((each) => floorOf(each, common));
  const left = sum - cut.reduce((all, each) => all + each, 0n);
  const raised = new Set(
    exact
      .map((each, index) => ({ index, remainder: each - floorOf(each, common) * common }))
      .sort(
        (one, other) =>
          Number(other.remainder > one.remainder) - Number(other.remainder < one.remainder) ||
          one.index - other.index,
      )
      .slice(0, Number(left))
      .map(({ index }) => index),
  );
  return {
    sum: Number(sum),
    parts: cut.map((part, index) => Number(part) + (raised.has(index) ? 1 : 0)),
  };
}

/** Division of whole numbers, rounded down also below zero. */
const floorOf = (numerator: bigint, denominator: bigint): bigint => {
  const quotient = numerator / denominator;
  return numerator < 0n && quotient * denominator !== numerator ? quotient - 1n : quotient;
};

/** To 15 decimals, for display. */
export const decimal = ({ numerator, denominator }: Fraction = ONE): number =>
  Number((numerator * 10n ** 15n) / denominator) / 1e15;
