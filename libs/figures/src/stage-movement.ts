import type { IsoDate, Stage } from '#vocabulary';
import type { StageInterval } from './intervals.js';

/** How the evidenced stage of a trust differs from the one it had on an earlier day. */
export type StageMovement =
  | 'up'
  | 'down'
  | 'none'
  /** It reports now, and did not report then, or was not there yet. */
  | 'new'
  /** It reported then, and does not any more. */
  | 'stopped'
  | 'not-reported';

/** The two stages of a movement; undefined where nothing is known of a day. */
type Evidenced = Pick<StageInterval, 'evidencedLow'> | undefined;

/**
 * The movement from one day to a later one, by the low bounds: what is unknown or out of date does
 * not count (domain.md 2.2), so that a trust goes down where its measurements lapse.
 */
export function stageMovement(then: Evidenced, now: Evidenced): StageMovement {
  const [before, after] = [then?.evidencedLow, now?.evidencedLow];
  if (after === undefined) return before === undefined ? 'not-reported' : 'stopped';
  if (before === undefined) return 'new';
  if (after === before) return 'none';
  return after > before ? 'up' : 'down';
}

/**
 * The first day of those up to the last interval's, without a break, on which evidence shows `stage`
 * or above; undefined where it does not show it in the last interval. Intervals have no gaps.
 */
export function heldSince(intervals: readonly StageInterval[], stage: Stage): IsoDate | undefined {
  const lost = intervals.findLastIndex(({ evidencedLow }) => (evidencedLow ?? -1) < stage);
  return intervals[lost + 1]?.from;
}
