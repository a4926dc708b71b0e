import type { KnownFact, PeriodAmount } from '#facts';
import type { CapabilityCode, IsoDate } from '#vocabulary';
import { total, type Bounds } from './bounds.js';
import { compare } from './fact-ref.js';
import { amountDueBy, amountOf, dueBy } from './trajectory.js';

/** A benefit that a capability enables, as the benefit map links them. */
export type LinkedBenefit = Readonly<{
  benefit: string;
  /** Of the link, 0 or more; equal by default. */
  weight: number;
  /** The newest approved trajectory, in the unit of the benefit. */
  approved: readonly PeriodAmount[];
  /** Its validated actuals above the gate, in the same unit. */
  validated: readonly PeriodAmount[];
  /** What all this was read from. */
  facts: readonly KnownFact[];
}>;

/** A trust's benefits by the capability that enables them. */
export type LinkedBenefits = ReadonlyMap<CapabilityCode, readonly LinkedBenefit[]>;

/** What a linked benefit says of its capability. Amounts in the unit of the benefit. */
export type BenefitShare = Readonly<{
  benefit: string;
  weight: number;
  validated: number;
  expected: number;
  /** 0 to 1; undefined where nothing was expected yet or nothing is validated. */
  share?: number;
  says: 'share' | 'nothing-expected' | 'nothing-validated';
}>;

/** Realisation of a capability from its linked benefits. */
export type LinkedRealisation = Readonly<{
  /** Weight of the benefits of which something is expected, and of those with a share. */
  expectedWeight: number;
  knownWeight: number;
  bounds: Bounds;
  /** Undefined while any benefit that counts is unknown, or none counts. */
  share?: number;
  benefits: readonly BenefitShare[];
}>;

/**
 * r of a capability from the benefits it enables.
 *
 *     r = Σ w_b · min(1, max(0, validated_b ÷ expected_b)) ÷ Σ w_b
 *
 * over the linked benefits of which anything is expected by `asOf`, by their newest approved
 * trajectory. One without a validated actual is unknown, so r lies between what it is with that share
 * at 0 and at 1. After a cut-over only periods that began since then count, on both sides of the
 * ratio. Shares 0 to 1. Source: DESIGN.md 3.5.
 */
export function realisationFrom(
  linked: readonly LinkedBenefit[],
  asOf: IsoDate,
  cutOver?: IsoDate,
): LinkedRealisation {
  const benefits = [...linked]
    .sort((one, other) => compare(one.benefit, other.benefit))
    .map((each) => shareOf(each, asOf, cutOver));
  const counted = benefits.filter(({ says }) => says !== 'nothing-expected');
  const expectedWeight = total(counted.map(({ weight }) => weight));
  const knownWeight = total(
    counted.filter(({ says }) => says === 'share').map(({ weight }) => weight),
  );
  const mean = (unknown: 0 | 1): number =>
    expectedWeight === 0
      ? unknown
      : total(counted.map(({ weight, share = unknown }) => weight * share)) / expectedWeight;
  const bounds = { low: mean(0), high: mean(1) };
  const isKnown =
    expectedWeight > 0 && counted.every(({ says, weight }) => says === 'share' || weight === 0);
  return {
    expectedWeight,
    knownWeight,
    bounds,
    ...(isKnown && { share: bounds.low }),
    benefits,
  };
}

function shareOf(
  { benefit, weight, approved, validated: actuals }: LinkedBenefit,
  asOf: IsoDate,
  cutOver: IsoDate | undefined,
): BenefitShare {
  const counting = dueBy(actuals, asOf, cutOver);
  const validated = amountOf(counting);
  const expected = amountDueBy(approved, asOf, cutOver);
  const parts = { benefit, weight, validated, expected };
  if (expected <= 0) return { ...parts, says: 'nothing-expected' };
  if (counting.length === 0) return { ...parts, says: 'nothing-validated' };
  return { ...parts, share: Math.min(1, Math.max(0, validated / expected)), says: 'share' };
}
