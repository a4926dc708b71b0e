/**
 * Φ, the standard normal distribution function; 0 to 1, absolute error below 10⁻¹⁴. By the power series
 * of Marsaglia ("Evaluating the Normal Distribution", 2004) near the middle, and by Laplace's continued
 * fraction of the Mills ratio in the tails, which keeps their relative accuracy.
 */
export const normalCdf = (x: number): number => (x < 0 ? upperTail(-x) : 1 - upperTail(x));

/**
 * The x at which Φ(x) = p, for p in 0 to 1; ∓Infinity at the ends. By Newton's method from
 * −√(−2 ln 2p), which lies left of the root, where Φ is convex, so that it can't run away.
 */
export function normalQuantile(p: number): number {
  if (p <= 0) return -Infinity;
  if (p >= 1) return Infinity;
  if (p > 0.5) return -normalQuantile(1 - p);
  let x = -Math.sqrt(-2 * Math.log(2 * p));
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const step = (normalCdf(x) - p) / density(x);
    x -= step;
    if (Math.abs(step) < 1e-14) break;
  }
  return x;
}

// Seven or eight are the most it takes from 10⁻³⁰⁰ to a half.
const MOST_TURNS = 50;

const density = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

/** 1 − Φ(x), for x of 0 and more. */
const upperTail = (x: number): number =>
  x < 3 ? 0.5 - density(x) * centralSeries(x) : density(x) * millsRatio(x);

/** x + x³/3 + x⁵/(3·5) + x⁷/(3·5·7) + … */
function centralSeries(x: number): number {
  let [sum, term] = [x, x];
  for (let odd = 3; sum + term !== sum; odd += 2) {
    term *= (x * x) / odd;
    sum += term;
  }
  return sum;
}

/** 1/(x + 1/(x + 2/(x + 3/(x + …)))), from the inside out; at 3 the 40th term is below the last bit. */
function millsRatio(x: number): number {
  let fraction = x;
  for (let k = 40; k > 0; k--) fraction = x + k / fraction;
  return 1 / fraction;
}
