import { compare } from '../fact-ref.js';
import { convolve, countRising, poissonBinomial, type Distribution } from './count.js';
import { gaussHermite } from './gauss-hermite.js';
import { normalCdf, normalQuantile } from './normal.js';

/** The probability of one event, and what it shares its fate with: a supplier or an instance. */
export type Grouped = Readonly<{ group: string; probability: number }>;

/**
 * How many events happen when those of a group depend on one common factor with correlation `rho`
 * (0 to below 1), and groups are independent. Per group p(m) = Φ((Φ⁻¹(p) − √ρ m) ÷ √(1 − ρ)) is
 * averaged over m ~ N(0, 1) by Gauss-Hermite with 64 nodes, the count convolved exactly at each
 * (Vasicek's one-factor model; domain: Forecasting, step 7). The mean stays that of independence.
 */
export function dependentCount(events: readonly Grouped[], rho: number): Distribution {
  const groups = new Map<string, number[]>();
  for (const { group, probability } of events) {
    const members = groups.get(group);
    if (members === undefined) groups.set(group, [probability]);
    else members.push(probability);
  }
  return [...groups]
    .sort(([one], [other]) => compare(one, other))
    .map(([, probabilities]) => countInGroup(probabilities, rho))
    .reduce(convolve, [1]);
}

const nodes = gaussHermite(64);

/** Beyond these the quantile runs to infinity. */
const [LEAST, MOST] = [1e-6, 1 - 1e-6];
export const clamped = (p: number): number => Math.min(MOST, Math.max(LEAST, p));

function countInGroup(probabilities: readonly number[], rho: number): Distribution {
  // Nobody to share a fate with: the mean over m is p itself.
  if (rho === 0 || probabilities.length === 1) return poissonBinomial(probabilities);
  // p(m) rises with the quantile, so that the order of the quantiles is that of every p(m).
  const quantiles = probabilities
    .map((p) => normalQuantile(clamped(p)))
    .sort((one, other) => one - other);
  const [common, own] = [Math.sqrt(rho), Math.sqrt(1 - rho)];
  const mixed = new Float64Array(probabilities.length + 1);
  for (const { at, weight } of nodes) {
    const given = quantiles.map((quantile) => normalCdf((quantile - common * at) / own));
    const count = countRising(given);
    for (let k = 0; k < mixed.length; k++) mixed[k] = (mixed[k] ?? 0) + weight * (count[k] ?? 0);
  }
  return [...mixed];
}
