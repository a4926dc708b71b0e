import { FACT_COLUMNS } from '../facts-ledger/known-facts.js';

/**
 * By the last statement of each, as `newestDayFirst` has them; with $8 so many of each subject alone,
 * which is for facts of one subject each.
 */
export const PLACES = `
  with told as (
    select distinct on (f.fact_id) f.fact_id, s.kind, s.subject, f.latest, f.stated_order, f.first_entry,
      bool_or($5::text[] is null or s.kind = any($5)) over (partition by f.fact_id, f.recorded) as asked
    from read_models.series s join read_models.facts f on f.series = s.series
    where s.owner = $1 and f.recorded <= $2 and ($3::text[] is null or s.kind = any($3))
    order by f.fact_id, f.recorded desc),
  known as (select * from told where asked and latest <= $4)
  select (select count(*)::int from known) as known,
    array(select fact_id
      from (select *, case when $8::int is null then 1 else row_number() over (
          partition by kind collate "C", subject collate "C" order by latest desc, stated_order desc, first_entry desc) end as place
        from known) placed
      where $8::int is null or place <= $8
      order by latest desc, stated_order desc, first_entry desc
      limit $6 offset $7) as ids`;

export const STATED = `
  select s.owner, s.kind, s.subject, ${FACT_COLUMNS}, f.basis, e.type as event_type, e.recorded_at,
    e.actor, e.role, e.organisation, e.reason
  from read_models.series s
  join read_models.facts f on f.series = s.series
  join read_models.entries e on e.entry = f.recorded
  where s.owner = $1 and f.recorded <= $2 and ($3::text[] is null or s.kind = any($3))
    and ($4::uuid[] is null or f.fact_id = any($4) or s.kind = any($5))
  order by f.recorded, s.kind, s.subject`;

export const RETRACTED = `
  select distinct f.fact_id, e.entry, e.event_id, e.type as event_type, e.recorded_at, e.actor,
    e.role, e.organisation, e.reason
  from read_models.series s
  join read_models.facts f on f.series = s.series
  join read_models.entries e on e.entry = f.superseded
  where s.owner = $1 and f.superseded <= $2 and e.type = 'FactRetracted'`;
