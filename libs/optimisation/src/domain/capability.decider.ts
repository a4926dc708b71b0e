import { refuseAt, type Named, type Refused } from '#event-sourcing';
import { isFromSource, type FactBasis } from '#facts';
import type { CapabilityCode, SiteCode } from '#vocabulary';
import type { ScopedSite } from './optimisation.events.js';
import type { OptimisationCircumstances, OptimisationOrder } from './optimisation.orders.js';
import { begin, record, stated, type OptimisationRules } from './optimisation.recording.js';
import type { OptimisationRefusal } from './optimisation.refusals.js';
import {
  enabledSitesOf,
  holdsGoLives,
  isLive,
  isLiveAt,
  isPartnerFlowEnabled,
  scopeOf,
  type Optimisation,
} from './optimisation.state.js';
import { refuseSite, whyForeignSites } from './sites.js';

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
    const unknown = whyNoCapability(order, circumstances);
    if (unknown !== undefined) return unknown;
    const no = whyNoSites(order.sites.map(({ site }) => site)) ?? whyNoWeights(order.sites);
    if (no !== undefined) return no;
    const sites = order.sites.map(({ site }) => site);
    const fact = stated('CapabilityScopeSet', order, begun.basis);
    return record({ facts, circumstances }, fact, whyForeignSites(sites, order, circumstances));
  },

  EnableCapability(facts, order, circumstances) {
    const begun = begin(order, circumstances);
    if (begun.outcome === 'refused') return begun;
    const unknown = whyNoCapability(order, circumstances);
    if (unknown !== undefined) return unknown;
    const noSites = whyNoSites(order.sites);
    if (noSites !== undefined) return noSites;
    const fact = stated('CapabilityEnabled', order, begun.basis);
    return record(
      { facts, circumstances },
      fact,
      whyNotEnabled(facts, order, begun.basis, circumstances),
    );
  },

  WithdrawCapability(facts, order, circumstances) {
    const begun = begin(order, circumstances, { ahead: true });
    if (begun.outcome === 'refused') return begun;
    const unknown = whyNoCapability(order, circumstances);
    if (unknown !== undefined) return unknown;
    const noSites = order.sites === undefined ? undefined : whyNoSites(order.sites);
    if (noSites !== undefined) return noSites;
    const fact = stated('CapabilityWithdrawn', order, begun.basis);
    return record({ facts, circumstances }, fact, whyNotWithdrawn(facts, order, begun.basis));
  },

  EnablePartnerFlow(facts, order, circumstances) {
    const begun = begin(order, circumstances);
    if (begun.outcome === 'refused') return begun;
    return record({ facts, circumstances }, stated('PartnerFlowEnabled', order, begun.basis));
  },

  WithdrawPartnerFlow(facts, order, circumstances) {
    const begun = begin(order, circumstances, { ahead: true });
    if (begun.outcome === 'refused') return begun;
    const fact = stated('PartnerFlowWithdrawn', order, begun.basis);
    const enabled = isPartnerFlowEnabled(facts, order.partner, begun.basis.effective.latest);
    return record(
      { facts, circumstances },
      fact,
      enabled ? undefined : refuseAt('partner', 'partner-flow-not-enabled'),
    );
  },
};

type Ordered<Type extends OptimisationOrder['type']> = Named<OptimisationOrder, Type>['data'];
type No = Refused<OptimisationRefusal>;

const whyNoCapability = (
  { capability }: Readonly<{ capability: CapabilityCode }>,
  { capabilities }: OptimisationCircumstances,
): No | undefined =>
  capabilities.includes(capability) ? undefined : refuseAt('capability', 'capability-unknown');

function whyNoSites(sites: readonly SiteCode[]): No | undefined {
  if (sites.length === 0) return refuseAt('sites', 'scope-empty');
  return refuseSite(sites, (site, index) => sites.indexOf(site) !== index, 'site-twice');
}

function whyNoWeights(sites: readonly ScopedSite[]): No | undefined {
  const odd = sites.findIndex(({ weight }) => !(Number.isFinite(weight) && weight > 0));
  return odd < 0 ? undefined : refuseAt(`sites/${String(odd)}/weight`, 'weight-not-positive');
}

/** A trust without any go-live in our records may have been live since before them. */
function whyNotEnabled(
  facts: Optimisation,
  order: Ordered<'EnableCapability'>,
  { effective }: FactBasis,
  circumstances: OptimisationCircumstances,
): No | undefined {
  const { instance, sites } = order;
  const day = effective.latest;
  const foreign = whyForeignSites(sites, order, circumstances);
  if (foreign !== undefined) return foreign;
  if (holdsGoLives(facts) && !isFromSource(order, circumstances)) {
    if (instance !== undefined && !isLive(facts, instance, day)) {
      return refuseAt('instance', 'instance-not-live', { instance });
    }
    const isDark = (site: SiteCode) => !isLiveAt(facts, site, day, instance);
    const dark = refuseSite(sites, isDark, 'enabled-before-go-live');
    if (dark !== undefined) return dark;
  }
  const scope = scopeOf(facts, order.capability, day);
  return refuseSite(sites, (site) => scope?.includes(site) === false, 'site-not-in-scope');
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
      : refuseAt('capability', 'capability-not-enabled', { site: `any site of ${organisation}` });
  }
  return refuseSite(sites, (site) => !enabled.has(site), 'capability-not-enabled');
}
