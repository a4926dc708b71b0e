import { refuseAt, type Named, type Refused } from '#event-sourcing';
import { isFromSource, type FactBasis, type OrderBasis } from '#facts';
import { asKnown, spanOf, type FreeText, type InstanceId, type StatedDate } from '#vocabulary';
import type { OptimisationCircumstances, OptimisationOrder } from './optimisation.orders.js';
import { begin, record, stated, type OptimisationRules } from './optimisation.recording.js';
import type { OptimisationRefusal } from './optimisation.refusals.js';
import {
  activePlanOf,
  isLive,
  isPlanned,
  moduleGoLiveOf,
  plannedModulesOf,
  wholeGoLiveOf,
  type Optimisation,
} from './optimisation.state.js';

type PlanOrder = 'PlanDeployment' | 'ReviseGoLiveForecast' | 'DeferGoLive' | 'CancelGoLive';

/** Rules about the plan of an EPR: made, moved, put off, given up. */
export const planRules: Pick<OptimisationRules, PlanOrder> = {
  PlanDeployment(facts, order, circumstances) {
    const begun = begin(order, circumstances);
    if (begun.outcome === 'refused') return begun;
    const fact = stated('DeploymentPlanned', order, begun.basis);
    return record(
      { facts, circumstances },
      fact,
      whyNoNewPlan(facts, order, begun.basis) ?? whyDatePast(order, begun.basis, circumstances),
    );
  },

  ReviseGoLiveForecast(facts, order, circumstances) {
    const begun = begin(order, circumstances);
    if (begun.outcome === 'refused') return begun;
    const fact = stated('GoLiveForecastRevised', order, begun.basis);
    return record(
      { facts, circumstances },
      fact,
      whyNotRevised(facts, order, begun.basis) ??
        whyDatePast(order, begun.basis, circumstances) ??
        whyUnexplained('the forecast changed', order, circumstances),
    );
  },

  DeferGoLive(facts, order, circumstances) {
    const begun = begin(order, circumstances);
    if (begun.outcome === 'refused') return begun;
    const basis = markedWithoutPlan(facts, order, begun.basis, circumstances);
    return record(
      { facts, circumstances },
      stated('GoLiveDeferred', order, basis),
      whyNotDeferred(facts, order, basis) ??
        whyDatePast(order, basis, circumstances) ??
        whyUnexplained('the go-live was put off', order, circumstances),
    );
  },

  CancelGoLive(facts, order, circumstances) {
    const begun = begin(order, circumstances);
    if (begun.outcome === 'refused') return begun;
    const basis = markedWithoutPlan(facts, order, begun.basis, circumstances);
    const fact = stated('GoLiveCancelled', order, basis);
    return record(
      { facts, circumstances },
      fact,
      whyNoPlanEnds(facts, order, basis) ??
        whyUnexplained('the go-live was cancelled', order, circumstances),
    );
  },
};

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
    ? refuseAt('instance', 'already-live', { liveOn: asKnown(live.data.effective) })
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
    ? refuseAt('when', 'after-go-live', { liveOn: asKnown(live.data.effective) })
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

/** A module can be put off as long as it is not live itself, whatever is live of the rest. */
function whyNotDeferred(
  facts: Optimisation,
  order: Ordered<'DeferGoLive'>,
  basis: FactBasis,
): No | undefined {
  const { instance, module } = order;
  if (module === undefined) return whyNoPlanEnds(facts, order, basis);
  const live = moduleGoLiveOf(facts, instance, module, basis.effective.latest);
  if (live !== undefined && live.data.effective.latest < basis.effective.earliest) {
    return refuseAt('module', 'module-live', { module, liveOn: asKnown(live.data.effective) });
  }
  const modules = plannedModulesOf(facts, instance, basis);
  if (modules.length === 0) return whyNoPlanEnds(facts, order, basis);
  if (!modules.includes(module)) {
    return refuseAt('module', 'module-not-planned', { modules: modules.join(', ') });
  }
  return isPlanned(facts, instance, basis) ? undefined : refuseAt('instance', 'plan-missing');
}

/** A plan moves or ends for a reason; a source may leave it out. */
function whyUnexplained(
  what: string,
  order: OrderBasis & Readonly<{ why?: FreeText }>,
  circumstances: OptimisationCircumstances,
): No | undefined {
  return order.why === undefined && !isFromSource(order, circumstances)
    ? refuseAt('why', 'change-without-reason', { what })
    : undefined;
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
