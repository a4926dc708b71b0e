import { refuse, type Named, type Refused } from '#event-sourcing';
import { isFromSource, type FactBasis } from '#facts';
import type { SiteCode } from '#vocabulary';
import type { ScopedSite } from './optimisation.events.js';
import type { OptimisationCircumstances, OptimisationOrder } from './optimisation.orders.js';
import { begin, record, stated, type OptimisationRules } from './optimisation.recording.js';
import type { OptimisationRefusal } from './optimisation.refusals.js';
import {
  enabledSitesOf,
  holdsGoLives,
  isLiveAt,
  isPartnerFlowEnabled,
  scopeOf,
  type Optimisation,
} from './optimisation.state.js';

type CapabilityOrder =
  | 'SetCapabilityScope'
  | 'EnableCapability'
  | 'WithdrawCapability'
  | 'EnablePartnerFlow'
  | 'WithdrawPartnerFlow';

/** Rules about what of the EPR is switched on, and where. */
export const capabilityRules: Pick<OptimisationRules, CapabilityOrder> = {
  SetCapabilityScope(facts, order, circumstances) {
    const begun = begin(order, circumstances);
    if (begun.outcome === 'refused') return begun;
    if (!circumstances.capabilities.includes(order.capability)) return refuse('capability-unknown');
    const no = whyNoSites(order.sites.map(({ site }) => site)) ?? whyNoWeights(order.sites);
    if (no !== undefined) return no;
    return record(facts, stated('CapabilityScopeSet', order, begun.basis));
  },

  EnableCapability(facts, order, circumstances) {
    const begun = begin(order, circumstances);
    if (begun.outcome === 'refused') return begun;
    if (!circumstances.capabilities.includes(order.capability)) return refuse('capability-unknown');
    const noSites = whyNoSites(order.sites);
    if (noSites !== undefined) return noSites;
    const fact = stated('CapabilityEnabled', order, begun.basis);
    return record(facts, fact, whyNotEnabled(facts, order, begun.basis, circumstances));
  },

  WithdrawCapability(facts, order, circumstances) {
    const begun = begin(order, circumstances, { ahead: true });
    if (begun.outcome === 'refused') return begun;
    if (!circumstances.capabilities.includes(order.capability)) return refuse('capability-unknown');
    const noSites = order.sites === undefined ? undefined : whyNoSites(order.sites);
    if (noSites !== undefined) return noSites;
    const fact = stated('CapabilityWithdrawn', order, begun.basis);
    return record(facts, fact, whyNotWithdrawn(facts, order, begun.basis));
  },

  EnablePartnerFlow(facts, order, circumstances) {
    const begun = begin(order, circumstances);
    if (begun.outcome === 'refused') return begun;
    return record(facts, stated('PartnerFlowEnabled', order, begun.basis));
  },

  WithdrawPartnerFlow(facts, order, circumstances) {
    const begun = begin(order, circumstances, { ahead: true });
    if (begun.outcome === 'refused') return begun;
    const fact = stated('PartnerFlowWithdrawn', order, begun.basis);
    const enabled = isPartnerFlowEnabled(facts, order.partner, begun.basis.effective.latest);
    return record(facts, fact, enabled ? undefined : refuse('partner-flow-not-enabled'));
  },
};

type Ordered<Type extends OptimisationOrder['type']> = Named<OptimisationOrder, Type>['data'];
type No = Refused<OptimisationRefusal>;

function whyNoSites(sites: readonly SiteCode[]): No | undefined {
  if (sites.length === 0) return refuse('scope-empty');
  const twice = sites.find((site, index) => sites.indexOf(site) !== index);
  return twice === undefined ? undefined : refuse('site-twice', { site: twice });
}

const whyNoWeights = (sites: readonly ScopedSite[]): No | undefined =>
  sites.every(({ weight }) => Number.isFinite(weight) && weight > 0)
    ? undefined
    : refuse('weight-not-positive');

/** A trust without any go-live in our records may have been live since before them. */
function whyNotEnabled(
  facts: Optimisation,
  order: Ordered<'EnableCapability'>,
  { effective }: FactBasis,
  circumstances: OptimisationCircumstances,
): No | undefined {
  if (holdsGoLives(facts) && !isFromSource(order, circumstances)) {
    const dark = order.sites.find(
      (site) => !isLiveAt(facts, site, effective.latest, order.instance),
    );
    if (dark !== undefined) return refuse('enabled-before-go-live', { site: dark });
  }
  const scope = scopeOf(facts, order.capability, effective.latest);
  const outside = order.sites.find((site) => scope?.includes(site) === false);
  return outside === undefined ? undefined : refuse('site-not-in-scope', { site: outside });
}

function whyNotWithdrawn(
  facts: Optimisation,
  { capability, sites, organisation }: Ordered<'WithdrawCapability'>,
  { effective }: FactBasis,
): No | undefined {
  const enabled = enabledSitesOf(facts, capability, effective.latest);
  if (sites === undefined) {
    return enabled.size > 0
      ? undefined
      : refuse('capability-not-enabled', { site: `any site of ${organisation}` });
  }
  const never = sites.find((site) => !enabled.has(site));
  return never === undefined ? undefined : refuse('capability-not-enabled', { site: never });
}
