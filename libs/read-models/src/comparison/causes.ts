import type { FactKind } from '#facts';
import { BEFORE_RECORDS, dayBefore, type BenefitId, type IsoDate } from '#vocabulary';
import { benefitsByHome } from '../benefits/benefit-on.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { lastEntryAt } from '../facts-ledger/known-at.js';
import { measuredKinds } from '../facts-ledger/known-facts.js';
import { groupedBy } from '../grouped-by.js';
import type { Aspect } from './standing.js';

/** The newest entry that moved a figure, and who recorded it. */
export type Cause = Readonly<{
  entry: number;
  kind: FactKind;
  eventId: string;
  type: string;
  recordedAt: string;
  role: string;
  organisation: string;
  reason: string | null;
}>;

/** What moved the figures of whoever a fact counts for: the newest entry, and how many there were. */
export type Causes = ReadonlyMap<string, Readonly<{ newest: Cause; entries: number }>>;

export const causeKey = (aspect: Aspect, code: string, subject: string): string =>
  `${aspect}\n${code}\n${aspect === 'target' ? subject : ''}`;

const BOTH_GAPS = ['use-gap', 'optimisation-gap'] as const;

/** Which figures a fact of a kind can move. */
const moves: Readonly<Partial<Record<FactKind, readonly Aspect[]>>> = {
  // A trust that is closed drops out of every figure.
  status: ['stage', 'validated-stage', 'epr', ...BOTH_GAPS, 'benefits'],
  adoption: ['stage', ...BOTH_GAPS],
  scope: ['stage', ...BOTH_GAPS],
  enabled: ['stage', ...BOTH_GAPS],
  // These three void what others validated before.
  replaced: ['stage', 'validated-stage', ...BOTH_GAPS],
  'succeeded-by': ['validated-stage'],
  'succession-of': ['validated-stage'],
  classification: ['stage', ...BOTH_GAPS],
  realisation: ['optimisation-gap'],
  'stage-validated': ['validated-stage'],
  'epr-status': ['epr'],
  live: ['epr'],
  benefit: ['benefits', 'optimisation-gap'],
  'benefit-home': ['benefits', 'optimisation-gap'],
  'benefit-approval': ['benefits', 'optimisation-gap'],
  'benefit-actual': ['benefits', 'optimisation-gap'],
  'benefit-validation': ['benefits', 'optimisation-gap'],
  'benefit-write-off': ['benefits', 'optimisation-gap'],
  'benefit-link': ['optimisation-gap'],
  target: ['target'],
};
export const kinds = Object.keys(moves) as readonly FactKind[];
const measured = kinds.filter((kind) => measuredKinds.some((each) => each === kind));
const stated = kinds.filter((kind) => !measured.includes(kind));

export type Days = Readonly<{ before: IsoDate; asOf: IsoDate }>;
type Asked = Readonly<{ before: IsoDate; sinceEntry: number }>;

/** Facts of the days after one and up to the other, as they are known. */
export const happenedBetween = async (ledger: LedgerAt, days: Days): Promise<Causes> =>
  causesOf(
    ledger,
    [homesOn(ledger, days.before), homesOn(ledger, days.asOf)],
    await touchedBetween(ledger, days),
  );

/**
 * What of those days is stated is held in memory; what is measured was recorded after the earlier one, or in its last
 * seconds: the application says what day it is, and the store, by another clock, when something was recorded.
 */
export async function touchedBetween(
  ledger: LedgerAt,
  { before, asOf }: Days,
): Promise<readonly Touched[]> {
  const touched = await touchedOf(ledger, `measured ${before} ${asOf}`, MEASURED, async () => {
    const evening = before === BEFORE_RECORDS ? before : dayBefore(before);
    const since = await lastEntryAt(ledger.read, { day: evening });
    return [since.entry, ledger.knowledge.entry, measured, before, asOf];
  });
  return [...statedBetween(ledger, { before, asOf }), ...touched];
}

/** What was touched of anybody, as a statement finds it; read again only of those of whom more is said. */
async function touchedOf(
  ledger: LedgerAt,
  on: string,
  { ofAll, ofFew }: Readonly<{ ofAll: string; ofFew: string }>,
  rangeOf: () => Promise<readonly unknown[]>,
): Promise<readonly Touched[]> {
  const owners = [...new Set(kinds.flatMap((kind) => ledger.ownersOf(kind)))];
  const found = await ledger.each.touched.of(ledger, { owners, on }, async (others) => {
    const range = await rangeOf();
    const rows =
      others.length * 3 < owners.length
        ? await ledger.read<Touched>(ofFew, [...range, others])
        : await ledger.read<Touched>(ofAll, range);
    const own = groupedBy(rows, ({ owner }) => owner);
    return new Map(others.map((owner) => [owner, own.get(owner) ?? []]));
  });
  return [...found.values()].flat();
}

/**
 * What was recorded after an entry about days up to one, corrections and withdrawals included. `told`:
 * whose benefits were on that day, as it was known at that entry.
 */
export async function learnedSince(
  ledger: LedgerAt,
  { before, sinceEntry }: Asked,
  told: Homes,
): Promise<Causes> {
  const on = `learned ${before} ${String(sinceEntry)}`;
  const touched = await touchedOf(ledger, on, LEARNED, () =>
    Promise.resolve([ledger.knowledge.entry, kinds, before, sinceEntry]),
  );
  return causesOf(ledger, [told, homesOn(ledger, before)], touched);
}

/** The newest entry that speaks of a kind, or of one target, and how many do. */
export type Touched = Readonly<{
  owner: string;
  kind: FactKind;
  subject: string;
  entry: number;
  entries: number;
}>;

/** Such a fact may have been recorded long before its day. */
function statedBetween(ledger: LedgerAt, { before, asOf }: Days): readonly Touched[] {
  return stated.flatMap((kind) =>
    ledger.ownersOf(kind).flatMap((owner) => {
      const facts = ledger
        .stated(owner, kind)
        .filter(({ effective: { latest } }) => latest > before && latest <= asOf);
      const subjects = groupedBy(facts, ({ subject }) => (kind === 'target' ? subject : ''));
      return [...subjects].map(([subject, those]) => {
        const entries = new Set(those.map(({ entry }) => entry));
        return { owner, kind, subject, entry: Math.max(...entries), entries: entries.size };
      });
    }),
  );
}

async function causesOf(
  ledger: LedgerAt,
  homes: readonly [before: Homes, after: Homes],
  rows: readonly Touched[],
): Promise<Causes> {
  const touched = new Map<string, Readonly<{ newest: Touched; entries: number }>>();
  for (const row of rows) {
    const keys = (moves[row.kind] ?? []).flatMap((aspect) =>
      whoseFigures(row.owner, row.kind, homes).map((code) => causeKey(aspect, code, row.subject)),
    );
    for (const key of keys) {
      const other = touched.get(key);
      touched.set(key, {
        newest: other === undefined || isNewer(row, other.newest) ? row : other.newest,
        entries: row.entries + (other?.entries ?? 0),
      });
    }
  }
  const named = new Set([...touched.values()].map(({ newest }) => newest.entry));
  const found = await ledger.read<Omit<Cause, 'kind'>>(ENTRIES, [[...named]]);
  const entries = new Map(found.map((row) => [row.entry, row]));
  return new Map(
    [...touched].flatMap(([key, { newest, entries: count }]) => {
      const row = entries.get(newest.entry);
      return row === undefined
        ? []
        : [[key, { newest: { ...row, kind: newest.kind }, entries: count }] as const];
    }),
  );
}

/** Of several kinds that one entry states, always the same one is named. */
const isNewer = (one: Touched, other: Touched): boolean =>
  one.entry > other.entry || (one.entry === other.entry && one.kind > other.kind);

/** Whose each benefit is. */
export type Homes = ReadonlyMap<BenefitId, string>;

/**
 * What is recorded of a benefit moves the figures of the trust whose it is; that it was handed over,
 * those of the trust that had it as well.
 */
function whoseFigures(
  owner: string,
  kind: FactKind,
  [before, after]: readonly [Homes, Homes],
): readonly string[] {
  const [had, has] = [before.get(owner as BenefitId), after.get(owner as BenefitId)];
  if (kind !== 'benefit-home') return [has ?? had ?? owner];
  return [...new Set([had, has])].filter((code) => code !== undefined);
}

export const homesOn = (ledger: LedgerAt, asOf: IsoDate): Homes =>
  new Map(
    [...benefitsByHome(ledger, asOf)].flatMap(([code, benefits]) =>
      benefits.map((benefit) => [benefit, code] as const),
    ),
  );

const ENTRIES = `
  select entry, event_id as "eventId", type, recorded_at as "recordedAt", role, organisation, reason
  from read_models.entries where entry = any($1::bigint[])`;

/**
 * Nothing measured lies after the day on which it was recorded, but for what two clocks make of midnight.
 * Each entry states one such fact.
 */
const IS_MEASURED = `f.recorded > $1 and f.recorded <= $2 and f.kind = any($3) and f.latest > $4
  and f.latest <= $5 and (f.superseded is null or f.superseded > $2)`;
const MEASURED = {
  ofAll: `
    with newest as materialized (
      select f.series, max(f.recorded) as entry, count(*)::int as entries
      from read_models.facts f where ${IS_MEASURED} group by f.series)
    select s.owner, s.kind, '' as subject, max(n.entry) as entry, sum(n.entries)::int as entries
    from newest n join read_models.series s on s.series = n.series
    group by s.owner, s.kind`,
  ofFew: `
    select s.owner, s.kind, '' as subject, max(f.recorded) as entry, count(*)::int as entries
    from read_models.series s cross join lateral (
      select f.recorded from read_models.facts f
      where f.series = s.series and ${IS_MEASURED} offset 0) f
    where s.owner = any($6)
    group by s.owner, s.kind`,
};

const SUBJECT = `case s.kind when 'target' then s.subject else '' end as subject`;
const IS_RECORDED = 'f.recorded > $4 and f.recorded <= $1 and f.latest <= $3';
const IS_SUPERSEDED = 'f.superseded > $4 and f.superseded <= $1 and f.latest <= $3';
/** Of a target each by itself; of all else the newest of a kind. */
const newestLearned = (touched: string): string => `
  with touched as (${touched})
  select owner, kind, subject, max(entry) as entry, count(distinct entry)::int as entries
  from touched group by owner, kind, subject`;

const LEARNED = {
  ofAll: newestLearned(`
    select s.owner, s.kind, ${SUBJECT}, f.recorded as entry
    from read_models.facts f join read_models.series s on s.series = f.series
    where ${IS_RECORDED} and s.kind = any($2)
    union all
    select s.owner, s.kind, ${SUBJECT}, f.superseded as entry
    from read_models.facts f join read_models.series s on s.series = f.series
    where ${IS_SUPERSEDED} and s.kind = any($2)`),
  ofFew: newestLearned(`
    select s.owner, s.kind, ${SUBJECT}, f.entry
    from read_models.series s cross join lateral (
      select f.recorded as entry from read_models.facts f where f.series = s.series and ${IS_RECORDED}
      union all
      select f.superseded from read_models.facts f where f.series = s.series and ${IS_SUPERSEDED}
      offset 0) f
    where s.owner = any($5) and s.kind = any($2)`),
};
