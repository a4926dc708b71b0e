import type { IsoDate, StageOrNone } from '#vocabulary';
import type { StageInterval } from './intervals.js';
import type { TrustStages } from './stage-mix.js';

/** How long trusts stayed at one stage before they moved, in days. */
export type TimeInStage = Readonly<{
  /** Stays that were seen from their first day to their last, the shortest first. */
  lengths: readonly number[];
  /** Half of them were shorter; undefined where none was seen whole. */
  median?: number;
  /** Where the middle half begins and ends; undefined while fewer than four were seen whole. */
  middle?: Readonly<{ from: number; to: number }>;
  /** Stays that still last. They are not in the median, which is therefore low rather than high. */
  lasting: number;
  /** Stays of which the first or the last day was not seen: nothing was reported before, or after. */
  partly: number;
}>;

/**
 * The time trusts stayed at each evidenced stage (its low bound), from the days on which it changed.
 * Quartiles lie between the two nearest lengths, in proportion (type 7 of Hyndman and Fan, 1996).
 */
export function timeInStage(
  trusts: readonly TrustStages[],
): Readonly<Record<StageOrNone, TimeInStage>> {
  const stays = trusts.flatMap(({ intervals }) => staysIn(intervals));
  const of = (stage: StageOrNone) => summaryOf(stays.filter((stay) => stay.stage === stage));
  return { 0: of(0), 1: of(1), 2: of(2), 3: of(3), 4: of(4) };
}

type Stay = Readonly<{ stage: StageOrNone; seen: number | 'lasting' | 'partly' }>;

/** Neighbouring intervals at one stage are one stay. */
function staysIn(intervals: readonly StageInterval[]): readonly Stay[] {
  const turns = intervals.filter(
    ({ evidencedLow }, index) => index === 0 || evidencedLow !== intervals[index - 1]?.evidencedLow,
  );
  return turns.flatMap(({ from, evidencedLow: stage }, index): Stay[] => {
    if (stage === undefined) return [];
    const next = turns[index + 1];
    if (next === undefined) {
      return [{ stage, seen: intervals.at(-1)?.to === undefined ? 'lasting' : 'partly' }];
    }
    const isWhole = turns[index - 1]?.evidencedLow !== undefined && next.evidencedLow !== undefined;
    return [{ stage, seen: isWhole ? daysFrom(from, next.from) : 'partly' }];
  });
}

function summaryOf(stays: readonly Stay[]): TimeInStage {
  const lengths = stays
    .flatMap(({ seen }) => (typeof seen === 'number' ? seen : []))
    .sort((one, other) => one - other);
  const count = (kind: Stay['seen']): number => stays.filter(({ seen }) => seen === kind).length;
  return {
    lengths,
    ...(lengths.length > 0 && { median: quantile(lengths, 0.5) }),
    ...(lengths.length >= FEWEST_FOR_QUARTILES && {
      middle: { from: quantile(lengths, 0.25), to: quantile(lengths, 0.75) },
    }),
    lasting: count('lasting'),
    partly: count('partly'),
  };
}

const FEWEST_FOR_QUARTILES = 4;

function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
  return below + (above - below) * (place - Math.floor(place));
}

const daysFrom = (from: IsoDate, to: IsoDate): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
