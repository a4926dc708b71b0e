import type { OdsCode, Stage, StageOrNone } from '#vocabulary';
import { total } from './bounds.js';
import { compare } from './fact-ref.js';
import { headlineOf, weightedSplit, type GapSplit, type TrustGap } from './gap.js';
import type { StageStanding } from './stage.js';

/** The gap of a cohort: the weighted mean of its trusts, those that report nothing within their bounds. */
export type CohortGap = GapSplit &
  Readonly<{
    /** Sum of the weights of the trusts. */
    weight: number;
    /** Means of those of its trusts, by their weights: shares of the intended value, 0 to 1. */
    evidenceCoverage: number;
    realisationCoverage: number;
    headline: TrustGap['headline'];
    trusts: number;
    /** Trusts of which any input is known, and of which none is. */
    reported: number;
    notReported: number;
  }>;

export type GapMember = Readonly<{ organisation: OdsCode; weight: number; gap: TrustGap }>;

/** Undefined for a cohort without trusts, or without weight. Summed by code, whatever the order given. */
export function rollUpGaps(members: readonly GapMember[]): CohortGap | undefined {
  const ordered = [...members].sort((one, other) => compare(one.organisation, other.organisation));
  const weight = total(ordered.map((member) => member.weight));
  if (weight === 0) return undefined;
  const mean = (share: (gap: TrustGap) => number): number =>
    total(ordered.map((member) => member.weight * share(member.gap))) / weight;
  const realisationCoverage = mean((gap) => gap.realisationCoverage);
  const reported = ordered.filter(({ gap }) => gap.reported).length;
  return {
    weight,
    ...weightedSplit(ordered.map((member) => ({ weight: member.weight, split: member.gap }))),
    evidenceCoverage: mean((gap) => gap.evidenceCoverage),
    realisationCoverage,
    headline: headlineOf(realisationCoverage),
    trusts: ordered.length,
    reported,
    notReported: ordered.length - reported,
  };
}

/** How many trusts of a cohort stand where. Each of the three kinds counts every trust once. */
export type CohortStages = Readonly<{
  trusts: number;
  /** By the low bound. */
  evidenced: Readonly<Record<StageOrNone, number>> & Readonly<{ notReported: number }>;
  /** By the high bound: where they would be, were all that is unknown met. */
  evidencedHigh: Readonly<Record<StageOrNone, number>>;
  declared: Readonly<Record<Stage, number>> & Readonly<{ none: number }>;
  validated: Readonly<Record<Stage, number>> & Readonly<{ none: number }>;
}>;

export type StageMember = Readonly<{ organisation: OdsCode; stage: StageStanding }>;

export function rollUpStages(members: readonly StageMember[]): CohortStages {
  const count = (holds: (stage: StageStanding) => boolean): number =>
    members.filter(({ stage }) => holds(stage)).length;
  const evidencedAt = (bound: 'low' | 'high') => {
    const at = (level: StageOrNone): number =>
      count(({ evidenced }) => evidenced !== 'not-reported' && evidenced[bound] === level);
    return { 0: at(0), 1: at(1), 2: at(2), 3: at(3), 4: at(4) };
  };
  const said = (kind: 'declared' | 'validated') => ({
    1: count((figure) => figure[kind]?.stage === 1),
    2: count((figure) => figure[kind]?.stage === 2),
    3: count((figure) => figure[kind]?.stage === 3),
    4: count((figure) => figure[kind]?.stage === 4),
    none: count((figure) => figure[kind] === undefined),
  });
  return {
    trusts: members.length,
    evidenced: {
      ...evidencedAt('low'),
      notReported: count(({ evidenced }) => evidenced === 'not-reported'),
    },
    evidencedHigh: evidencedAt('high'),
    declared: said('declared'),
    validated: said('validated'),
  };
}
