/** P(N = 0), P(N = 1), … of a count N. */
export type Distribution = readonly number[];

/** What a board reads off a distribution. Probabilities are shares, 0 to 1. */
export type CountOutlook = Readonly<{
  distribution: Distribution;
  expected: number;
  sd: number;
  p10: number;
  p50: number;
  p90: number;
  /** P(N = 0). */
  none: number;
  /** P(N = planned) and P(N > planned). */
  asPlanned: number;
  moreThanPlanned: number;
}>;

/**
 * How many of independent events happen, given the probability of each (0 to 1): the Poisson-binomial
 * distribution, exact, by convolution (domain: Forecasting, step 6). In rising order of probability,
 * so that the order they come in changes no bit.
 */
export const poissonBinomial = (probabilities: readonly number[]): Distribution => [
  ...countRising([...probabilities].sort((one, other) => one - other)),
];

/** The same of probabilities that rise already. */
export function countRising(probabilities: readonly number[]): Float64Array {
  const distribution = new Float64Array(probabilities.length + 1);
  distribution[0] = 1;
  let known = 0;
  for (const p of probabilities) {
    let below = 0;
    known += 1;
    for (let k = 0; k <= known; k++) {
      const here = distribution[k] ?? 0;
      distribution[k] = here * (1 - p) + below * p;
      below = here;
    }
  }
  return distribution;
}

/** The sum of two independent counts. */
export function convolve(one: Distribution, other: Distribution): Distribution {
  const sum = new Float64Array(one.length + other.length - 1);
  one.forEach((p, i) => {
    other.forEach((q, j) => (sum[i + j] = (sum[i + j] ?? 0) + p * q));
  });
  return [...sum];
}

/** Expectation, spread and chances of a count, against the count that was planned. */
export function outlookOf(distribution: Distribution, planned: number): CountOutlook {
  const expected = meanOf(distribution, (k) => k);
  return {
    distribution,
    expected,
    sd: Math.sqrt(meanOf(distribution, (k) => (k - expected) ** 2)),
    p10: countAt(distribution, 0.1),
    p50: countAt(distribution, 0.5),
    p90: countAt(distribution, 0.9),
    none: distribution[0] ?? 0,
    asPlanned: distribution[planned] ?? 0,
    moreThanPlanned: meanOf(distribution, (k) => (k > planned ? 1 : 0)),
  };
}

const meanOf = (distribution: Distribution, of: (count: number) => number): number =>
  distribution.reduce((sum, p, k) => sum + p * of(k), 0);

/** The least count that at most is reached with this probability. */
function countAt(distribution: Distribution, probability: number): number {
  let sum = 0;
  const count = distribution.findIndex((p) => (sum += p) >= probability - NOISE);
  return count < 0 ? distribution.length - 1 : count;
}

// What summing the shares of a whole may leave over.
const NOISE = 1e-12;
