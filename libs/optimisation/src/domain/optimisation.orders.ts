import type { MessagesOf, Named } from '#event-sourcing';
import type { Circumstances, CorrectionOrders, OrderFor } from '#facts';
import type { CapabilityCode } from '#vocabulary';
import type { OptimisationFact } from './optimisation.events.js';

type For<Type extends OptimisationFact['type']> = OrderFor<Named<OptimisationFact, Type>['data']>;

/** Everything that can be asked to be recorded of a trust's electronic patient record. */
export type OptimisationOrder = MessagesOf<{
  PlanDeployment: For<'DeploymentPlanned'>;
  ReviseGoLiveForecast: For<'GoLiveForecastRevised'>;
  DeferGoLive: For<'GoLiveDeferred'>;
  CancelGoLive: For<'GoLiveCancelled'>;
  RecordGoLive: For<'EprWentLive'>;
  ReplaceEpr: For<'EprReplaced'>;
  RetireEpr: For<'EprRetired'>;
  ReportEprStatus: For<'EprStatusReported'>;
  StateMilestone: For<'MilestoneStated'>;
  SetCapabilityScope: For<'CapabilityScopeSet'>;
  EnableCapability: For<'CapabilityEnabled'>;
  WithdrawCapability: For<'CapabilityWithdrawn'>;
  EnablePartnerFlow: For<'PartnerFlowEnabled'>;
  WithdrawPartnerFlow: For<'PartnerFlowWithdrawn'>;
  DeclareStage: For<'StageDeclared'>;
  ValidateStage: For<'StageValidated'>;
  WithdrawStageValidation: For<'StageValidationWithdrawn'>;
}>;

export type OptimisationCommand = OptimisationOrder | CorrectionOrders<OptimisationOrder>;

/** What the rules need from outside the trust's stream. */
export type OptimisationCircumstances = Circumstances &
  Readonly<{
    /** Capabilities of any published maturity model. */
    capabilities: readonly CapabilityCode[];
    /** The other organisations whose codes the sites of an order begin with, by code. */
    siteOwners: Readonly<Record<string, Readonly<{ name: string; succeededByTrust: boolean }>>>;
    /** Of the trusts that an order says share the EPR, those that are registered, by code. */
    sharers: Readonly<Record<string, Readonly<{ name: string; isTrust: boolean }>>>;
  }>;
