import type { Stage } from '#vocabulary';
import type { Bounds } from './bounds.js';
import type { StageFigure } from './stage.js';

/** How far a trust is from the stage expected of it, and its word from its evidence. In stages. */
export type StageGap = Readonly<{
  /** Expected − evidenced, -4 to 4; undefined where no target expects a stage. */
  toTarget?: Bounds;
  /** Declared − evidenced: above 0, the trust marks itself higher than the evidence does. */
  selfMarking?: Bounds;
  /** Evidenced − validated: above 0, the evidence is ahead of what others have confirmed. */
  unvalidated?: Bounds;
  /** False: nothing is known of the trust, and each bound reaches as far as stages do. */
  reported: boolean;
}>;

const ANY_STAGE = { low: 0, high: 4 } as const;

/**
 * Stage gap and self-marking gap of one trust.
 *
 *     stage gap        = stage expected by the target in force − evidenced stage
 *     self-marking gap = declared stage − evidenced stage
 *
 * The evidenced stage has a low and a high bound, and so has each gap. Left out is what no target,
 * declaration or validation speaks of. Source: domain.md 6.6.
 */
export function stageGapOf(
  { declared, evidenced, validated }: Pick<StageFigure, 'declared' | 'evidenced' | 'validated'>,
  expected?: Stage,
): StageGap {
  const reported = evidenced !== 'not-reported';
  const { low, high } = reported ? evidenced : ANY_STAGE;
  const above = (stage: Stage): Bounds => ({ low: stage - high, high: stage - low });
  return {
    ...(expected && { toTarget: above(expected) }),
    ...(declared && { selfMarking: above(declared.stage) }),
    ...(validated && {
      unvalidated: { low: low - validated.stage, high: high - validated.stage },
    }),
    reported,
  };
}

/** How many trusts are how many stages off: a programme is shown its distribution, never a mean. */
export type StageGapDistribution = Readonly<{
  trusts: number;
  /** By the high bound, which a trust that does not report cannot improve; only gaps that occur. */
  byGap: ReadonlyMap<number, number>;
  /** Trusts at or beyond what is expected: certainly, and at the most. */
  reached: Bounds;
  notReported: number;
}>;

/** The distribution of the gaps to a target over the trusts that have one. Source: domain.md 6.6. */
export function stageGapDistribution(gaps: readonly StageGap[]): StageGapDistribution {
  const expected = gaps.flatMap(({ toTarget, reported }) =>
    toTarget === undefined ? [] : [{ ...toTarget, reported }],
  );
  const byGap = new Map<number, number>();
  for (const { high } of [...expected].sort((one, other) => one.high - other.high)) {
    byGap.set(high, (byGap.get(high) ?? 0) + 1);
  }
  return {
    trusts: expected.length,
    byGap,
    reached: {
      low: expected.filter(({ high }) => high <= 0).length,
      high: expected.filter(({ low }) => low <= 0).length,
    },
    notReported: expected.filter(({ reported }) => !reported).length,
  };
}
