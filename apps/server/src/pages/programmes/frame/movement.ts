import { roundedTo, type Bounds } from '#figures';
import { capital } from '../../stages-in-words.js';

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
  return least === '' ? 'no change' : OPEN;
}

/** What became of a figure of which nothing need be known on either side: "Up 3", "New". */
export function becameInWords({ then, now }: Known, shown: Shown): string | undefined {
  if (then === null) return now === null ? undefined : becameWords.new;
  return now === null ? becameWords.gone : capital(movement({ then, now }, shown));
}

type Known = Readonly<Record<'then' | 'now', Bounds | null>>;

export const becameWords = { new: 'New', gone: 'No longer known' } as const;

/** Whether a figure whose bounds differ is itself another: of overlapping bounds nobody can tell. */
export const mayHaveChanged = (both: Omit<Measured, 'since'>, decimals: number): boolean =>
  movement(both, { decimals }) === OPEN;

const OPEN = 'not known whether it changed';

const isExact = ({ low, high }: Bounds): boolean => low === high;

const rounded = ({ low, high }: Bounds, decimals: number): Bounds => ({
  low: roundedTo(low, decimals),
  high: roundedTo(high, decimals),
});
