import {
  addMonths,
  dayBefore,
  isoDate,
  type IsoDate,
  type OdsCode,
  type StageOrNone,
} from '#vocabulary';
import type { StageInterval } from './intervals.js';
import { total } from './bounds.js';

/** A number for each stage a trust can be evidenced at, 0 to 4. */
export type ByStage = readonly [number, number, number, number, number];

const levels = [0, 1, 2, 3, 4] as const;

/** One trust's stages over time, as `stageIntervals` gives them. */
export type TrustStages = Readonly<{
  organisation: OdsCode;
  intervals: readonly StageInterval[];
}>;

export type StageTransitions = Readonly<{
  /** The first and the last quarter end that trusts were looked at. */
  from: IsoDate;
  to: IsoDate;
  /** Row: stage at the end of a quarter; column: at the end of the next. */
  counts: readonly [ByStage, ByStage, ByStage, ByStage, ByStage];
  /** Pairs of quarter ends at which a trust was reported, and of these the moves to another stage. */
  observed: number;
  moves: number;
  /** Moves to a lower stage. */
  regressions: number;
}>;

/**
 * How often trusts went from one evidenced stage (its low bound) to another from the end of one
 * quarter to the end of the next, staying and regressing included. A pair with an end at which the
 * trust was not reported is not counted. Quarters end with March, June, September and December; the
 * last looked at is the last that ended by `upTo`. Source: domain.md 9.5.
 */
export function stageTransitions(
  trusts: readonly TrustStages[],
  from: IsoDate,
  upTo: IsoDate,
): StageTransitions {
  const ends = quarterEnds(from, upTo);
  const counts = levels.map(() => levels.map(() => 0));
  for (const { intervals } of trusts) {
    const stages = ends.map((day) => stageOn(intervals, day));
    stages.slice(1).forEach((after, index) => {
      const row = counts[stages[index] ?? -1];
      if (row !== undefined && after !== undefined) row[after] = (row[after] ?? 0) + 1;
    });
  }
  const sumWhere = (holds: (before: number, after: number) => boolean): number =>
    total(counts.flatMap((row, before) => row.filter((_, after) => holds(before, after))));
  return {
    from: ends[0] ?? from,
    to: ends.at(-1) ?? from,
    counts: eachStage((before) => eachStage((after) => counts[before]?.[after] ?? 0)),
    observed: sumWhere(() => true),
    moves: sumWhere((before, after) => before !== after),
    regressions: sumWhere((before, after) => after < before),
  };
}

/** Chances of the next quarter by the stage of this one; each row sums to 1. */
export type TransitionMatrix = readonly [ByStage, ByStage, ByStage, ByStage, ByStage];

/** With fewer moves than this a matrix would say more of its smoothing than of trusts. */
export const FEWEST_MOVES = 30;

/**
 * The matrix of transitions, smoothed by adding a half to each count:
 *
 *     p_ij = (n_ij + ½) ÷ (n_i + 5 · ½)
 *
 * Undefined, and so hidden, while fewer than 30 moves to another stage were observed; trusts that
 * stay where they are do not count towards the 30, or one quarter of a nation would do. Source:
 * domain.md 9.5.
 */
export function transitionMatrix({
  counts,
  moves,
}: StageTransitions): TransitionMatrix | undefined {
  if (moves < FEWEST_MOVES) return undefined;
  return eachStage((before) => {
    const row = counts[before];
    return eachStage((after) => (row[after] + 0.5) / (total(row) + 2.5));
  });
}

/**
 * The mix of stages after so many quarters, in the unit of the mix given (trusts or shares), whose
 * sum it keeps: mix · P^quarters. Fractions of trusts are left as they are; round for display by the
 * largest remainder. Source: domain.md 9.5.
 */
export function projectedMix(mix: ByStage, matrix: TransitionMatrix, quarters: number): ByStage {
  let projected = mix;
  for (let quarter = 0; quarter < quarters; quarter += 1) {
    const before = projected;
    projected = eachStage((after) =>
      total(levels.map((stage) => before[stage] * matrix[stage][after])),
    );
  }
  return projected;
}

/**
 * Quarters until at least a share (0 to 1) of the trusts is at `stage` or above, 0 where it is
 * already; undefined where that does not come within `within` quarters.
 */
export function quartersUntil(
  mix: ByStage,
  matrix: TransitionMatrix,
  { stage, share, within }: Readonly<{ stage: StageOrNone; share: number; within: number }>,
): number | undefined {
  const all = total(mix);
  let projected = mix;
  for (let quarters = 0; quarters <= within; quarters += 1) {
    if (total(projected.slice(stage)) >= share * all - 1e-9) return quarters;
    projected = projectedMix(projected, matrix, 1);
  }
  return undefined;
}

const eachStage = <Value>(value: (stage: StageOrNone) => Value) =>
  [value(0), value(1), value(2), value(3), value(4)] as const;

const stageOn = (intervals: readonly StageInterval[], day: IsoDate): StageOrNone | undefined =>
  intervals.find(({ from, to }) => from <= day && (to === undefined || day <= to))?.evidencedLow;

/** The last days of the quarters that end from `from` to `upTo`, both included. */
function quarterEnds(from: IsoDate, upTo: IsoDate): readonly IsoDate[] {
  const ends: IsoDate[] = [];
  let next = isoDate(`${from.slice(0, 4)}-04-01`);
  while (dayBefore(next) <= upTo) {
    if (dayBefore(next) >= from) ends.push(dayBefore(next));
    next = addMonths(next, 3);
  }
  return ends;
}
