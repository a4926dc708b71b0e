import type { LedgerValues } from '#facts';
import { TrustTimeline, type TimelineFact } from '#read-models';
import { readNames } from '../names.js';
import type { Asking } from '../forms/form.js';

type Site = Readonly<{ code: string; name: string }>;
type ScopedSites = LedgerValues['scope']['sites'];

/** The sites that a trust has named so far, as nobody knows their codes by heart. */
export type KnownSites = Readonly<{
  /** By their codes; named where the Organisation Data Service names them. */
  sites: readonly Site[];
  /** Those that count now for a capability, by its code. */
  scopes: ReadonlyMap<string, ScopedSites>;
  /** Where a capability is on now, by its code; nowhere where it was switched off since. */
  enabledAt: ReadonlyMap<string, ReadonlySet<string>>;
}>;

/** Of what stands of the trust today: what counts for its capabilities, its go-lives, what is switched on. */
export async function knownSites({ queries, store, code, today }: Asking): Promise<KnownSites> {
  const moment = { asOf: today };
  const [answer, names] = await Promise.all([
    queries.execute(new TrustTimeline(code, moment, { kinds: ['scope', 'live', 'enabled'] })),
    readNames(queries, store, moment),
  ]);
  const values = (answer?.facts ?? []).filter(({ stands }) => stands).flatMap(valuesOf);
  const scopes = new Map<string, ScopedSites>();
  // The newest day comes first.
  for (const { kind, subject, value } of values) {
    if (kind === 'scope' && !scopes.has(subject)) {
      scopes.set(subject, (value as LedgerValues['scope']).sites);
    }
  }
  const codes = new Set(values.flatMap(sitesIn));
  return {
    sites: [...codes].sort().map((site) => ({ code: site, name: names.organisation(site) })),
    ...{ scopes, enabledAt: enabledIn(values.toReversed()) },
  };
}

/** Stands for all sites of a trust in the subjects of the ledger. */
const ALL = '*';

type Value = TimelineFact['values'][number];

const valuesOf = ({ values }: TimelineFact): readonly Value[] => values;

/** Each switching on and off in its order, as the rules have it. */
function enabledIn(oldestFirst: readonly Value[]): ReadonlyMap<string, ReadonlySet<string>> {
  const enabledAt = new Map<string, Set<string>>();
  for (const { kind, subject, value } of oldestFirst) {
    if (kind !== 'enabled') continue;
    const [capability = '', site = ALL] = subject.split('@');
    const sites = enabledAt.get(capability) ?? new Set();
    if ((value as LedgerValues['enabled']).live) sites.add(site);
    else if (site === ALL) sites.clear();
    else sites.delete(site);
    enabledAt.set(capability, sites);
  }
  return enabledAt;
}

function sitesIn({ kind, subject, value }: Value): readonly string[] {
  if (kind === 'scope') return (value as LedgerValues['scope']).sites.map(({ site }) => site);
  const [, site = ALL] = subject.split('@');
  return site === ALL ? [] : [site];
}
