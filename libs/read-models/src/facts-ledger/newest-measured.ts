import type { ReadRows } from '#event-sourcing';
import type { KnownFact } from '#facts';
import type { IsoDate } from '#vocabulary';
import {
  FACT_COLUMNS,
  FACT_LINES,
  factsOfOwners,
  LINE_COLUMNS,
  type FactColumns,
  type FractionKind,
  type KindOfTrusts,
  type LinesOfOwner,
} from './known-facts.js';
import { both } from './readers.js';

type Asked = Readonly<{ owners: readonly string[]; on: IsoDate; entry: number }>;

/** One owner is sooner read by one connection. */
const WORTH_TWO = 2;

/**
 * The newest fractions of these owners on a day, asked of the database: a kind at a time, or each over a connection of
 * its own. `areMost`: whether much of what was measured last anywhere will be of them.
 */
export async function fractionsAsked(
  readers: Readonly<{ first: ReadRows; second: () => Promise<ReadRows | undefined> }>,
  asked: Asked & Readonly<{ kinds: readonly [FractionKind, FractionKind?]; areMost: boolean }>,
): Promise<ReadonlyMap<string, readonly KnownFact[]>> {
  const { owners, on, entry, areMost } = asked;
  const [one, other] = asked.kinds;
  const text = areMost ? NEWEST_OF_ALL : NEWEST_OF_EACH;
  const ask = (read: ReadRows, kind: FractionKind) =>
    read<LinesOfOwner>(text, [on, entry, owners, kind]);
  if (other === undefined) return factsOfOwners(await ask(readers.first, one));
  const second = owners.length < WORTH_TWO ? undefined : await readers.second();
  if (second !== undefined) {
    return factsOfOwners((await both(ask(readers.first, one), ask(second, other))).flat());
  }
  const lines = await ask(readers.first, one);
  return factsOfOwners([...lines, ...(await ask(readers.first, other))]);
}

/** The newest of every series of these owners and kinds, likewise: one index probe each. */
export const measuredAsked = (
  read: ReadRows,
  { owners, kinds, on, entry }: Asked & Readonly<{ kinds: readonly KindOfTrusts[] }>,
): Promise<readonly FactColumns[]> =>
  read<FactColumns>(NEWEST_OF_KINDS, [on, entry, owners, kinds]);

/**
 * One index probe: these columns of the newest fact f of a series s on the day $1, as known at the entry
 * $2. Nothing measured lies after the day on which it was recorded.
 */
const newestOfSeries = (columns: string): string => `
  select ${columns} from read_models.facts f
  where f.series = s.series and f.latest <= $1
    and f.recorded <= $2 and (f.superseded is null or f.superseded > $2)
  order by f.latest desc, f.stated_order desc, f.first_entry desc limit 1`;
const PROBE = newestOfSeries(LINE_COLUMNS);

const NEWEST_OF_KINDS = `
  select s.owner, s.kind, s.subject, f.*
  from read_models.series s cross join lateral (${newestOfSeries(FACT_COLUMNS)}) f
  where s.owner = any($3) and s.kind = any($4)`;

/** The newest facts of the kind $4 of the owners $3, a row of lines each: one index probe per series. */
const NEWEST_OF_EACH = `
  select s.owner, ${FACT_LINES} as lines
  from read_models.series s cross join lateral (${PROBE}) f
  where s.owner = any($3) and s.kind = $4
  group by s.owner`;

/**
 * The same of most owners. As many of the newest facts of the kind as it has series, with all others of
 * the earliest of their days: where all trusts measure in the same rhythm these are the newest of every
 * series, and lie side by side. What is not among them is probed for. Without "+ 0" the database would
 * sooner read all that was recorded up to an early entry.
 */
const NEWEST_OF_ALL = `
  with asked as materialized (
    select s.owner, s.kind, s.subject, s.series
    from read_models.series s where s.owner = any($3) and s.kind = $4),
  recent as materialized (
    select f.series, ${LINE_COLUMNS}
    from read_models.facts f
    where f.kind = $4 and f.denominator is not null and f.latest <= $1
      and f.recorded + 0 <= $2 and (f.superseded is null or f.superseded > $2)
    order by f.latest desc fetch first (select count(*) from asked) rows with ties),
  newest as materialized (
    select distinct on (f.series) f.*
    from recent f order by f.series, f.latest desc, f.stated_order desc, f.first_entry desc),
  others as materialized (
    select s.* from asked s where not exists (select from newest n where n.series = s.series))
  select s.owner, ${FACT_LINES} as lines
  from (
    select s.owner, s.kind, s.subject, ${LINE_COLUMNS} from asked s join newest f using (series)
    union all
    select s.owner, s.kind, s.subject, f.* from others s cross join lateral (${PROBE}) f) s
  group by s.owner`;
