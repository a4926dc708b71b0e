import { projectedMix, quartersUntil, type ByStage, type TransitionMatrix } from '#figures';
import { addMonthsToTheEnd, type IsoDate, type Stage } from '#vocabulary';
import type { QuarterCounts } from './quarters.js';

/** Where trusts are expected to be so many quarters on; numbers of trusts, fractions among them. */
export type MixAhead = Readonly<{ quarters: number; on: IsoDate; trusts: ByStage }>;

/** Quarters until the share is at a stage or above; null where that takes more than ten years. */
type StageUntil = Readonly<{ stage: Stage; quarters: number | null }>;

export type StagesAhead = Readonly<{
  /** From today on; empty while the chances of moves are not given. */
  ahead: readonly MixAhead[];
  /** The share of reporting trusts, 0 to 1, that `until` asks about. */
  share: number;
  until: readonly StageUntil[];
}>;

/** The national programme asked for so many at the core level (domain.md 1.1). */
const SHARE = 0.7;
const QUARTERS = 8;
const WITHIN = 40;

/** Where the moves of the past lead the trusts that report, if they go on. Source: domain.md 9.5. */
export function stagesAhead(
  now: QuarterCounts | undefined,
  matrix: TransitionMatrix | undefined,
): StagesAhead {
  if (now === undefined || matrix === undefined || now.numerator === 0) {
    return { ahead: [], share: SHARE, until: [] };
  }
  const { evidenced, on } = now;
  const mix: ByStage = [evidenced[0], evidenced[1], evidenced[2], evidenced[3], evidenced[4]];
  return {
    ahead: Array.from({ length: QUARTERS + 1 }, (_, quarters) => ({
      quarters,
      on: addMonthsToTheEnd(on, 3 * quarters),
      trusts: projectedMix(mix, matrix, quarters),
    })),
    share: SHARE,
    until: ([1, 2, 3, 4] as const).map((stage) => ({
      stage,
      quarters: quartersUntil(mix, matrix, { stage, share: SHARE, within: WITHIN }) ?? null,
    })),
  };
}
