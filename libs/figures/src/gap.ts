import type { KnownFact, MaturityModel } from '#facts';
import type { CapabilityCode, IsoDate } from '#vocabulary';
import { lost, points, shareBounds, times, total, type Bounds } from './bounds.js';
import { refsOf, type FactRef } from './fact-ref.js';
import { inputsOf, type CapabilityInputs, type TrustInputs } from './inputs.js';
import type { LinkedBenefits, LinkedRealisation } from './linked-benefits.js';

/** Where 100 points of intended value are: kept, or lost on the way. Points, 0 to 100. */
export type GapSplit = Readonly<{
  /** d·a·r */
  value: Bounds;
  /** 1 − d */
  notDeployed: Bounds;
  /** d·(1 − a) */
  notAdopted: Bounds;
  /** d·a·(1 − r) */
  notRealised: Bounds;
  /** 1 − d·a·r: the sum of the three losses. */
  optimisationGap: Bounds;
  /** 1 − d·a */
  useGap: Bounds;
}>;

/** The gap of one organisation, without what it was made from. */
export type TrustGap = GapSplit &
  Readonly<{
    /** Weight of the capabilities that count for this trust. */
    weight: number;
    /** Share of the weight of which d, a and r are all known. 0 to 1. */
    evidenceCoverage: number;
    /** Share of the weight with a known r. 0 to 1. */
    realisationCoverage: number;
    /** The use gap leads while less than half of the weight has a known r. */
    headline: 'use' | 'optimisation';
    /** False: no inputs at all. */
    reported: boolean;
  }>;

export type GapFigure = TrustGap &
  Readonly<{
    capabilities: readonly CapabilityGap[];
    /** All that the figure was made from, beside the model. */
    facts: readonly FactRef[];
  }>;

export type CapabilityGap = GapSplit &
  Readonly<{
    capability: CapabilityCode;
    weight: number;
    d?: number;
    a?: number;
    r?: number;
    /** How r comes from the benefits linked to the capability; undefined where none is. */
    linked?: LinkedRealisation;
    facts: readonly FactRef[];
  }>;

/**
 * The optimisation gap of one organisation on a day, with its exact split and its bounds (README,
 * The gap). Optional capabilities count; those of settings the trust does not have leave the
 * weight. Where the trust's type is unknown, so is every input. r of a capability comes from the
 * benefits linked to it, where any are.
 */
export function gapOf(
  values: readonly KnownFact[],
  model: MaturityModel,
  asOf: IsoDate,
  linked?: LinkedBenefits,
): GapFigure {
  const inputs = inputsOf(values, model, asOf, linked);
  const counted = countedIn(inputs);
  return {
    ...trustGap(inputs),
    capabilities: counted.map(capabilityGap),
    facts: refsOf([
      ...(inputs.classification === undefined ? [] : [inputs.classification]),
      ...counted.flatMap(({ useFacts, realisationFacts }) => [...useFacts, ...realisationFacts]),
    ]),
  };
}

/** As `gapOf`, without what it was made from: the part that a roll-up takes. */
export const gapSplitOf = (
  values: readonly KnownFact[],
  model: MaturityModel,
  asOf: IsoDate,
  linked?: LinkedBenefits,
): TrustGap => trustGap(inputsOf(values, model, asOf, linked));

const countedIn = ({ capabilities }: TrustInputs): readonly CapabilityInputs[] =>
  capabilities.filter(({ applies }) => applies !== false);

function trustGap(inputs: TrustInputs): TrustGap {
  const parts = countedIn(inputs).map((each) => {
    const shares = knownShares(each);
    return { weight: each.capability.weight, shares, split: splitOf(shares) };
  });
  const weight = total(parts.map((part) => part.weight));
  const share = (holds: (shares: Shares) => boolean): number => {
    const held = parts.filter(({ shares }) => holds(shares));
    return weight === 0 ? 0 : total(held.map((part) => part.weight)) / weight;
  };
  const realisationCoverage = share(({ r }) => r !== undefined);
  return {
    weight,
    ...weightedSplit(parts),
    evidenceCoverage: share(isEvidenced),
    realisationCoverage,
    headline: headlineOf(realisationCoverage),
    reported: inputs.reported,
  };
}

export const headlineOf = (realisationCoverage: number): GapFigure['headline'] =>
  realisationCoverage < 0.5 ? 'use' : 'optimisation';

/** The weighted mean of splits, in the order given; nothing is known of no weight. */
export function weightedSplit(
  parts: readonly Readonly<{ weight: number; split: GapSplit }>[],
): GapSplit {
  const weight = total(parts.map((part) => part.weight));
  if (weight === 0) return splitOf(NOTHING_KNOWN);
  const bounds = (part: keyof GapSplit): Bounds => {
    let [low, high] = [0, 0];
    for (const { weight: own, split } of parts) {
      low += own * split[part].low;
      high += own * split[part].high;
    }
    return { low: low / weight, high: high / weight };
  };
  return {
    value: bounds('value'),
    notDeployed: bounds('notDeployed'),
    notAdopted: bounds('notAdopted'),
    notRealised: bounds('notRealised'),
    optimisationGap: bounds('optimisationGap'),
    useGap: bounds('useGap'),
  };
}

function capabilityGap(inputs: CapabilityInputs): CapabilityGap {
  const { capability, linked, useFacts, realisationFacts } = inputs;
  const shares = knownShares(inputs);
  const { d, a, r } = shares;
  return {
    capability: capability.code,
    weight: capability.weight,
    ...(d !== undefined && { d }),
    ...(a !== undefined && { a }),
    ...(r !== undefined && { r }),
    ...(linked !== undefined && { linked }),
    ...splitOf(shares),
    facts: refsOf([...useFacts, ...realisationFacts]),
  };
}

/** `linked` says within what bounds an r lies that is not known. */
type Shares = Readonly<Record<'d' | 'a' | 'r', number | undefined>> &
  Readonly<{ linked?: LinkedRealisation }>;

const NOTHING_KNOWN: Shares = { d: undefined, a: undefined, r: undefined };

/** Where it is unknown whether a capability applies, so are its shares. */
const knownShares = (inputs: CapabilityInputs): Shares =>
  inputs.applies === true ? inputs : NOTHING_KNOWN;

const isEvidenced = ({ d, a, r }: Shares): boolean =>
  d !== undefined && a !== undefined && r !== undefined;

/** Each part is monotone in each share, so its bounds lie where the unknown are 0 or 1. */
function splitOf({ d, a, r, linked }: Shares): GapSplit {
  const [deployed, adopted] = [shareBounds(d), shareBounds(a)];
  const realised = linked?.bounds ?? shareBounds(r);
  const use = times(deployed, adopted);
  const value = times(use, realised);
  return {
    value: points(value),
    notDeployed: points(lost(deployed)),
    notAdopted: points(times(deployed, lost(adopted))),
    notRealised: points(times(use, lost(realised))),
    optimisationGap: points(lost(value)),
    useGap: points(lost(use)),
  };
}
