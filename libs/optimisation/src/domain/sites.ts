import { refuseAt, type Refused } from '#event-sourcing';
import { isFromSource, type OrderBasis } from '#facts';
import type { OdsCode, SiteCode } from '#vocabulary';
import type { OptimisationCircumstances } from './optimisation.orders.js';
import type { OptimisationRefusal } from './optimisation.refusals.js';

type No = Refused<OptimisationRefusal>;

/** Trusts have three characters in the Organisation Data Service, and their sites begin with them. */
const CODE_LENGTH = 3;

/** The codes of other trusts that the sites begin with. */
export const ownersNamedBy = (sites: readonly SiteCode[], trust: OdsCode): readonly string[] => [
  ...new Set(
    sites.filter((site) => !site.startsWith(trust)).map((site) => site.slice(0, CODE_LENGTH)),
  ),
];

/** A trust names its own sites, those of the trusts it succeeded, or itself where it names no sites. */
export function whyForeignSites(
  sites: readonly SiteCode[],
  order: OrderBasis & Readonly<{ organisation: OdsCode }>,
  circumstances: OptimisationCircumstances,
): No | undefined {
  const { organisation: trust } = order;
  if (isFromSource(order, circumstances)) return undefined;
  const ownerOf = (site: SiteCode) => circumstances.siteOwners[site.slice(0, CODE_LENGTH)];
  const isForeign = (site: SiteCode) =>
    !site.startsWith(trust) && ownerOf(site)?.succeededByTrust !== true;
  const foreign = sites.find(isForeign);
  if (foreign === undefined) return undefined;
  const owner = ownerOf(foreign);
  return owner === undefined
    ? refuseSite(sites, isForeign, 'site-unknown', { trust })
    : refuseSite(sites, isForeign, 'site-of-another', { trust, owner: owner.name });
}

/** Refuses because of the first site of which something is so. */
export function refuseSite(
  sites: readonly SiteCode[],
  isSo: (site: SiteCode, index: number) => boolean,
  because: OptimisationRefusal,
  details: Readonly<Record<string, string>> = {},
): No | undefined {
  const index = sites.findIndex(isSo);
  const site = sites[index];
  if (site === undefined) return undefined;
  return refuseAt(`sites/${String(index)}`, because, { ...details, site });
}
