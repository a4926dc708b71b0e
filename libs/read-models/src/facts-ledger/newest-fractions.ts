import { FACT_LINES, LINE_COLUMNS } from './known-facts.js';

/**
 * One index probe: these columns of the newest fact f of a series s on the day $1, as known at the entry
 * $2. Nothing measured lies after the day on which it was recorded.
 */
export const newestOfSeries = (columns: string): string => `
  select ${columns} from read_models.facts f
  where f.series = s.series and f.latest <= $1
    and f.recorded <= $2 and (f.superseded is null or f.superseded > $2)
  order by f.latest desc, f.stated_order desc, f.first_entry desc limit 1`;
const PROBE = newestOfSeries(LINE_COLUMNS);

/** The newest facts of the kind $4 of the owners $3, a row of lines each: one index probe per series. */
export const NEWEST_OF_EACH = `
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
export const NEWEST_OF_ALL = `
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
