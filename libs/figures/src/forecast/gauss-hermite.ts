/** A point at which to ask, and its share of the whole. */
export type WeightedNode = Readonly<{ at: number; weight: number }>;

/**
 * Gauss-Hermite quadrature for the mean over N(0, 1), lowest node first: exact for polynomials up to
 * degree 2n − 1. The nodes are the roots of the n-th Hermite polynomial, found by bisection on the
 * sign changes of the orthonormal polynomials up to it (Sturm); the weights are 1 ÷ Σ h_k² (Christoffel).
 */
export const gaussHermite = (count: number): readonly WeightedNode[] =>
  Array.from({ length: count }, (_, rank) => {
    const at = rootOf(count, rank);
    const weight = 1 / upTo(count - 1, at).reduce((sum, h) => sum + h * h, 0);
    return { at, weight };
  });

/** The root that `rank` others lie below. All lie within ±√(4n + 2). */
function rootOf(count: number, rank: number): number {
  let high = Math.sqrt(4 * count + 2);
  let low = -high;
  let middle = 0;
  while (low < middle && middle < high) {
    if (count - signChanges(upTo(count, middle)) > rank) high = middle;
    else low = middle;
    middle = (low + high) / 2;
  }
  return middle;
}

/** As many as there are roots of the last polynomial above the point. */
const signChanges = (values: readonly number[]): number =>
  values.filter((value, k) => k > 0 && value < 0 !== (values[k - 1] ?? 0) < 0).length;

/** h_0 … h_n at x, orthonormal under N(0, 1): √(k+1) h_{k+1} = x h_k − √k h_{k−1}. */
function upTo(degree: number, x: number): readonly number[] {
  const values = [1];
  let [before, last] = [0, 1];
  for (let k = 0; k < degree; k++) {
    [before, last] = [last, (x * last - Math.sqrt(k) * before) / Math.sqrt(k + 1)];
    values.push(last);
  }
  return values;
}
