import { refuseAt, type Named, type Refused } from '#event-sourcing';
import { isFromSource, type FactBasis, type OrderBasis } from '#facts';
import { spanOf, type InstanceId, type StatedDate } from '#vocabulary';
import type { OptimisationFact } from './optimisation.events.js';
import type { OptimisationCircumstances, OptimisationOrder } from './optimisation.orders.js';
import { begin, record, stated, type OptimisationRules } from './optimisation.recording.js';
import type { OptimisationRefusal } from './optimisation.refusals.js';
import {
  activePlanOf,
  isLive,
  isRunning,
  wholeGoLiveOf,
  type Optimisation,
} from './optimisation.state.js';
import { whyForeignSites } from './sites.js';

type DeploymentOrder =
  | 'PlanDeployment'
  | 'ReviseGoLiveForecast'
  | 'DeferGoLive'
  | 'CancelGoLive'
  | 'RecordGoLive'
  | 'ReplaceEpr'
  | 'RetireEpr'
  | 'ReportEprStatus'
  | 'StateMilestone';

/** Rules about an EPR: planned, put off, live, replaced, retired. */
export const deploymentRules: Pick<OptimisationRules, DeploymentOrder> = {
  PlanDeployment(facts, order, circumstances) {
    const begun = begin(order, circumstances);
    if (begun.outcome === 'refused') return begun;
    const fact = stated('DeploymentPlanned', order, begun.basis);
    return record(
      facts,
      fact,
      whyNoNewPlan(facts, order, begun.basis) ?? whyDatePast(order, begun.basis, circumstances),
    );
  },

  ReviseGoLiveForecast(facts, order, circumstances) {
    const begun = begin(order, circumstances);
    if (begun.outcome === 'refused') return begun;
    const fact = stated('GoLiveForecastRevised', order, begun.basis);
    return record(
      facts,
      fact,
      whyNotRevised(facts, order, begun.basis) ?? whyDatePast(order, begun.basis, circumstances),
    );
  },

  DeferGoLive(facts, order, circumstances) {
    const begun = begin(order, circumstances);
    if (begun.outcome === 'refused') return begun;
    const basis = markedWithoutPlan(facts, order, begun.basis, circumstances);
    return record(
      facts,
      stated('GoLiveDeferred', order, basis),
      whyNoPlanEnds(facts, order, basis) ?? whyDatePast(order, basis, circumstances),
    );
  },

  CancelGoLive(facts, order, circumstances) {
    const begun = begin(order, circumstances);
    if (begun.outcome === 'refused') return begun;
    const basis = markedWithoutPlan(facts, order, begun.basis, circumstances);
    const fact = stated('GoLiveCancelled', order, basis);
    return record(facts, fact, whyNoPlanEnds(facts, order, basis));
  },

  RecordGoLive(facts, order, circumstances) {
    const begun = begin(order, circumstances, { needsEvidence: true });
    if (begun.outcome === 'refused') return begun;
    const fact = stated('EprWentLive', order, begun.basis);
    const takenAtItsWord = isFromSource(order, circumstances);
    return record(
      facts,
      fact,
      takenAtItsWord
        ? undefined
        : (whyForeignSites(order.sites ?? [], order, circumstances) ??
            whyNotLive(facts, fact.data)),
    );
  },

  ReplaceEpr(facts, order, circumstances) {
    const begun = begin(order, circumstances);
    if (begun.outcome === 'refused') return begun;
    if (order.fromInstance === order.toInstance) return refuseAt('toInstance', 'instance-same');
    const noCapability = whyNoCapabilities(order, circumstances);
    if (noCapability !== undefined) return noCapability;
    const fact = stated('EprReplaced', order, begun.basis);
    // Only what runs can be ended; a source may speak of what we never saw begin.
    const live = isLive(facts, order.fromInstance, begun.basis.effective.latest);
    const ends = live || isFromSource(order, circumstances);
    return record(
      facts,
      fact,
      ends
        ? undefined
        : refuseAt('fromInstance', 'instance-not-live', { instance: order.fromInstance }),
    );
  },

  RetireEpr(facts, order, circumstances) {
    const begun = begin(order, circumstances, { ahead: true });
    if (begun.outcome === 'refused') return begun;
    const fact = stated('EprRetired', order, begun.basis);
    const runs = isRunning(facts, order.instance, begun.basis.effective.latest);
    const ends = runs || isFromSource(order, circumstances);
    return record(
      facts,
      fact,
      ends ? undefined : refuseAt('instance', 'instance-not-live', { instance: order.instance }),
    );
  },

  ReportEprStatus(facts, order, circumstances) {
    const begun = begin(order, circumstances);
    if (begun.outcome === 'refused') return begun;
    return record(facts, stated('EprStatusReported', order, begun.basis));
  },

  StateMilestone(facts, order, circumstances) {
    const begun = begin(order, circumstances);
    if (begun.outcome === 'refused') return begun;
    const { amountPence } = order;
    if (amountPence !== undefined && !(Number.isSafeInteger(amountPence) && amountPence >= 0)) {
      return refuseAt('amountPence', 'amount-not-whole');
    }
    return record(facts, stated('MilestoneStated', order, begun.basis));
  },
};

type Fact<Type extends OptimisationFact['type']> = Named<OptimisationFact, Type>;
type Ordered<Type extends OptimisationOrder['type']> = Named<OptimisationOrder, Type>['data'];
type No = Refused<OptimisationRefusal>;

function whyNoNewPlan(
  facts: Optimisation,
  { instance, modules }: Ordered<'PlanDeployment'>,
  basis: FactBasis,
): No | undefined {
  if (activePlanOf(facts, instance, basis) !== undefined)
    return refuseAt('instance', 'plan-active');
  const live = wholeGoLiveOf(facts, instance, basis.effective.latest);
  // Further modules of a live EPR are planned like any others.
  if (live === undefined || modules !== undefined) return undefined;
  return isLive(facts, instance, basis.effective.latest)
    ? refuseAt('instance', 'already-live', { liveOn: live.data.effective.latest })
    : undefined;
}

/** A planned day lies ahead of the day it was stated; sources are taken at their word. */
function whyDatePast(
  order: OrderBasis & Readonly<{ plannedGoLive?: StatedDate | undefined }>,
  { effective }: FactBasis,
  circumstances: OptimisationCircumstances,
): No | undefined {
  if (order.plannedGoLive === undefined || isFromSource(order, circumstances)) return undefined;
  return spanOf(order.plannedGoLive).latest < effective.earliest
    ? refuseAt('plannedGoLive', 'planned-date-past')
    : undefined;
}

function whyNoPlan(facts: Optimisation, instance: InstanceId, { effective }: FactBasis): No {
  const live = wholeGoLiveOf(facts, instance, effective.latest);
  return live !== undefined && live.data.effective.latest < effective.earliest
    ? refuseAt('when', 'after-go-live', { liveOn: live.data.effective.latest })
    : refuseAt('instance', 'plan-missing');
}

/** A source may put off or cancel a plan that we do not hold. */
function markedWithoutPlan(
  facts: Optimisation,
  order: OrderBasis & Readonly<{ instance: InstanceId }>,
  basis: FactBasis,
  circumstances: OptimisationCircumstances,
): FactBasis {
  if (!isFromSource(order, circumstances)) return basis;
  if (activePlanOf(facts, order.instance, basis) !== undefined) return basis;
  return { ...basis, marks: [...(basis.marks ?? []), 'no-earlier-plan'] };
}

function whyNoPlanEnds(
  facts: Optimisation,
  { instance }: Readonly<{ instance: InstanceId }>,
  basis: FactBasis,
): No | undefined {
  if (activePlanOf(facts, instance, basis) !== undefined) return undefined;
  const no = whyNoPlan(facts, instance, basis);
  const noPlanHeld = no.because === 'plan-missing' && basis.marks?.includes('no-earlier-plan');
  return noPlanHeld === true ? undefined : no;
}

function whyNotRevised(
  facts: Optimisation,
  { instance, plannedGoLive }: Ordered<'ReviseGoLiveForecast'>,
  basis: FactBasis,
): No | undefined {
  const plan = activePlanOf(facts, instance, basis);
  if (plan === undefined) return whyNoPlan(facts, instance, basis);
  return plan.type !== 'GoLiveCancelled' && plan.data.plannedGoLive === plannedGoLive
    ? refuseAt('plannedGoLive', 'forecast-unchanged', { plannedGoLive })
    : undefined;
}

function whyNotLive(
  facts: Optimisation,
  { instance, module, sites, effective }: Fact<'EprWentLive'>['data'],
): No | undefined {
  const live = wholeGoLiveOf(facts, instance, effective.latest);
  if (
    live !== undefined &&
    module === undefined &&
    // Further sites of an EPR go live one after another.
    (sites === undefined || live.data.sites === undefined) &&
    isLive(facts, instance, effective.latest)
  ) {
    return refuseAt('instance', 'already-live', { liveOn: live.data.effective.latest });
  }
  return whyNotAsPlanned(facts, instance, module, effective);
}

function whyNotAsPlanned(
  facts: Optimisation,
  instance: InstanceId,
  module: string | undefined,
  effective: FactBasis['effective'],
): No | undefined {
  const plans = facts.current.flatMap((fact) =>
    fact.type === 'DeploymentPlanned' && fact.data.instance === instance ? [fact.data] : [],
  );
  const [first] = plans;
  if (first === undefined) return undefined;
  if (plans.every((plan) => plan.effective.earliest > effective.latest)) {
    return refuseAt('when', 'go-live-before-plan', { plannedOn: first.effective.earliest });
  }
  const modules = plans.flatMap((plan) => plan.modules ?? []);
  return module === undefined || modules.length === 0 || modules.includes(module)
    ? undefined
    : refuseAt('module', 'module-not-planned', { modules: modules.join(', ') });
}

function whyNoCapabilities(
  { capabilities = [] }: Ordered<'ReplaceEpr'>,
  circumstances: OptimisationCircumstances,
): No | undefined {
  const unknown = capabilities.findIndex((code) => !circumstances.capabilities.includes(code));
  return unknown < 0
    ? undefined
    : refuseAt(`capabilities/${String(unknown)}`, 'capability-unknown');
}
