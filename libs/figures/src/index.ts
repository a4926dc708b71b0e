export {
  adjustmentsOf,
  type Adjustment,
  type ClosedPeriod,
  type LedgerRow,
} from './adjustments.js';
export { baselineTiming, type BaselineTiming, type Enabling } from './baseline-timing.js';
export {
  boundaryGapOf,
  systemBoundaryOf,
  systemFlowsOf,
  type BoundaryFigure,
  type BoundaryMember,
  type BoundarySplit,
  type FlowGap,
  type PartnerFlow,
  type SystemBoundary,
  type SystemFlow,
} from './boundary.js';
export { trustFlows, type FlowWeighting, type TrustFlows } from './boundary-flows.js';
export type { Bounds } from './bounds.js';
export {
  lastDayOf,
  recentUntil,
  stoppedMeasuring,
  type Measuring,
  type StoppedMeasuring,
} from './cadence.js';
export {
  coverageGapOf,
  coverageOf,
  type CoverageFigure,
  type CoverageGap,
  type Judged,
  type NamedVersion,
} from './coverage.js';
export {
  benefitsStated,
  inputsKnown,
  type BenefitStated,
  type InputsKnown,
} from './data-quality/completeness.js';
export { countedOf, summed, type Counted } from './data-quality/counted.js';
export {
  declaredAlone,
  factsIn,
  saidBy,
  selfAssessed,
  shownBy,
  type Claims,
  type SaidBy,
  type ShownBy,
} from './data-quality/self-assessment.js';
export {
  TIMELY_WITHIN,
  timelinessOf,
  type Delay,
  type Timeliness,
} from './data-quality/timeliness.js';
export {
  discountRateSets,
  rateSetInForce,
  type DiscountRateSet,
  type RateSetInForce,
} from './discount-rates.js';
export {
  driversOf,
  equalDriverWeights,
  type DriverPart,
  type DriverShares,
  type DriverWeights,
  type DriversFigure,
} from './drivers.js';
export { formulaUsed, formulaVersions, type FormulaName, type FormulaUsed } from './formulas.js';
export { evidenceOn, type EvidenceFigure } from './evidence.js';
export { cohortMembers } from './cohort-members.js';
export {
  heldAgainst,
  stageAskedBy,
  stageOrBelow,
  type HeldAgainst,
  type StageAsked,
} from './definition.js';
export { compare, type FactRef } from './fact-ref.js';
export {
  benefitForecast,
  ratioClasses,
  type Band,
  type BenefitForecast,
  type BenefitQuestion,
  type RatioClasses,
  type RatioObservation,
} from './forecast/benefits.js';
export { poissonBinomial, type CountOutlook } from './forecast/count.js';
export {
  expectationOn,
  slipsOf,
  waitsOf,
  type Course,
  type SlipObservation,
  type WaitObservation,
} from './forecast/course.js';
export {
  deadlineForecast,
  FORECAST_VERSION,
  type DeadlineForecast,
  type DeadlineQuestion,
  type Judgement,
} from './forecast/deadline.js';
export {
  deploymentsOf,
  nextDeployment,
  statedBy,
  type Deployment,
  type StatedFact,
} from './forecast/deployments.js';
export { chanceToFallShort, neededFor } from './forecast/falling-short.js';
export { fanOf, type FanPoint } from './forecast/fan.js';
export { missOf, type Awaited, type Miss, type MissFlag } from './forecast/miss.js';
export {
  benefitStart,
  stageMove,
  type BenefitPromise,
  type StagePromise,
} from './forecast/promises.js';
export { referenceClasses, type ReferenceClasses } from './forecast/reference-classes.js';
export {
  calibrationOf,
  ENOUGH_OUTCOMES,
  insideViewBaseline,
  lossesOf,
  paceBaseline,
  scoreOf,
  type Baseline,
  type CalibrationBin,
  type Loss,
  type Outcome,
  type QuarterScores,
  type Score,
} from './forecast/scoring.js';
export {
  gapOf,
  gapSplitOf,
  type CapabilityGap,
  type GapFigure,
  type GapSplit,
  type TrustGap,
} from './gap.js';
export {
  stageIntervals,
  stageKinds,
  type GoingOn,
  type Known,
  type StageInterval,
} from './intervals.js';
export {
  actualsOfSums,
  actualSums,
  judgedActuals,
  type ActualSums,
  type JudgedActual,
} from './judged-actuals.js';
export {
  realisationFrom,
  type BenefitShare,
  type LinkedBenefit,
  type LinkedBenefits,
  type LinkedRealisation,
} from './linked-benefits.js';
export { modelInForce, type ModelInForce } from './model-in-force.js';
export {
  moneyClasses,
  moneyGapFrom,
  moneyGapOf,
  moneyOf,
  type Actual,
  type BenefitMoney,
  type ClassMoney,
  type MoneyClass,
  type MoneyFigure,
  type MoneyPart,
} from './money.js';
export { appraise, flowsFrom, withBenefitsLater, type Appraisal, type YearFlow } from './npv.js';
export {
  defaultRagThresholds,
  realisationRatio,
  type Dot,
  type RagThresholds,
  type RealisationRatio,
  type Realised,
} from './realisation-ratio.js';
export {
  rollUpGaps,
  rollUpStages,
  type CohortGap,
  type CohortStages,
  type GapMember,
  type StageMember,
} from './roll-up.js';
export { largestRemainder, roundedTo, truncatedPercent } from './rounding.js';
export {
  xmrChart,
  type ChartedPoint,
  type SpcChart,
  type SpcPhase,
  type SpcPoint,
  type SpcQuestion,
} from './spc.js';
export { RUN, type Signal } from './spc-rules.js';
export type { Assurance, Better, Variation } from './spc-words.js';
export {
  stageOf,
  type Criterion,
  type CriterionState,
  type StageFigure,
  type StageStanding,
} from './stage.js';
export {
  stageGapDistribution,
  stageGapOf,
  type StageGap,
  type StageGapDistribution,
} from './stage-gap.js';
export { heldSince, stageMovement, type StageMovement } from './stage-movement.js';
export {
  FEWEST_MOVES,
  projectedMix,
  quartersUntil,
  stageTransitions,
  transitionMatrix,
  type ByStage,
  type StageTransitions,
  type TransitionMatrix,
  type TrustStages,
} from './stage-mix.js';
export { timeInStage, type TimeInStage } from './time-in-stage.js';
export { amountOf, amountsBy, dueBy, movesBetween, plannedFor, type Moves } from './trajectory.js';
export { VALIDATION_DUE_RULE, validationOverdueFrom } from './validation-due.js';
