import { roundedTo, type Bounds } from '#figures';

type Measured = Readonly<{ then: Bounds; now: Bounds; since: string }>;

/**
 * How a figure moved since a day, in words: "up 3 since 30 June 2026". In the unit of the figure, to so
 * many decimals, as differences of what is shown. Where the bounds leave it open, it says so.
 */
export function movementSince({ since, ...both }: Measured, decimals = 0): string {
  const moved = movement(both, { decimals });
  return `${moved} since ${since}`;
}

type Shown = Readonly<{ decimals: number; inWords?: (difference: number) => string }>;

/** The same without the day: "up at least 3", in words of another unit where they are given. */
export function movement(
  { then, now }: Omit<Measured, 'since'>,
  { decimals, inWords = (difference) => difference.toFixed(decimals) }: Shown,
): string {
  const [from, to] = [rounded(then, decimals), rounded(now, decimals)];
  const least = isExact(from) && isExact(to) ? '' : 'at least ';
  if (to.low > from.high) return `up ${least}${inWords(to.low - from.high)}`;
  if (to.high < from.low) return `down ${least}${inWords(from.low - to.high)}`;
  return least === '' ? 'no change' : 'not known whether it changed';
}

const isExact = ({ low, high }: Bounds): boolean => low === high;

const rounded = ({ low, high }: Bounds, decimals: number): Bounds => ({
  low: roundedTo(low, decimals),
  high: roundedTo(high, decimals),
});
