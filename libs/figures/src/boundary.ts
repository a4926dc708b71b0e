import { partners, type OdsCode, type Partner } from '#vocabulary';
import { lost, points, shareBounds, times, total, type Bounds } from './bounds.js';
import { compare, mergedRefs, type FactRef } from './fact-ref.js';

/** The flow from one partner into the shared record. Shares 0 to 1, undefined where unknown. */
export type PartnerFlow = Readonly<{
  partner: Partner;
  /** How often this partner's information is relevant; any unit, 0 or more. */
  weight: number;
  /** Availability: encounters in which the partner's record could be reached ÷ eligible ones. */
  c: number | undefined;
  /** Use: encounters in which it was used ÷ encounters in which it could be reached. */
  v: number | undefined;
  facts: readonly FactRef[];
}>;

/** Where 100 points of eligible encounters are. */
export type BoundarySplit = Readonly<{
  /** c·v */
  used: Bounds;
  /** 1 − c */
  notAvailable: Bounds;
  /** c·(1 − v) */
  notUsed: Bounds;
  /** 1 − c·v: the sum of the two losses. */
  gap: Bounds;
}>;

export type FlowGap = BoundarySplit &
  Omit<PartnerFlow, 'facts'> &
  Readonly<{
    /** What it adds to the whole: its split times its share of the weight. */
    adds: BoundarySplit;
  }>;

export type BoundaryFigure = BoundarySplit &
  Readonly<{
    /** Share of the weight of which c and v are both known. 0 to 1. */
    evidenceCoverage: number;
    /** By partner. */
    flows: readonly FlowGap[];
    facts: readonly FactRef[];
  }>;

/**
 * The boundary gap of one trust by partner and cause, in points of a hundred.
 *
 *     gap = Σ w_k (1 − c_k) + Σ w_k c_k (1 − v_k),  weights normalised to sum to 1
 *
 * Every part is monotone in each share, so its bounds lie where the unknown are 0 or 1; without
 * weight nothing is known. It stands beside the optimisation gap, never inside it. Source: domain.md
 * 6.4.
 */
export function boundaryGapOf(given: readonly PartnerFlow[]): BoundaryFigure {
  const flows = [...given].sort((one, other) => compare(one.partner, other.partner));
  const weight = total(flows.map((flow) => flow.weight));
  const evidenced = flows.filter(({ c, v }) => c !== undefined && v !== undefined);
  return {
    ...meanOf(flows.map((flow) => ({ weight: flow.weight, split: splitOf(flow) }))),
    evidenceCoverage: weight === 0 ? 0 : total(evidenced.map((flow) => flow.weight)) / weight,
    flows: flows.map(({ facts: _, ...flow }) => {
      const split = splitOf(flow);
      const own = weight === 0 ? 0 : flow.weight / weight;
      return { ...flow, ...split, adds: eachPart((part) => scaled(split[part], own)) };
    }),
    facts: mergedRefs(flows.flatMap(({ facts }) => facts)),
  };
}

/** A trust of a system; `eligible` encounters undefined where nobody counted them. */
export type BoundaryMember = Readonly<{
  organisation: OdsCode;
  eligible: number | undefined;
  boundary: BoundarySplit;
}>;

export type SystemBoundary = BoundarySplit &
  Readonly<{
    trusts: number;
    /** Eligible encounters of the trusts whose count is known, and trusts whose count is not. */
    eligible: number;
    withoutWeight: number;
  }>;

/**
 * The boundary gap of a system: the mean of its trusts by their eligible encounters. A trust whose
 * encounters nobody counted may weigh anything, so each bound reaches as far as that trust's own.
 * Undefined for a system without trusts. Source: domain.md 6.4.
 */
export function systemBoundaryOf(members: readonly BoundaryMember[]): SystemBoundary | undefined {
  if (members.length === 0) return undefined;
  const ordered = [...members].sort((one, other) => compare(one.organisation, other.organisation));
  const weighed = ordered.flatMap(({ eligible, boundary }) =>
    eligible === undefined ? [] : [{ weight: eligible, split: boundary }],
  );
  const others = ordered.filter(({ eligible }) => eligible === undefined);
  const eligible = total(weighed.map(({ weight }) => weight));
  const splits = [
    ...(eligible > 0 || others.length === 0 ? [meanOf(weighed)] : []),
    ...others.map(({ boundary }) => boundary),
  ];
  return {
    ...eachPart((part) => ({
      low: Math.min(...splits.map((split) => split[part].low)),
      high: Math.max(...splits.map((split) => split[part].high)),
    })),
    trusts: ordered.length,
    eligible,
    withoutWeight: others.length,
  };
}

/** What the flow from one partner adds to the boundary gap of a system. */
export type SystemFlow = BoundarySplit & Readonly<{ partner: Partner }>;

/**
 * The boundary gap of those trusts of a system whose eligible encounters are counted, by partner: the
 * flows sum to the mean of these trusts, in points of a hundred. None where nobody counted any.
 */
export function systemFlowsOf(
  members: readonly Readonly<{ eligible: number | undefined; flows: readonly FlowGap[] }>[],
): readonly SystemFlow[] {
  const counted = members.flatMap(({ eligible = 0, flows }) =>
    eligible > 0 ? [{ eligible, flows }] : [],
  );
  return partners.flatMap((partner) => {
    const parts = counted.flatMap(({ eligible, flows }) =>
      flows
        .filter((flow) => flow.partner === partner)
        .map(({ adds }) => ({ weight: eligible, split: adds })),
    );
    return parts.length === 0 ? [] : [{ partner, ...meanOf(parts) }];
  });
}

function splitOf({ c, v }: Pick<PartnerFlow, 'c' | 'v'>): BoundarySplit {
  const [available, viewed] = [shareBounds(c), shareBounds(v)];
  const used = times(available, viewed);
  return {
    used: points(used),
    notAvailable: points(lost(available)),
    notUsed: points(times(available, lost(viewed))),
    gap: points(lost(used)),
  };
}

type Weighed = Readonly<{ weight: number; split: BoundarySplit }>;

/** The weighted mean; nothing is known of no weight. */
function meanOf(parts: readonly Weighed[]): BoundarySplit {
  const weight = total(parts.map((part) => part.weight));
  if (weight === 0) return splitOf({ c: undefined, v: undefined });
  return eachPart((name) => ({
    low: total(parts.map((part) => part.weight * part.split[name].low)) / weight,
    high: total(parts.map((part) => part.weight * part.split[name].high)) / weight,
  }));
}

const eachPart = (bounds: (part: keyof BoundarySplit) => Bounds): BoundarySplit => ({
  used: bounds('used'),
  notAvailable: bounds('notAvailable'),
  notUsed: bounds('notUsed'),
  gap: bounds('gap'),
});

const scaled = ({ low, high }: Bounds, by: number): Bounds => ({ low: low * by, high: high * by });
