export { Explain, type Explanation } from './explain.query.js';
export type { CohortFigure } from './cohort-answers.js';
export {
  ExplainCohort,
  type CohortExplanation,
  type TrustExplained,
} from './explain-cohort.query.js';
export {
  ExplainCoverage,
  type CoverageExplained,
  type CoverageExplanation,
} from './explain-coverage.query.js';
export {
  ExplainBenefits,
  type BenefitExplained,
  type BenefitsExplanation,
} from './explain-benefits.query.js';
export { ExplainDue, type DueExplanation } from './explain-due.query.js';
export { ExplainPools, type PoolsExplanation } from './explain-pools.query.js';
export { ExplainPublished, type PublishedExplanation } from './explain-published.query.js';
export { ExplainTarget, type TargetExplanation } from './explain-target.query.js';
export type { TargetFigure } from './target-looks.js';
export type { EventUsed } from './events-used.js';
export type { PartExplained } from './parts.js';
export type { ExplainedFigure } from './figure-inputs.js';
