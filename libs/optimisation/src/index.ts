export {
  milestones,
  type Milestone,
  type OptimisationEvent,
  type OptimisationFact,
  type ScopedSite,
} from './domain/optimisation.events.js';
export { STAGE_VALIDATION_MONTHS } from './domain/stage.decider.js';
export type { OptimisationCommand, OptimisationOrder } from './domain/optimisation.orders.js';
export { optimisationRefusals, type OptimisationRefusal } from './domain/optimisation.refusals.js';
export {
  CorrectCapabilityScopeDto,
  CorrectEnablementDto,
  CorrectPartnerFlowDto,
  CorrectPartnerFlowWithdrawalDto,
  CorrectWithdrawalDto,
  EnableCapabilityDto,
  EnablePartnerFlowDto,
  ScopedSiteDto,
  SetCapabilityScopeDto,
  WithdrawCapabilityDto,
  WithdrawPartnerFlowDto,
} from './capability.dto.js';
export {
  CancelGoLiveDto,
  CorrectCancellationDto,
  CorrectDeferralDto,
  CorrectDeploymentPlanDto,
  CorrectGoLiveDto,
  CorrectGoLiveForecastDto,
  CorrectReplacementDto,
  CorrectRetirementDto,
  DeferGoLiveDto,
  PlanDeploymentDto,
  RecordGoLiveDto,
  ReplaceEprDto,
  RetireEprDto,
  ReviseGoLiveForecastDto,
} from './deployment.dto.js';
export {
  CorrectDeclarationDto,
  CorrectStageValidationDto,
  CorrectStageValidationWithdrawalDto,
  DeclareStageDto,
  RetractOptimisationEntryDto,
  ValidateStageDto,
  WithdrawStageValidationDto,
} from './stage.dto.js';
export {
  CorrectEprStatusDto,
  CorrectMilestoneDto,
  ReportEprStatusDto,
  StateMilestoneDto,
} from './statement.dto.js';
export {
  OptimisationRequest,
  OptimisationSeries,
  optimisationStream,
} from './optimisation.handler.js';
export { OptimisationModule } from './optimisation.module.js';
