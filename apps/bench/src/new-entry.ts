import type { Client } from 'pg';

/**
 * One more measurement of an organisation, about the last day before the last entry, as the projector writes it:
 * its entry, its fact and the checkpoint, in one transaction. The stages of the trust stay as they are.
 */
export async function recordMeasurement(client: Client, organisation: string): Promise<void> {
  await client.query(RECORD, [organisation]);
}

const RECORD = `
  with head as (
    select entry + 1 as entry, gen_random_uuid() as event,
      recorded_at::timestamptz + interval '1 second' as recorded_at,
      (recorded_at::timestamptz at time zone 'Europe/London')::date - 1 as day
    from projections.checkpoint),
  written as (
    insert into read_models.entries (entry, position, event_id, recorded_at, stream, type, actor, role,
      organisation, correlation)
    select entry, entry, event, recorded_at, 'adoption-' || $1, 'AdoptionMeasured', 'p1',
      'trust-recorder', $1, 'c' || entry
    from head),
  measured as (
    insert into read_models.facts (recorded, series, kind, earliest, latest, precision, stated_order,
      first_entry, fact_id, event_id, numerator, denominator, window_from)
    select h.entry, s.series, s.kind, h.day, h.day, 'day', 0, h.entry, h.event, h.event,
      400 + h.entry % 500, 1000, h.day - 30
    from head h, (select series, kind from read_models.series where owner = $1 and kind = 'adoption'
      order by subject limit 1) s)
  update projections.checkpoint c set entry = h.entry, position = h.entry, settled = h.entry,
    recorded_at = h.recorded_at::text
  from head h`;
