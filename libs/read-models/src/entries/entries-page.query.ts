import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { FactMark } from '#facts';
import type { EffectiveDay, IsoDate } from '#vocabulary';
import type { KnownAt } from '../facts-ledger/known-at.js';
import { Ledger, type Knowledge } from '../facts-ledger/snapshot.js';

/** An entry of the log, without what it says. */
export type EntryListed = Readonly<{
  entry: number;
  position: string;
  eventId: string;
  recordedAt: string;
  stream: string;
  type: string;
  actor: string;
  role: string;
  organisation: string;
  correlation: string;
  /** The day it is about; of a withdrawal, of what it took back. Null where it states no fact. */
  effective: EffectiveDay | null;
  /** The fact a correction or retraction mends, and why. */
  factId: string | null;
  reason: string | null;
  /** Of the fact it states: a late entry, for one; null where there are none. */
  marks: readonly FactMark[] | null;
}>;

export type EntriesAnswer = Knowledge &
  Readonly<{
    entries: readonly EntryListed[];
    /** To be given as `before` for the next page; null on the last. */
    next: number | null;
  }>;

export type EntriesFilter = Readonly<{
  type?: string;
  stream?: string;
  organisation?: string;
  role?: string;
  correlation?: string;
  mark?: string;
  recordedFrom?: string;
  recordedTo?: string;
  /** `effective` has a day that lies from and to these, both included. */
  effectiveFrom?: IsoDate;
  effectiveTo?: IsoDate;
}>;

/** What was recorded, newest first? Pages never shift: each says before which entry it ends. */
export class EntriesPage extends Query<EntriesAnswer> {
  constructor(
    readonly page: Readonly<{ knownAt?: KnownAt; before?: number; limit: number }>,
    readonly filter: EntriesFilter = {},
  ) {
    super();
  }
}

@QueryHandler(EntriesPage)
export class EntriesPageHandler implements IQueryHandler<EntriesPage> {
  constructor(private readonly ledger: Ledger) {}

  execute({ page: { knownAt, before, limit }, filter }: EntriesPage): Promise<EntriesAnswer> {
    return this.ledger.at(knownAt, async ({ knowledge, read }) => {
      const { effectiveFrom, effectiveTo } = filter;
      const isOfDays = effectiveFrom !== undefined || effectiveTo !== undefined;
      const isOfMended = filter.type !== undefined && mends.has(filter.type);
      const text = pageWhere(...(isOfMended ? [MENDED] : []), ...(isOfDays ? [OF_DAYS] : []));
      const rows = await read<EntryListed>(text, [
        before === undefined ? knowledge.entry : Math.min(knowledge.entry, before - 1),
        limit + 1,
        ...FILTERS.map((name) => filter[name] ?? null),
        ...(isOfDays ? [effectiveFrom ?? '-infinity', effectiveTo ?? 'infinity'] : []),
      ]);
      const entries = rows.slice(0, limit);
      return {
        ...knowledge,
        entries,
        next: rows.length > limit ? (entries.at(-1)?.entry ?? null) : null,
      };
    });
  }
}

const FILTERS = [
  ...(['type', 'stream', 'organisation', 'role', 'correlation'] as const),
  ...(['recordedFrom', 'recordedTo', 'mark'] as const),
] as const;

/** Columns of an entry as it is listed. */
export const ENTRY_COLUMNS = `entry, position::text, event_id as "eventId",
  recorded_at as "recordedAt", stream, type, actor, role, organisation, correlation,
  coalesce(${effectiveOf('recorded')}, ${effectiveOf('superseded')}) as effective,
  fact_id as "factId", reason, marks`;

/** Of several facts the first: one entry says of one day what it says. */
function effectiveOf(column: 'recorded' | 'superseded'): string {
  return `(
    select jsonb_build_object('earliest', f.earliest, 'latest', f.latest, 'precision', f.precision)
    from read_models.facts f where f.${column} = entry order by f.series limit 1)`;
}

const mends: ReadonlySet<string> = new Set(['FactCorrected', 'FactRetracted']);

const pageWhere = (...conditions: readonly string[]): string => `
  select ${ENTRY_COLUMNS}
  from read_models.entries
  where entry <= $1 ${conditions.join(' ')}
    and ($3::text is null or type = $3) and ($4::text is null or stream = $4)
    and ($5::text is null or organisation = $5) and ($6::text is null or role = $6)
    and ($7::text is null or correlation = $7)
    and ($8::timestamptz is null or recorded_at >= $8)
    and ($9::timestamptz is null or recorded_at <= $9)
    and ($10::text is null or marks ? $10)
  order by entry desc limit $2`;

/** Corrections and retractions are few in a long log, and indexed apart. */
const MENDED = 'and fact_id is not null';

/**
 * By the day that is shown of each: what an entry states, else what it took back. Few entries of a long log may be
 * about a day, so that all facts are gone through, for each page anew: only those who audit ask so, and an index of
 * facts by day would be paid by each append.
 */
const OF_DAYS = `and entry in (
  with of_days as (
    select recorded, superseded from read_models.facts where latest >= $11::date and earliest <= $12::date)
  select recorded from of_days
  union all
  select superseded from of_days
  where superseded is not null
    and not exists (select from read_models.facts own where own.recorded = of_days.superseded))`;
