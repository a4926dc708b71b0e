/**
 * Parts rounded so that what is shown sums to the whole that is shown: each is cut down, and what is
 * then missing goes to the largest remainders, of equal ones to the earlier. The
 * whole is rounded as any number is, by roundedTo.
 */
export function largestRemainder(parts: readonly number[], decimals: number): readonly number[] {
  const unit = 10 ** decimals;
  const scaled = parts.map((part) => withoutNoise(part * unit));
  const whole = Math.round(withoutNoise(scaled.reduce((sum, part) => sum + part, 0)));
  const cut = scaled.map(Math.floor);
  const left = whole - cut.reduce((sum, part) => sum + part, 0);
  const byRemainder = scaled
    .map((part, index) => ({ index, remainder: withoutNoise(part - Math.floor(part)) }))
    .sort((one, other) => other.remainder - one.remainder || one.index - other.index);
  const raised = new Set(byRemainder.slice(0, left).map(({ index }) => index));
  return cut.map((part, index) => (raised.has(index) ? part + 1 : part) / unit);
}

/** A share as a percentage, cut and never rounded up: 99.96 % is shown as 99.9. */
export function truncatedPercent(share: number, decimals = 0): number {
  const unit = 10 ** decimals;
  const cut = Math.floor(withoutNoise(share * 100 * unit));
  return (share < 1 ? Math.min(cut, 100 * unit - 1) : cut) / unit;
}

/** To so many decimals, halves up. A half that arithmetic has worn down is still a half: 1.005 is 1.01. */
export function roundedTo(number: number, decimals: number): number {
  const unit = 10 ** decimals;
  return Math.round(withoutNoise(number * unit)) / unit;
}

// 0.29 × 100 is 28.999999999999996: arithmetic, not a fact.
const withoutNoise = (number: number): number => Math.round(number * 1e6) / 1e6;
