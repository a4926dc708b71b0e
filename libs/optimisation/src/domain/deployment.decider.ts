import { refuseAt, type Named, type Refused } from '#event-sourcing';
import { isFromSource, type FactBasis } from '#facts';
import { asKnown, type InstanceId, type IsoDate } from '#vocabulary';
import type { OptimisationFact } from './optimisation.events.js';
import type { OptimisationCircumstances, OptimisationOrder } from './optimisation.orders.js';
import { begin, record, stated, type OptimisationRules } from './optimisation.recording.js';
import type { OptimisationRefusal } from './optimisation.refusals.js';
import {
  isLive,
  isRunning,
  ownStatements,
  replacementOf,
  wholeGoLiveOf,
  type Optimisation,
} from './optimisation.state.js';
import { whyForeignSites } from './sites.js';

type DeploymentOrder =
  'RecordGoLive' | 'ReplaceEpr' | 'RetireEpr' | 'ReportEprStatus' | 'StateMilestone';

/** Rules about an EPR that is there: live, replaced, retired, and what is said of it. */
export const deploymentRules: Pick<OptimisationRules, DeploymentOrder> = {
  RecordGoLive(facts, order, circumstances) {
    const begun = begin(order, circumstances, { needsEvidence: true });
    if (begun.outcome === 'refused') return begun;
    const fact = stated('EprWentLive', order, begun.basis);
    const takenAtItsWord = isFromSource(order, circumstances);
    return record(
      { facts, circumstances },
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
      { facts, circumstances },
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
    if (order.successor === order.instance) return refuseAt('successor', 'instance-same');
    return record(
      { facts, circumstances },
      fact,
      isFromSource(order, circumstances)
        ? undefined
        : whyNotRetired(facts, order, begun.basis.effective.latest),
    );
  },

  ReportEprStatus(facts, order, circumstances) {
    const begun = begin(order, circumstances);
    if (begun.outcome === 'refused') return begun;
    return record({ facts, circumstances }, stated('EprStatusReported', order, begun.basis));
  },

  StateMilestone(facts, order, circumstances) {
    const begun = begin(order, circumstances);
    if (begun.outcome === 'refused') return begun;
    const { amountPence } = order;
    if (amountPence !== undefined && !(Number.isSafeInteger(amountPence) && amountPence >= 0)) {
      return refuseAt('amountPence', 'amount-not-whole');
    }
    return record({ facts, circumstances }, stated('MilestoneStated', order, begun.basis));
  },
};

type Fact<Type extends OptimisationFact['type']> = Named<OptimisationFact, Type>;
type Ordered<Type extends OptimisationOrder['type']> = Named<OptimisationOrder, Type>['data'];
type No = Refused<OptimisationRefusal>;

/** What ends has a live successor, named or known from its replacement, or a documented gap. */
function whyNotRetired(
  facts: Optimisation,
  { instance, successor, reason }: Ordered<'RetireEpr'>,
  day: IsoDate,
): No | undefined {
  if (!isRunning(facts, instance, day)) {
    return refuseAt('instance', 'instance-not-live', { instance });
  }
  if (reason !== undefined) return undefined;
  const next = successor ?? replacementOf(facts, instance, day);
  if (next === undefined) return refuseAt('reason', 'retired-without-successor');
  return isLive(facts, next, day)
    ? undefined
    : refuseAt('successor', 'successor-not-live', { successor: next });
}

function whyNotLive(
  facts: Optimisation,
  { instance, module, sites, effective }: Fact<'EprWentLive'>['data'],
): No | undefined {
  // Where a source has the day wrong, the trust states its own beside it.
  const own = ownStatements(facts);
  const live = wholeGoLiveOf(own, instance, effective.latest);
  if (
    live !== undefined &&
    module === undefined &&
    // Further sites of an EPR go live one after another.
    (sites === undefined || live.data.sites === undefined) &&
    isLive(own, instance, effective.latest)
  ) {
    return refuseAt('instance', 'already-live', { liveOn: asKnown(live.data.effective) });
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
    return refuseAt('when', 'go-live-before-plan', { plannedOn: asKnown(first.effective) });
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
