import type { Capability, KnownFact, MaturityModel } from '#facts';
import {
  stages,
  type CapabilityCode,
  type IsoDate,
  type OdsCode,
  type Stage,
  type StageOrNone,
} from '#vocabulary';
import { refOf, refsOf, type FactRef } from './fact-ref.js';
import {
  inputsOf,
  latestDayOf,
  type CapabilityInputs,
  type Newest,
  type TrustInputs,
} from './inputs.js';

export type CriterionState =
  | 'met'
  /** A known input is below its threshold: no other input could mend that. */
  | 'short'
  | 'unknown'
  /** It would count, were its measurement not too old. */
  | 'out-of-date'
  | 'not-applicable';

/** A mandatory capability held against its thresholds. Shares 0 to 1. */
export type Criterion = Readonly<{
  capability: CapabilityCode;
  stage: Stage;
  state: CriterionState;
  adoption?: Readonly<{ numerator: number; denominator: number; value: number }>;
  deployment?: number;
  /** What each share must reach. */
  thresholds: Capability['thresholds'];
  /** How much of a share is missing to each threshold. */
  shortBy?: Readonly<{ adoption?: number; deployment?: number }>;
  facts: readonly FactRef[];
}>;

export type StageFigure = Readonly<{
  declared?: Readonly<{ stage: Stage; fact: FactRef; aboveEvidenced: boolean }>;
  /** Low counts what is shown; high counts the unknown and the out-of-date as well. */
  evidenced: Readonly<{ low: StageOrNone; high: StageOrNone }> | 'not-reported';
  validated?: Readonly<{
    stage: Stage;
    expires: IsoDate;
    validator: OdsCode;
    fact: FactRef;
    aboveEvidenced: boolean;
  }>;
  /** Of the stage above the low bound; 0 to 1, unrounded. */
  attainment?: Readonly<{ stage: Stage; low: number; high: number }>;
  criteria: readonly Criterion[];
  /** The criteria of the next stage that are not met. */
  missing: readonly Criterion[];
  /** All that the figure was made from, beside the model. */
  facts: readonly FactRef[];
}>;

/** Where an organisation stands, without what that was made from: the part that a roll-up takes. */
export type StageStanding = Pick<
  StageFigure,
  'declared' | 'evidenced' | 'validated' | 'attainment'
>;

/**
 * Declared, evidenced and validated stage of one organisation on a day (README, The stage). `values`
 * are the newest facts of its series on that day.
 */
export function stageOf(
  values: readonly KnownFact[],
  model: MaturityModel,
  asOf: IsoDate,
): StageFigure {
  const inputs = inputsOf(values, model, asOf);
  const { newest } = inputs;
  const mandatory = inputs.capabilities.filter(isMandatory);
  const { low, high, next, ofNext, missing } = standingOf(
    mandatory.map((each) => ({ each, capability: each.capability, state: stateOf(each) })),
  );
  const declared = newest.at('stage-declared', '');
  const validation = highestValidation(newest, asOf);
  const criteria = mandatory.map(criterionOf);
  const evidencedLow = inputs.reported ? low : 0;
  return {
    ...(declared && {
      declared: {
        stage: declared.value.stage,
        fact: refOf(declared),
        aboveEvidenced: declared.value.stage > evidencedLow,
      },
    }),
    evidenced: inputs.reported ? { low, high } : 'not-reported',
    ...(validation && {
      validated: {
        stage: validatedStage(validation),
        expires: validation.value.expires,
        validator: validation.value.validator,
        fact: refOf(validation),
        aboveEvidenced: validatedStage(validation) > evidencedLow,
      },
    }),
    ...(inputs.reported &&
      next !== undefined && {
        attainment: {
          stage: next,
          low: mean(ofNext.map(({ each }) => shareTowards(each, 0))),
          high: mean(ofNext.map(({ each }) => shareTowards(each, 1))),
        },
      }),
    criteria,
    missing: criteria.filter(({ capability }) => missing.includes(capability)),
    facts: refsOf(factsBehind(inputs)),
  };
}

/** A mandatory capability, and how it stands against its thresholds. */
export type Judged = Readonly<{ capability: Capability; state: CriterionState }>;

/** The evidenced stages, and what is judged of the stage above the low one. */
export function standingOf<Each extends Judged>(
  judged: readonly Each[],
): Readonly<{
  low: StageOrNone;
  high: StageOrNone;
  next: Stage | undefined;
  ofNext: readonly Each[];
  missing: readonly CapabilityCode[];
}> {
  const low = highestStage(judged, (state) => state === 'met');
  const high = highestStage(judged, (state) => state !== 'short');
  const next = stages.find((stage) => stage > low);
  const ofNext = judged.filter(
    ({ capability, state }) => capability.stage === next && state !== 'not-applicable',
  );
  const missing = ofNext
    .filter(({ state }) => state !== 'met')
    .map(({ capability }) => capability.code);
  return { low, high, next, ofNext, missing };
}

const isMandatory = ({ capability }: CapabilityInputs): boolean => capability.mandatory;

// Sums of weights such as 0.3 + 0.6 fall short of 0.9 by less than this, and only by the arithmetic.
const NOISE = 1e-12;
const reaches = (share: number, threshold: number): boolean => share >= threshold - NOISE;

function criterionOf(inputs: CapabilityInputs): Criterion {
  const { capability, adoption, d, useFacts } = inputs;
  const state = stateOf(inputs);
  return {
    capability: capability.code,
    stage: capability.stage,
    state,
    ...(adoption && { adoption }),
    ...(d !== undefined && { deployment: d }),
    thresholds: capability.thresholds,
    ...(state === 'short' && { shortBy: shortfall(inputs) }),
    facts: refsOf(useFacts),
  };
}

export function stateOf({
  capability,
  applies,
  a,
  d,
  adoptionOutOfDate,
}: CapabilityInputs): CriterionState {
  const { thresholds } = capability;
  if (applies === false) return 'not-applicable';
  if (applies === 'unknown') return 'unknown';
  if (a !== undefined && !reaches(a, thresholds.adoption)) return 'short';
  if (d !== undefined && !reaches(d, thresholds.deployment)) return 'short';
  if (adoptionOutOfDate) return 'out-of-date';
  return a === undefined || d === undefined ? 'unknown' : 'met';
}

const shortfall = ({ capability: { thresholds }, a, d }: CapabilityInputs) => ({
  ...(a !== undefined && !reaches(a, thresholds.adoption) && { adoption: thresholds.adoption - a }),
  ...(d !== undefined &&
    !reaches(d, thresholds.deployment) && { deployment: thresholds.deployment - d }),
});

/** Cumulative: a stage counts where every applicable criterion of it and of all below it does. */
function highestStage(
  judged: readonly Judged[],
  counts: (state: CriterionState) => boolean,
): StageOrNone {
  let lowestLacking = stages.length + 1;
  for (const { capability, state } of judged) {
    if (capability.stage >= lowestLacking || state === 'not-applicable' || counts(state)) continue;
    lowestLacking = capability.stage;
  }
  return (lowestLacking - 1) as StageOrNone;
}

/** min(1, a ÷ threshold, d ÷ threshold), with what is unknown taken as none or as enough. */
function shareTowards(
  { capability: { thresholds }, applies, a, d }: CapabilityInputs,
  unknown: 0 | 1,
): number {
  if (applies === 'unknown') return unknown;
  const towards = (share: number | undefined, threshold: number): number => {
    if (share === undefined) return unknown;
    return reaches(share, threshold) ? 1 : share / threshold;
  };
  return Math.min(1, towards(a, thresholds.adoption), towards(d, thresholds.deployment));
}

const mean = (shares: readonly number[]): number =>
  shares.length === 0 ? 0 : shares.reduce((sum, share) => sum + share, 0) / shares.length;

/**
 * The highest stage whose newest validation stands: not withdrawn, its day of expiry not passed, given
 * on or after the last replacement of the record and the last succession.
 */
export function highestValidation(
  newest: Newest,
  asOf: IsoDate,
): KnownFact<'stage-validated'> | undefined {
  const voidBefore = latestDayOf(voiding(newest));
  return newest
    .all('stage-validated')
    .filter(
      ({ value, effective }) =>
        !value.withdrawn &&
        asOf <= value.expires &&
        (voidBefore === undefined || effective.latest >= voidBefore),
    )
    .sort((one, other) => validatedStage(other) - validatedStage(one))[0];
}

export const validatedStage = ({ subject }: KnownFact<'stage-validated'>): Stage =>
  Number(subject) as Stage;

const voiding = (newest: Newest): readonly KnownFact[] => [
  ...newest.all('replaced'),
  ...newest.all('succeeded-by'),
  ...newest.all('succession-of'),
];

/** Without any fact behind a criterion, what made the trust "reported" at all is listed instead. */
function factsBehind({ newest, classification, capabilities }: TrustInputs): readonly KnownFact[] {
  const behind = capabilities.filter(isMandatory).flatMap(({ useFacts }) => useFacts);
  const others = behind.some(({ kind }) => kind !== 'replaced')
    ? []
    : capabilities.flatMap(({ useFacts, realisationFacts }) => [...useFacts, ...realisationFacts]);
  const validations = newest.all('stage-validated');
  return [
    ...behind,
    ...others,
    ...(classification === undefined ? [] : [classification]),
    ...newest.all('stage-declared'),
    ...validations,
    ...(validations.length === 0 ? [] : voiding(newest)),
  ];
}
