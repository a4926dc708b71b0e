import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AttentionListHandler } from './attention/attention.query.js';
import { AssessmentsByHandler } from './assessments/assessments.query.js';
import { BenefitProfileHandler } from './benefits/benefit-profile.query.js';
import { BenefitsRegisterHandler } from './benefits/benefits-register.query.js';
import { ChangesBetweenHandler } from './changes/changes-between.query.js';
import { ProgrammeComparisonHandler } from './comparison/programme-comparison.query.js';
import { TrustSummaryHandler } from './summary/trust-summary.query.js';
import { WaitingListHandler } from './approvals/approvals.query.js';
import { DataQualityHandler, TrustQualityHandler } from './data-quality/data-quality.query.js';
import { DueListHandler } from './due/due.query.js';
import { BoundaryGapsHandler, TrustBoundaryHandler } from './boundary/boundary-gaps.query.js';
import { CohortDriversHandler, TrustDriversHandler } from './drivers/drivers.query.js';
import { EntriesPageHandler } from './entries/entries-page.query.js';
import { EntriesSaidHandler } from './entries/entries-said.query.js';
import { EntriesSampleHandler } from './entries/entries-sample.query.js';
import { EntryReadHandler } from './entries/entry-read.query.js';
import { KnowledgeAtHandler } from './entries/knowledge-at.query.js';
import { EprCoverageHandler } from './epr-coverage/epr-coverage.query.js';
import { EvidenceRegisterHandler, EvidenceUsesHandler } from './evidence/evidence.query.js';
import { ExplainAssessmentsHandler } from './explain/explain-assessments.query.js';
import { ExplainWaitingHandler } from './explain/explain-waiting.query.js';
import { ExplainBoardHandler } from './explain/explain-board.query.js';
import { ExplainCohortHandler } from './explain/explain-cohort.query.js';
import { ExplainCoverageHandler } from './explain/explain-coverage.query.js';
import { ExplainBenefitsHandler } from './explain/explain-benefits.query.js';
import { ExplainDueHandler } from './explain/explain-due.query.js';
import { ExplainPoolsHandler } from './explain/explain-pools.query.js';
import { ExplainPublishedHandler } from './explain/explain-published.query.js';
import { ExplainTargetHandler } from './explain/explain-target.query.js';
import { ExplainHandler } from './explain/explain.query.js';
import { Ledger } from './facts-ledger/snapshot.js';
import { TargetCourseHandler } from './forecast/target-course.query.js';
import { TargetForecastHandler } from './forecast/target-forecast.query.js';
import { GapRollUpHandler } from './gap/gap-roll-up.query.js';
import { MoneyGapHandler } from './money/money-gap.query.js';
import { MoneyOverTimeHandler } from './money/money-over-time.query.js';
import { FirstRegistrationHandler } from './organisations/first-recorded.query.js';
import { OrganisationProfileHandler } from './organisations/organisation-profile.query.js';
import { OrganisationsOnHandler } from './organisations/organisations-on.query.js';
import { OwnersNamedHandler } from './owners/owners-named.query.js';
import { CohortMembersHandler } from './programmes/cohort-members.query.js';
import { ProgrammeProfileHandler } from './programmes/programme-profile.query.js';
import { ProgrammesOnHandler } from './programmes/programmes-on.query.js';
import { PackSignOffsHandler } from './programmes/pack-sign-offs.query.js';
import { PublicationsHandler } from './programmes/publications.query.js';
import { TargetOutcomeHandler } from './programmes/target-outcome.query.js';
import { TargetTrustsHandler } from './programmes/target-trusts.query.js';
import { PoolsRegisterHandler } from './pools/pools.query.js';
import { ProgressionHandler, TrustStagesHandler } from './progression/progression.query.js';
import { SegregationHandler } from './segregation/segregation.query.js';
import { PublishedFiguresHandler } from './published-figures/published-figures.query.js';
import { TouchesKept } from './reports/touches-kept.js';
import { FiguresKept } from './reports/figures-kept.js';
import { PeriodAdjustmentsHandler } from './reports/period-adjustments.query.js';
import { ModelTitlesHandler } from './reports/model-titles.query.js';
import { FactsSinceHandler } from './reports/facts-since.query.js';
import { PeriodReadHandler } from './reports/period-read.query.js';
import { RePerformanceHandler, ReportReadHandler } from './reports/report-read.query.js';
import { StageGapsHandler } from './stage-gaps/stage-gaps.query.js';
import { StageDistributionHandler } from './stages/stage-distribution.query.js';
import { StageMovesHandler } from './progression/stage-moves.query.js';
import { StageTransitionsHandler } from './progression/transitions.query.js';
import { TrustGapHandler, TrustStageHandler } from './trust/trust-figures.query.js';
import { TrustTimelineHandler } from './trust/trust-timeline.query.js';

/** Answers questions; the application provides TypeORM's DataSource. */
@Module({
  imports: [CqrsModule],
  providers: [
    Ledger,
    TouchesKept,
    FiguresKept,
    BenefitsRegisterHandler,
    BenefitProfileHandler,
    MoneyGapHandler,
    MoneyOverTimeHandler,
    DueListHandler,
    AttentionListHandler,
    DataQualityHandler,
    TrustQualityHandler,
    WaitingListHandler,
    TrustSummaryHandler,
    PoolsRegisterHandler,
    OrganisationsOnHandler,
    OrganisationProfileHandler,
    OwnersNamedHandler,
    FirstRegistrationHandler,
    TrustTimelineHandler,
    TrustStageHandler,
    TrustGapHandler,
    GapRollUpHandler,
    StageDistributionHandler,
    ProgressionHandler,
    TrustStagesHandler,
    ExplainHandler,
    ExplainBoardHandler,
    ExplainCohortHandler,
    ExplainCoverageHandler,
    ExplainBenefitsHandler,
    ExplainDueHandler,
    ExplainWaitingHandler,
    ExplainAssessmentsHandler,
    ExplainPoolsHandler,
    ExplainPublishedHandler,
    ExplainTargetHandler,
    EprCoverageHandler,
    ChangesBetweenHandler,
    AssessmentsByHandler,
    EvidenceRegisterHandler,
    EvidenceUsesHandler,
    CohortMembersHandler,
    ProgrammeComparisonHandler,
    ProgrammeProfileHandler,
    ProgrammesOnHandler,
    PackSignOffsHandler,
    PublicationsHandler,
    TargetOutcomeHandler,
    TargetTrustsHandler,
    BoundaryGapsHandler,
    TrustBoundaryHandler,
    CohortDriversHandler,
    TrustDriversHandler,
    StageGapsHandler,
    StageMovesHandler,
    StageTransitionsHandler,
    TargetForecastHandler,
    TargetCourseHandler,
    PublishedFiguresHandler,
    PeriodAdjustmentsHandler,
    PeriodReadHandler,
    FactsSinceHandler,
    ModelTitlesHandler,
    RePerformanceHandler,
    ReportReadHandler,
    EntriesPageHandler,
    EntriesSaidHandler,
    EntriesSampleHandler,
    SegregationHandler,
    EntryReadHandler,
    KnowledgeAtHandler,
  ],
  exports: [Ledger],
})
export class ReadModelsModule {}
