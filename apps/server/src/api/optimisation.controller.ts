import type { AnyMessage } from '#event-sourcing';
import {
  CancelGoLiveDto,
  CorrectCancellationDto,
  CorrectCapabilityScopeDto,
  CorrectDeclarationDto,
  CorrectDeferralDto,
  CorrectDeploymentPlanDto,
  CorrectEnablementDto,
  CorrectEprStatusDto,
  CorrectGoLiveDto,
  CorrectGoLiveForecastDto,
  CorrectMilestoneDto,
  CorrectPartnerFlowDto,
  CorrectPartnerFlowWithdrawalDto,
  CorrectReplacementDto,
  CorrectRetirementDto,
  CorrectStageValidationDto,
  CorrectStageValidationWithdrawalDto,
  CorrectWithdrawalDto,
  DeclareStageDto,
  DeferGoLiveDto,
  EnableCapabilityDto,
  EnablePartnerFlowDto,
  optimisationRefusals,
  OptimisationRequest,
  optimisationStream,
  PlanDeploymentDto,
  RecordGoLiveDto,
  ReplaceEprDto,
  ReportEprStatusDto,
  RetireEprDto,
  RetractOptimisationEntryDto,
  ReviseGoLiveForecastDto,
  SetCapabilityScopeDto,
  StateMilestoneDto,
  ValidateStageDto,
  WithdrawCapabilityDto,
  WithdrawPartnerFlowDto,
  WithdrawStageValidationDto,
  type OptimisationCommand,
  type OptimisationFact,
} from '#optimisation';
import { organisation } from './records/owners.js';
import { recordsOf, type Collection, type Context } from './records/records.controller.js';
import { stageWarnings } from './records/stage-warnings.js';

type Statement = Omit<Collection, 'action'> & Readonly<{ fact: OptimisationFact['type'] }>;

/** What public sources state too. */
const statements: readonly Statement[] = [
  {
    path: 'deployments',
    summary: 'Plan a deployment',
    fact: 'DeploymentPlanned',
    entry: PlanDeploymentDto,
    correction: CorrectDeploymentPlanDto,
  },
  {
    path: 'forecasts',
    summary: 'Revise the forecast of a go-live',
    fact: 'GoLiveForecastRevised',
    entry: ReviseGoLiveForecastDto,
    correction: CorrectGoLiveForecastDto,
  },
  {
    path: 'deferrals',
    summary: 'Defer a go-live',
    fact: 'GoLiveDeferred',
    entry: DeferGoLiveDto,
    correction: CorrectDeferralDto,
  },
  {
    path: 'cancellations',
    summary: 'Cancel a go-live',
    fact: 'GoLiveCancelled',
    entry: CancelGoLiveDto,
    correction: CorrectCancellationDto,
  },
  {
    path: 'go-lives',
    summary: 'Record that an EPR went live',
    fact: 'EprWentLive',
    entry: RecordGoLiveDto,
    correction: CorrectGoLiveDto,
  },
  {
    path: 'replacements',
    summary: 'Replace one EPR by another',
    fact: 'EprReplaced',
    entry: ReplaceEprDto,
    correction: CorrectReplacementDto,
  },
  {
    path: 'retirements',
    summary: 'Retire an EPR',
    fact: 'EprRetired',
    entry: RetireEprDto,
    correction: CorrectRetirementDto,
  },
  {
    path: 'epr-status',
    summary: 'Report whether the trust has an EPR',
    fact: 'EprStatusReported',
    entry: ReportEprStatusDto,
    correction: CorrectEprStatusDto,
  },
  {
    path: 'milestones',
    summary: 'State another milestone',
    fact: 'MilestoneStated',
    entry: StateMilestoneDto,
    correction: CorrectMilestoneDto,
  },
];

/** What only the trust itself can say. */
const ownFacts: readonly Statement[] = [
  {
    path: 'capability-scopes',
    summary: 'Set the sites that count for a capability',
    fact: 'CapabilityScopeSet',
    entry: SetCapabilityScopeDto,
    correction: CorrectCapabilityScopeDto,
  },
  {
    path: 'capability-enablements',
    summary: 'Enable a capability at sites',
    fact: 'CapabilityEnabled',
    entry: EnableCapabilityDto,
    correction: CorrectEnablementDto,
  },
  {
    path: 'capability-withdrawals',
    summary: 'Withdraw a capability',
    fact: 'CapabilityWithdrawn',
    entry: WithdrawCapabilityDto,
    correction: CorrectWithdrawalDto,
  },
  {
    path: 'partner-flows',
    summary: 'Enable exchange with a partner',
    fact: 'PartnerFlowEnabled',
    entry: EnablePartnerFlowDto,
    correction: CorrectPartnerFlowDto,
  },
  {
    path: 'partner-flow-withdrawals',
    summary: 'Withdraw exchange with a partner',
    fact: 'PartnerFlowWithdrawn',
    entry: WithdrawPartnerFlowDto,
    correction: CorrectPartnerFlowWithdrawalDto,
  },
  {
    path: 'stage-declarations',
    summary: 'Declare a stage',
    fact: 'StageDeclared',
    entry: DeclareStageDto,
    correction: CorrectDeclarationDto,
    warnings: stageWarnings,
  },
];

const validations: readonly Statement[] = [
  {
    path: 'stage-validations',
    summary: 'Validate the stage of another organisation',
    fact: 'StageValidated',
    entry: ValidateStageDto,
    correction: CorrectStageValidationDto,
    warnings: stageWarnings,
  },
  {
    path: 'stage-validation-withdrawals',
    summary: 'Withdraw a validation',
    fact: 'StageValidationWithdrawn',
    entry: WithdrawStageValidationDto,
    correction: CorrectStageValidationWithdrawalDto,
    changes: true,
  },
];

/** A trust's EPR: planned, live, replaced; what is switched on in it; the stage that is declared. */
export const optimisationRecords: Context = {
  tag: 'Electronic patient records: recording',
  owner: organisation,
  record: 'this trust’s record of its electronic patient record',
  refusals: optimisationRefusals,
  retraction: RetractOptimisationEntryDto,
  stream: ({ owner }) => optimisationStream(owner),
  request: (command: AnyMessage, asker, { place, ifRevision }) =>
    new OptimisationRequest(command as OptimisationCommand, asker, {
      subject: place.owner,
      ...(ifRevision === undefined ? {} : { ifRevision }),
    }),
  collections: [
    ...statements.map((each) => ({ ...each, action: 'record-public-statement' }) as const),
    ...ownFacts.map((each) => ({ ...each, action: 'record-own-facts' }) as const),
    ...validations.map((each) => ({ ...each, action: 'validate-stage' }) as const),
  ],
};

export const OptimisationController = recordsOf(optimisationRecords);
