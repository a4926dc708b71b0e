import { factDecider } from '#facts';
import { capabilityRules } from './capability.decider.js';
import { deploymentRules } from './deployment.decider.js';
import type { OptimisationFact } from './optimisation.events.js';
import type { OptimisationCircumstances, OptimisationOrder } from './optimisation.orders.js';
import type { OptimisationRefusal } from './optimisation.refusals.js';
import { planRules } from './plan.decider.js';
import { stageRules, whyNotTheirs } from './stage.decider.js';

/** The rules of a trust's EPR: what may be recorded, corrected and taken back. */
export const optimisationDecider = factDecider<
  OptimisationOrder,
  OptimisationFact,
  OptimisationRefusal,
  OptimisationCircumstances
>(
  { ...planRules, ...deploymentRules, ...capabilityRules, ...stageRules },
  [
    'DeploymentPlanned',
    'GoLiveForecastRevised',
    'GoLiveDeferred',
    'GoLiveCancelled',
    'EprWentLive',
    'EprReplaced',
    'EprRetired',
    'EprStatusReported',
    'MilestoneStated',
    'CapabilityScopeSet',
    'CapabilityEnabled',
    'CapabilityWithdrawn',
    'PartnerFlowEnabled',
    'PartnerFlowWithdrawn',
    'StageDeclared',
    'StageValidated',
    'StageValidationWithdrawn',
  ],
  whyNotTheirs,
);
