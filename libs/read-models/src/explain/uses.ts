import { newestFirst, type FactKind, type KnownFact } from '#facts';
import type { IsoDate } from '#vocabulary';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import {
  FACT_COLUMNS,
  knownFact,
  measuredKinds,
  type FactColumns,
} from '../facts-ledger/known-facts.js';

/** How an event takes part in a figure. */
export type Part =
  /** States a fact as the figure used it. */
  | 'states'
  /** Was the first to state a fact that was corrected since. */
  | 'first-stated'
  /** Took back what would otherwise have counted. */
  | 'took-back';

/** One fact, and the entry by which it takes part. */
export type Use = Readonly<{
  owner: string;
  /** As that entry stated it; as it stood before, where that entry took it back. */
  fact: KnownFact;
  entry: number;
  part: Part;
}>;

/** A fact as it stood until an entry corrected or retracted it. */
export type Superseded = Readonly<{ owner: string; fact: KnownFact; by: number }>;

/** What a figure takes from the facts about one organisation or model. */
export type Look = Readonly<{
  owner: string;
  used: readonly KnownFact[];
  /** Would this have been used as well, had it not been taken back? */
  wouldCount: (fact: KnownFact) => boolean;
}>;

/** The entries without which a look could have seen something else. */
export function usesOf(
  { owner, used, wouldCount }: Look,
  superseded: readonly Superseded[],
): readonly Use[] {
  const firsts = used.filter(({ entry, firstEntry }) => entry !== firstEntry);
  return [
    ...used.map((fact) => ({ owner, fact, entry: fact.entry, part: 'states' as const })),
    ...firsts.map((fact) => ({
      owner,
      fact: asFirstStated(fact, superseded),
      entry: fact.firstEntry,
      part: 'first-stated' as const,
    })),
    ...superseded
      .filter(({ fact }) => wouldCount(fact))
      .map(({ fact, by }) => ({ owner, fact, entry: by, part: 'took-back' as const })),
  ];
}

/** The uses of looks at any owners, where these are all the kinds of facts they look at. */
export async function usesOfLooks(
  ledger: LedgerAt,
  looks: readonly Look[],
  kinds: Iterable<string>,
): Promise<readonly Use[]> {
  return (await usesBy(ledger, new Map([['', looks]]), kinds)).get('') ?? [];
}

/** The same for each of many, by the name it goes under; what was superseded is read once for all. */
export async function usesBy<Name>(
  ledger: LedgerAt,
  looks: ReadonlyMap<Name, readonly Look[]>,
  kinds: Iterable<string>,
): Promise<ReadonlyMap<Name, readonly Use[]>> {
  const owners = new Set([...looks.values()].flatMap((those) => those.map(({ owner }) => owner)));
  const superseded = await supersededOf(ledger, [...owners], kinds);
  return new Map(
    [...looks].map(([name, those]) => [
      name,
      those.flatMap((look) => usesOf(look, superseded.get(look.owner) ?? [])),
    ]),
  );
}

/** A correction may name other sites, and so other subjects, than what it corrects. */
function asFirstStated(fact: KnownFact, superseded: readonly Superseded[]): KnownFact {
  const first = superseded
    .map((each) => each.fact)
    .filter(({ factId, entry }) => factId === fact.factId && entry === fact.firstEntry);
  return first.find((each) => isOfSeries(each, fact)) ?? first[0] ?? fact;
}

type Series = Readonly<{ kind: FactKind; subject: string }>;
export const isOfSeries = (one: Series, other: Series): boolean =>
  one.kind === other.kind && one.subject === other.subject;

/** Judges what would be the newest of its series on a day, where `values` are the newest. */
export const newestOn =
  (day: IsoDate, kinds: ReadonlySet<string>, values: readonly KnownFact[]) =>
  (fact: KnownFact): boolean => {
    if (!kinds.has(fact.kind) || fact.effective.latest > day) return false;
    const newest = values.find((value) => isOfSeries(value, fact));
    return newest === undefined || newestFirst(fact, newest) <= 0;
  };

/** Judges what a figure over many days sees: everything up to the last of them. */
export const anyUpTo =
  (day: IsoDate, kinds: ReadonlySet<string>) =>
  ({ kind, effective }: KnownFact): boolean =>
    kinds.has(kind) && effective.latest <= day;

/** What was corrected or retracted by what is known, of these owners and kinds. */
export async function supersededOf(
  ledger: LedgerAt,
  owners: readonly string[],
  kinds: Iterable<string>,
): Promise<ReadonlyMap<string, readonly Superseded[]>> {
  const asked = new Set(kinds);
  const byOwner = new Map<string, Superseded[]>();
  const note = (one: Superseded): void => {
    const those = byOwner.get(one.owner);
    if (those === undefined) byOwner.set(one.owner, [one]);
    else those.push(one);
  };
  for (const owner of new Set(owners)) {
    for (const one of ledger.supersededStatements(owner, asked)) note({ owner, ...one });
  }
  // What is stated is at hand; measurements alone are looked for.
  const measured = measuredKinds.filter((kind) => asked.has(kind));
  const rows =
    measured.length === 0
      ? []
      : await ledger.read<FactColumns>(SUPERSEDED, [owners, measured, ledger.knowledge.entry]);
  for (const row of rows) {
    const { owner, superseded: by } = row;
    if (by !== null) note({ owner, fact: knownFact(row), by });
  }
  return byOwner;
}

// A probe per series; joined, all that was ever mended would be gone through.
const SUPERSEDED = `
  select s.owner, s.kind, s.subject, f.*
  from read_models.series s cross join lateral (
    select ${FACT_COLUMNS} from read_models.facts f
    where f.series = s.series and f.superseded <= $3 offset 0) f
  where s.owner = any($1) and s.kind = any($2)`;
