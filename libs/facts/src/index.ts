export {
  basisOf,
  basisRefusals,
  beforeRecords,
  isBeforeRecords,
  NATIONAL_BODY,
  settle,
  type BasisRefusal,
  type Circumstances,
  type CitedEvidence,
  type FactBasis,
  type FactMark,
  type OrderBasis,
  type OrganisationStanding,
  type Source,
} from './basis.js';
export {
  cadenceMonths,
  cadences,
  wgllPillars,
  type BenefitMeasure,
  type BenefitProfile,
  type Cadence,
  type WgllPillar,
} from './benefit-profile.js';
export type { BenefitKind } from './benefit-values.js';
export {
  correctionRefusals,
  evolveFacts,
  factDecider,
  noFacts,
  ofType,
  everyFact,
  type CorrectionOrders,
  type CorrectionRefusal,
  type Corrections,
  type CurrentFact,
  type Facts,
} from './fact-decider.js';
export {
  differencesBetween,
  factsAt,
  fieldsOf,
  type FieldChanged,
  type FieldStated,
  type StatedFact,
} from './history.js';
export {
  newestFirst,
  valuesAt,
  type Capability,
  type FactKind,
  type KnownFact,
  type LedgerValues,
  type MaturityModel,
  type PeriodAmount,
} from './ledger.js';
export { predicateIn, stageSources, type StageSource, type TargetPredicate } from './predicate.js';
export type {
  ProgrammeKind,
  PublishedFigure,
  TargetTerms,
  VersionUsed,
} from './programme-values.js';
export {
  atTheSamePlace,
  factOf,
  isFromSource,
  isStatedBySource,
  saysTheSame,
  statedOrder,
  type OrderFor,
} from './recording.js';
