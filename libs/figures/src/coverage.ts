import type { OdsCode } from '#vocabulary';
import type { Bounds } from './bounds.js';
import { compare, mergedRefs, type FactRef } from './fact-ref.js';

/** One trust of a cohort held against a definition, and why. */
export type Judged = Readonly<{
  organisation: OdsCode;
  verdict: 'counts' | 'does-not' | 'unknown';
  reason: string;
  facts: readonly FactRef[];
}>;

/** A version of a definition or of a cohort, by its name. */
export type NamedVersion = Readonly<{ name: string; version: number }>;

export type CoverageFigure = Readonly<{
  definition: NamedVersion;
  cohort: NamedVersion;
  /** Trusts that count, of the trusts of the cohort. */
  numerator: number;
  denominator: number;
  /** Trusts of which nothing tells; they are in the denominator. */
  unknown: number;
  /** Share of the cohort, 0 to 1; undefined for a cohort without trusts. */
  share?: Bounds;
  /** Every trust of the cohort, by code: who counts, and why. */
  trusts: readonly Judged[];
  facts: readonly FactRef[];
}>;

/**
 * Coverage of a cohort under a definition.
 *
 *     low  = trusts that count ÷ trusts of the cohort
 *     high = (trusts that count + trusts of which it is unknown) ÷ trusts of the cohort
 *
 * A trust whose state is unknown stays in the denominator, so that silence raises nothing. Source:
 * domain.md 6.6 ("list each trust with the reason it does or does not count") and 1.1: a percentage
 * is nothing without its definition and its cohort.
 */
export function coverageOf(
  judged: readonly Judged[],
  { definition, cohort }: Readonly<Record<'definition' | 'cohort', NamedVersion>>,
): CoverageFigure {
  const trusts = [...judged].sort((one, other) => compare(one.organisation, other.organisation));
  const count = (verdict: Judged['verdict']) =>
    trusts.filter((trust) => trust.verdict === verdict).length;
  const [numerator, unknown, denominator] = [count('counts'), count('unknown'), trusts.length];
  return {
    definition,
    cohort,
    numerator,
    denominator,
    unknown,
    ...(denominator > 0 && {
      share: { low: numerator / denominator, high: (numerator + unknown) / denominator },
    }),
    trusts,
    facts: mergedRefs(trusts.flatMap(({ facts }) => facts)),
  };
}

/** How far a coverage is from its target. */
export type CoverageGap = Readonly<{
  /** Trusts the target asks for: the share of the cohort, rounded up. */
  needed: number;
  /** Trusts still missing; 0 where it is reached. */
  trustsShort: Bounds;
  /** Points of a hundred still missing. */
  pointsShort: Bounds;
  reached: boolean | 'unknown';
}>;

/**
 * The gap between a coverage and a target share of 0 to 1. Undefined for a cohort without trusts.
 * Reached is judged in whole trusts. Source: domain.md 6.6.
 */
export function coverageGapOf(
  { numerator, denominator, unknown, share }: CoverageFigure,
  target: number,
): CoverageGap | undefined {
  if (share === undefined) return undefined;
  // 0.07 × 100 is 7.000000000000001: arithmetic, not an eighth trust.
  const needed = Math.ceil(target * denominator - 1e-9);
  const trustsShort = {
    low: Math.max(0, needed - numerator - unknown),
    high: Math.max(0, needed - numerator),
  };
  return {
    needed,
    trustsShort,
    pointsShort: {
      low: Math.max(0, target - share.high) * 100,
      high: Math.max(0, target - share.low) * 100,
    },
    reached: trustsShort.high === 0 ? true : trustsShort.low > 0 ? false : 'unknown',
  };
}
