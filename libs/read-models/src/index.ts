export { compareWithRebuild, NotComparable, type Difference } from './engine/compare.js';
export { EngineModule, type EngineOptions } from './engine/engine.module.js';
export type { BuildProgress } from './engine/rebuild.js';
export { Alarm } from './engine/alarms.js';
export { readStatus, type EngineStatus } from './engine/status.js';
export { ProjectionSet } from './engine/projection-set.js';
export { Projector, type ProjectorOptions, type ProjectorStatus } from './engine/projector.js';
export { ReadYourWrites } from './engine/read-your-writes.js';
export { Reporter } from './engine/reporter.js';
export { eventTypes, projections } from './projections.js';
export { ReadModelsModule } from './read-models.module.js';

export type { Lens, ModelUsed, Moment, Stamp } from './facts-ledger/asking.js';
export type { KnownAt } from './facts-ledger/known-at.js';
export { factsOfLog, type FactOfLog } from './facts-ledger/facts-of-log.js';
export { Ledger, type Knowledge } from './facts-ledger/snapshot.js';
export type { Cohort, CohortFilter, Grouping, Weights } from './cohorts/cohort.js';
export type {
  OrganisationFilter,
  OrganisationKind,
  OrganisationOn,
} from './organisations/organisation-on.js';
export {
  OrganisationsOn,
  type OrganisationsAnswer,
} from './organisations/organisations-on.query.js';
export { isSought } from './organisations/sought.js';
export { FirstRegistration, type FirstRecorded } from './organisations/first-recorded.query.js';
export {
  OrganisationProfile,
  type ProfileAnswer,
} from './organisations/organisation-profile.query.js';
export { eprsNamed, suppliersOf } from './trust/suppliers-of.js';
export { TrustTimeline, type TimelineAnswer } from './trust/trust-timeline.query.js';
export type { Statement, TimelineFact, ValueStated } from './trust/timeline-facts.js';
export {
  TrustGap,
  TrustStage,
  type GapAnswer,
  type StageAnswer,
} from './trust/trust-figures.query.js';
export {
  BenefitProfile,
  type ActualListed,
  type BenefitProfileAnswer,
} from './benefits/benefit-profile.query.js';
export {
  BenefitsRegister,
  type BenefitListed,
  type BenefitsAnswer,
} from './benefits/benefits-register.query.js';
export { TrustSummary, type SummaryAnswer } from './summary/trust-summary.query.js';
export {
  ProgrammeComparison,
  type ComparisonAnswer,
} from './comparison/programme-comparison.query.js';
export type { FigureMoved } from './comparison/differences.js';
export type { Standing, Value } from './comparison/standing.js';
export { newestEndBefore, usualEarlierDay } from './comparison/usual-day.js';
export {
  AttentionList,
  type AttentionAnswer,
  type AttentionItem,
  type AttentionKind,
} from './attention/attention.query.js';
export {
  DataQuality,
  TrustQuality,
  type DataQualityAnswer,
  type QualityPlace,
  type TrustQualityAnswer,
  type TrustQualityLine,
} from './data-quality/data-quality.query.js';
export { type QualityLine, type QualityMeasure } from './data-quality/quality-lines.js';
export { WaitingList, type Waiting, type WaitingAnswer } from './approvals/approvals.query.js';
export type { DueItem } from './due/due-item.js';
export { DueList, type DueAnswer } from './due/due.query.js';
export {
  PoolsRegister,
  type PoolListed,
  type PoolsAnswer,
  type PoolsScope,
} from './pools/pools.query.js';
export { MoneyGap, type MoneyGapAnswer, type MoneyGroup } from './money/money-gap.query.js';
export { MoneyOverTime, type MoneyOverTimeAnswer } from './money/money-over-time.query.js';
export type { MoneyByThen, QuarterMoney } from './money/money-sums.js';
export { GapRollUp, type GapGroup, type GapRollUpAnswer } from './gap/gap-roll-up.query.js';
export {
  StageDistribution,
  type StageDistributionAnswer,
  type StageGroup,
  type TrustStanding,
} from './stages/stage-distribution.query.js';
export {
  Progression,
  TrustStages,
  type ProgressionAnswer,
  type TrustStagesAnswer,
} from './progression/progression.query.js';
export {
  StageMoves,
  type StageMovesAnswer,
  type TrustMoved,
} from './progression/stage-moves.query.js';
export type { TrustProgression } from './progression/cohort-progress.js';
export type { QuarterCounts } from './progression/quarters.js';
export {
  AssessmentsBy,
  type AssessedLine,
  type AssessmentsAnswer,
} from './assessments/assessments.query.js';
export type { EvidenceUse } from './evidence/evidence-uses.js';
export {
  EvidenceRegister,
  EvidenceUses,
  type EvidenceListed,
  type EvidenceRegisterAnswer,
  type EvidenceUsesAnswer,
} from './evidence/evidence.query.js';
export { Explain, type Explanation } from './explain/explain.query.js';
export type { CohortFigure } from './explain/cohort-answers.js';
export {
  ExplainBoard,
  MOST_TRUSTS,
  type BoardExplanation,
  type BoardInputs,
  type BoardQuestion,
} from './explain/explain-board.query.js';
export {
  ExplainCohort,
  type CohortExplanation,
  type TrustExplained,
} from './explain/explain-cohort.query.js';
export {
  ExplainCoverage,
  type CoverageExplained,
  type CoverageExplanation,
} from './explain/explain-coverage.query.js';
export {
  ExplainBenefits,
  type BenefitExplained,
  type BenefitsExplanation,
} from './explain/explain-benefits.query.js';
export {
  ExplainAssessments,
  type AssessmentsExplanation,
} from './explain/explain-assessments.query.js';
export { ExplainDue, type DueExplanation } from './explain/explain-due.query.js';
export { ExplainWaiting, type WaitingExplanation } from './explain/explain-waiting.query.js';
export { ExplainPools, type PoolsExplanation } from './explain/explain-pools.query.js';
export { ExplainPublished, type PublishedExplanation } from './explain/explain-published.query.js';
export { ExplainTarget, type TargetExplanation } from './explain/explain-target.query.js';
export type { TargetFigure } from './explain/target-looks.js';
export type { EventUsed } from './explain/events-used.js';
export type { PartExplained } from './explain/parts.js';
export type { ExplainedFigure } from './explain/figure-inputs.js';
export {
  EprCoverage,
  type CoverageOn,
  type EprCoverageAnswer,
} from './epr-coverage/epr-coverage.query.js';
export {
  ChangesBetween,
  type ChangesAnswer,
  type FactChanged,
} from './changes/changes-between.query.js';
export { ModelTitles, type ModelTitled } from './reports/model-titles.query.js';
export { OwnersNamed, type OwnerNamed } from './owners/owners-named.query.js';
export { EntriesSaid, type FactSaid } from './entries/entries-said.query.js';
export { EntryRead, type EntryReadAnswer } from './entries/entry-read.query.js';
export { EntriesSample, type SampleAnswer } from './entries/entries-sample.query.js';
export { LARGEST_SAMPLE } from './entries/sample.js';
export {
  CohortMembers,
  type CohortMember,
  type CohortMembersAnswer,
} from './programmes/cohort-members.query.js';
export {
  ProgrammeProfile,
  type CohortStated,
  type DefinitionStated,
  type PeriodClosed,
  type ProgrammeProfileAnswer,
  type StatementMade,
  type TargetStated,
} from './programmes/programme-profile.query.js';
export {
  ProgrammesOn,
  type ProgrammeListed,
  type ProgrammesAnswer,
} from './programmes/programmes-on.query.js';
export type { TrustHeld } from './programmes/target-held.js';
export { TargetOutcome, type TargetOutcomeAnswer } from './programmes/target-outcome.query.js';
export { TargetTrusts, type TargetTrustsAnswer } from './programmes/target-trusts.query.js';
export {
  PackSignOffs,
  type PackSignOff,
  type PackSignOffsAnswer,
} from './programmes/pack-sign-offs.query.js';
export {
  Publications,
  type ForecastListed,
  type PublicationsAnswer,
  type ReportListed,
} from './programmes/publications.query.js';
export {
  Segregation,
  type Duties,
  type DutiesCounted,
  type SegregationAnswer,
} from './segregation/segregation.query.js';
export {
  BoundaryGaps,
  TrustBoundary,
  type BoundaryGapsAnswer,
  type BoundaryGroup,
  type TrustBoundaryAnswer,
} from './boundary/boundary-gaps.query.js';
export {
  CohortDrivers,
  TrustDrivers,
  type CohortDriversAnswer,
  type TrustDriven,
  type TrustDriversAnswer,
} from './drivers/drivers.query.js';
export type { TargetNamed } from './stage-gaps/expected-stage.js';
export {
  StageGaps,
  type StageGapsAnswer,
  type TrustStageGap,
} from './stage-gaps/stage-gaps.query.js';
export {
  StageTransitionsOf,
  type TransitionsAnswer,
  type TransitionsFrom,
} from './progression/transitions.query.js';
export type { MixAhead } from './progression/stages-ahead.js';
export type { ForecastScored } from './forecast/past-forecasts.js';
export {
  TargetCourse,
  type ReachedBy,
  type TargetCourseAnswer,
} from './forecast/target-course.query.js';
export {
  TargetForecast,
  type TargetForecastAnswer,
  type TrustOutlook,
} from './forecast/target-forecast.query.js';
export {
  PublishedFigures,
  type FigureCompared,
  type NationalFigure,
  type PublishedFiguresAnswer,
} from './published-figures/published-figures.query.js';
export {
  PeriodAdjustments,
  type PeriodAdjustment,
  type PeriodAdjustmentsAnswer,
} from './reports/period-adjustments.query.js';
export { FactsSince, type FactsSinceAnswer } from './reports/facts-since.query.js';
export { PeriodRead, type PeriodReadAnswer } from './reports/period-read.query.js';
export {
  RePerformance,
  ReportRead,
  type RePerformanceAnswer,
  type ReportReadAnswer,
} from './reports/report-read.query.js';
export { isAsPublished, type FigureAgain, type FigureStanding } from './reports/report-standing.js';
export { KnowledgeAt } from './entries/knowledge-at.query.js';
export {
  EntriesPage,
  type EntriesAnswer,
  type EntriesFilter,
  type EntryListed,
} from './entries/entries-page.query.js';
