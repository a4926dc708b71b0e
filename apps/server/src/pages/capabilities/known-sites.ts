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
  /** Where a capability was switched on, by its code. */
  enabledAt: ReadonlyMap<string, ReadonlySet<string>>;
}>;

/** Of what stands of the trust today: what counts for its capabilities, its go-lives, what was switched on. */
export async function knownSites({ queries, store, code, today }: Asking): Promise<KnownSites> {
  const moment = { asOf: today };
  const [answer, names] = await Promise.all([
    queries.execute(new TrustTimeline(code, moment, { kinds: ['scope', 'live', 'enabled'] })),
    readNames(queries, store, moment),
  ]);
  const values = (answer?.facts ?? []).filter(({ stands }) => stands).flatMap(valuesOf);
  const scopes = new Map<string, ScopedSites>();
  const enabledAt = new Map<string, Set<string>>();
  for (const { kind, subject, value } of values) {
    // The newest day comes first.
    if (kind === 'scope' && !scopes.has(subject)) {
      scopes.set(subject, (value as LedgerValues['scope']).sites);
    }
    if (kind !== 'enabled') continue;
    const [capability = '', site = ALL] = subject.split('@');
    if (site !== ALL) enabledAt.set(capability, (enabledAt.get(capability) ?? new Set()).add(site));
  }
  const codes = new Set(values.flatMap(sitesIn));
  return {
    sites: [...codes].sort().map((site) => ({ code: site, name: names.organisation(site) })),
    ...{ scopes, enabledAt },
  };
}

/** Stands for all sites of a trust in the subjects of the ledger. */
const ALL = '*';

const valuesOf = ({ values }: TimelineFact) => values;

function sitesIn({ kind, subject, value }: TimelineFact['values'][number]): readonly string[] {
  if (kind === 'scope') return (value as LedgerValues['scope']).sites.map(({ site }) => site);
  const [, site = ALL] = subject.split('@');
  return site === ALL ? [] : [site];
}
