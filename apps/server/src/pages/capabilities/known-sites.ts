import type { LedgerValues } from '#facts';
import { TrustTimeline, type TimelineFact } from '#read-models';
import { readNames } from '../names.js';
import type { Asking } from '../forms/form.js';
import { sitedIn } from '../trust/sites-in-words.js';

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

type Value = TimelineFact['values'][number];

const valuesOf = ({ values }: TimelineFact): readonly Value[] => values;

/** Each switching on and off in its order, as the rules have it. */
function enabledIn(oldestFirst: readonly Value[]): ReadonlyMap<string, ReadonlySet<string>> {
  const enabledAt = new Map<string, ReadonlySet<string>>();
  for (const { kind, subject, value } of oldestFirst) {
    if (kind !== 'enabled') continue;
    const { what: capability, sites } = sitedIn(subject);
    const before = enabledAt.get(capability) ?? [];
    const after = (value as LedgerValues['enabled']).live
      ? [...before, ...sites]
      : [...before].filter((site) => sites.length > 0 && !sites.includes(site));
    enabledAt.set(capability, new Set(after));
  }
  return enabledAt;
}

function sitesIn({ kind, subject, value }: Value): readonly string[] {
  if (kind === 'scope') return (value as LedgerValues['scope']).sites.map(({ site }) => site);
  return sitedIn(subject).sites;
}
