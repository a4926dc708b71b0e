import type { Bounds } from '#figures';

type Measured = Readonly<{ then: Bounds; now: Bounds; since: string }>;

/**
 * How a figure moved since a day, in words: "up 3 since 30 June 2026". In the unit of the figure, to so
 * many decimals, as differences of what is shown. Where the bounds leave it open, it says so.
 */
export function movementSince({ then, now, since }: Measured, decimals = 0): string {
  const [from, to] = [rounded(then, decimals), rounded(now, decimals)];
  const least = isExact(from) && isExact(to) ? '' : 'at least ';
  const by = (difference: number) => `${least}${difference.toFixed(decimals)} since ${since}`;
  if (to.low > from.high) return `up ${by(to.low - from.high)}`;
  if (to.high < from.low) return `down ${by(from.low - to.high)}`;
  return least === '' ? `no change since ${since}` : `not known whether it moved since ${since}`;
}

const isExact = ({ low, high }: Bounds): boolean => low === high;

const rounded = ({ low, high }: Bounds, decimals: number): Bounds => ({
  low: Number(low.toFixed(decimals)),
  high: Number(high.toFixed(decimals)),
});
