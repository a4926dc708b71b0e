export { assessments } from './assessments.js';
export { attention, attentionKinds } from './attention.js';
export { approvals, summary } from './approvals.js';
export { benefit, benefits, due, pools } from './benefits.js';
export { changes } from './changes.js';
export { comparison } from './comparisons.js';
export {
  assessmentsExplanation,
  boardExplanation,
  benefitsExplanation,
  explanation,
  cohortExplanation,
  coverageExplanation,
  dueExplanation,
  poolsExplanation,
  publishedExplanation,
  targetExplanation,
  waitingExplanation,
} from './explanations.js';
export { entries, imports, sample, segregation } from './log.js';
export { moneyGaps, moneyOverTime } from './money.js';
export {
  boundaryFlows,
  boundaryGaps,
  cohortDrivers,
  stageGaps,
  stageMoves,
  trustBoundary,
  trustDrivers,
} from './diagnoses.js';
export { targetCourse, targetForecast } from './forecasts.js';
export { onePage } from './one-pages.js';
export { organisations, profile, coverage, timeline } from './organisations.js';
export { gaps, stages, progression } from './programmes.js';
export { dataQuality, trustQuality, trustsQuality } from './quality.js';
export { publishedFigures } from './published-figures.js';
export { periodAdjustments, periodRead, rePerformance, reportRead } from './reports.js';
export {
  cohortMembers,
  forecasts,
  packSignOffs,
  programmeProfile,
  programmes,
  programmeStatements,
  reports,
  targets,
  targetOutcomes,
  targetTrusts,
} from './targets.js';
export { stagesAhead, transitions } from './transitions.js';
export { stage, gap, trustStages } from './trusts.js';
export type { Answer, Rows } from './shared.js';
