/** Raised by one whenever `statements` change; a store on this version has nothing to migrate. */
export const SCHEMA_VERSION = 2;

/** Keys of the advisory locks: appends queue behind one, migrations behind the other. */
export const APPEND_LOCK = 7_015_213_001n;
export const MIGRATION_LOCK = 7_015_213_002n;

/** Each can be run again over itself; they run in one transaction, under the migration lock. */
export const statements: readonly string[] = [
  `create schema if not exists es`,
  `create table if not exists es.migration (version int primary key, applied_at timestamptz not null default now())`,

  // One row, updated by every batch; the free space keeps its new versions on the same page.
  `create table if not exists es.log (
     id smallint primary key default 1 check (id = 1),
     position bigint not null default 0 check (position >= 0),
     last_recorded_at timestamptz(3) not null default '-infinity',
     simulating boolean not null default false,
     sealed_at timestamptz(3)
   ) with (fillfactor = 10)`,
  `insert into es.log default values on conflict do nothing`,

  `create table if not exists es.stream (
     stream text primary key,
     revision bigint not null check (revision >= 0)
   ) with (fillfactor = 80)`,

  // clock: how recorded_at came about; held-back means more than a second ahead of the real clock.
  `create table if not exists es.event (
     position bigint primary key check (position > 0),
     stream text not null,
     revision bigint not null check (revision >= 0),
     event_id uuid not null,
     type text not null,
     data json not null,
     metadata json not null,
     recorded_at timestamptz(3) not null,
     clock text not null default 'database'
       check (clock in ('database', 'held-back', 'simulated', 'restored')),
     constraint event_stream_revision unique (stream, revision),
     constraint event_id unique (event_id)
   )`,

  // Whoever looks after the clock asks for these, of which there should be none.
  `create index if not exists event_held_back on es.event (position) where clock = 'held-back'`,

  ...forbidden('event', 'update or delete or truncate'),
  ...forbidden('stream', 'delete or truncate'),
  ...forbidden('log', 'delete or truncate'),

  `create or replace function es.keep_log() returns trigger language plpgsql as $$
   begin
     if new.position < old.position then
       raise exception 'The log never gets shorter.' using errcode = '55000';
     end if;
     if new.last_recorded_at < old.last_recorded_at then
       raise exception 'The clock of the log never goes back.' using errcode = '55000';
     end if;
     if new.simulating and not old.simulating and (old.position > 0 or old.sealed_at is not null) then
       raise exception 'A store that is live stays live.' using errcode = '55000';
     end if;
     return new;
   end $$`,
  `drop trigger if exists keep on es.log`,
  `create trigger keep before update on es.log for each row execute function es.keep_log()`,
  `alter table es.log enable always trigger keep`,

  // The planner's choice for an empty table must not outlive the emptiness: always by index, and
  // planned once. The local copies of arrays are in a form whose items are found without a walk.
  `create or replace function es.append_batch(
     p_stream text[], p_expected bigint[], p_count int[], p_instant timestamptz[],
     p_id uuid[], p_type text[], p_data text[], p_metadata text[]
   ) returns table (verdict text, at_revision bigint, at_position bigint, known_id uuid)
   language plpgsql security definer
   set search_path = pg_catalog, pg_temp
   set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
   set plan_cache_mode = force_generic_plan
   as $$
   declare
     v_streams text[] := p_stream;
     v_data text[] := p_data;
     v_types text[] := p_type;
     v_log record;
     v_row record;
     v_position bigint;
     v_clock timestamptz;
     v_last timestamptz;
     v_instant timestamptz;
     v_head bigint;
     v_heads bigint[];       -- per append: the head of its stream before, then after it
     v_before int[];         -- per append: the append before it in this batch on the same stream
     v_earlier int[];        -- per event: the event before it in this batch with the same id
     v_holder int[];         -- per event: the event staged in this batch under its id
     v_known_stream text[];  -- per event: where its id stands already, if anywhere
     v_known_revision bigint[];
     v_known_position bigint[];
     v_known_same boolean[];
     v_at bigint[] := array_fill(null::bigint, array[cardinality(p_id)]);
     v_stream text[] := array_fill(null::text, array[cardinality(p_id)]);
     v_revision bigint[] := array_fill(null::bigint, array[cardinality(p_id)]);
     v_recorded timestamptz[] := array_fill(null::timestamptz, array[cardinality(p_id)]);
     v_marks text[] := array_fill(null::text, array[cardinality(p_id)]);
     v_mark text;
     v_first int := 1;
     v_end int;
     v_known int;
     v_first_known int;
     v_other int;
     v_out_of_order boolean;
     v_verdicts text[] := array_fill(null::text, array[cardinality(p_stream)]);
     v_out_revision bigint[] := array_fill(null::bigint, array[cardinality(p_stream)]);
     v_out_position bigint[] := array_fill(null::bigint, array[cardinality(p_stream)]);
     v_out_id uuid[] := array_fill(null::uuid, array[cardinality(p_stream)]);
     h int;
   begin
     -- Whoever comes second must see what the first one wrote, so the lock comes before any look.
     perform pg_advisory_xact_lock(${APPEND_LOCK});
     if current_setting('transaction_isolation') <> 'read committed' then
       raise exception 'Appends need the isolation level read committed.' using errcode = '55000';
     end if;
     select position, last_recorded_at, simulating into strict v_log from es.log;
     v_position := v_log.position;
     v_last := v_log.last_recorded_at;
     v_clock := date_trunc('milliseconds', clock_timestamp());

     select array_agg(coalesce(s.revision, -1) order by i.n), array_agg(i.before order by i.n)
       into v_heads, v_before
       from (select u.stream, u.n::int, (lag(u.n) over (partition by u.stream order by u.n))::int as before
               from unnest(p_stream) with ordinality u(stream, n)) i
       left join es.stream s on s.stream = i.stream;

     for v_row in
       select u.n::int as n, e.stream, e.revision, e.position,
              e.type = u.type and e.data::text = u.data as same
         from unnest(p_id, p_type, p_data) with ordinality u(id, type, data, n)
         join es.event e on e.event_id = u.id
     loop
       v_known_stream[v_row.n] := v_row.stream;
       v_known_revision[v_row.n] := v_row.revision;
       v_known_position[v_row.n] := v_row.position;
       v_known_same[v_row.n] := v_row.same;
     end loop;

     for v_row in
       select w.n::int as n, w.earlier::int as earlier
         from (select u.n, lag(u.n) over (partition by u.id order by u.n) as earlier
                 from unnest(p_id) with ordinality u(id, n)) w
        where w.earlier is not null
     loop
       v_earlier[v_row.n] := v_row.earlier;
     end loop;

     for i in 1 .. cardinality(p_stream) loop
       v_end := v_first + p_count[i] - 1;
       v_head := v_heads[coalesce(v_before[i], i)];
       v_known := 0;
       v_first_known := null;
       v_other := null;
       v_out_of_order := false;
       for n in v_first .. v_end loop
         if v_known_position[n] is null and v_earlier[n] is not null then
           h := v_holder[v_earlier[n]];
           v_holder[n] := h;
           if h is not null then
             v_known_stream[n] := v_stream[h];
             v_known_revision[n] := v_revision[h];
             v_known_position[n] := v_at[h];
             v_known_same[n] := v_types[n] = v_types[h] and v_data[n] = v_data[h];
           end if;
         end if;
         if v_known_position[n] is not null then
           v_known := v_known + 1;
           v_first_known := coalesce(v_first_known, n);
           if v_other is null and not (v_known_same[n] and v_known_stream[n] = v_streams[i]) then
             v_other := n;
           end if;
           v_out_of_order := v_out_of_order
             or v_known_revision[n] is distinct from v_known_revision[v_first] + n - v_first;
         end if;
       end loop;

       if v_known = p_count[i] and v_other is null and not v_out_of_order then
         v_verdicts[i] := 'duplicate';
         v_out_revision[i] := v_known_revision[v_end];
         v_out_position[i] := v_known_position[v_end];
       elsif v_known > 0 then
         v_verdicts[i] := 'id-conflict';
         v_out_id[i] := p_id[coalesce(v_other, v_first_known)];
       elsif v_head <> p_expected[i] then
         v_verdicts[i] := 'wrong-revision';
         v_out_revision[i] := v_head;
       else
         if v_log.simulating then
           if p_instant[i] is null then
             raise exception 'This store is simulating and needs a simulated clock.' using errcode = '55000';
           end if;
           v_instant := greatest(v_last, least(v_clock, date_trunc('milliseconds', p_instant[i])));
           v_mark := 'simulated';
         else
           v_instant := greatest(v_last, v_clock);
           v_mark := case when v_instant > v_clock + interval '1 second' then 'held-back' else 'database' end;
         end if;
         for n in v_first .. v_end loop
           v_position := v_position + 1;
           v_head := v_head + 1;
           v_at[n] := v_position;
           v_stream[n] := v_streams[i];
           v_revision[n] := v_head;
           v_recorded[n] := v_instant;
           v_marks[n] := v_mark;
           v_holder[n] := n;
         end loop;
         v_last := v_instant;
         v_verdicts[i] := 'appended';
         v_out_revision[i] := v_head;
         v_out_position[i] := v_position;
       end if;
       v_heads[i] := v_head;
       v_first := v_end + 1;
     end loop;

     if v_position > v_log.position then
       insert into es.event (position, stream, revision, event_id, type, data, metadata, recorded_at, clock)
       select u.position, u.stream, u.revision, u.id, u.type, u.data::json, u.metadata::json, u.recorded, u.mark
         from unnest(v_at, v_stream, v_revision, p_id, p_type, p_data, p_metadata, v_recorded, v_marks)
              as u(position, stream, revision, id, type, data, metadata, recorded, mark)
        where u.position is not null;
       insert into es.stream as s (stream, revision)
       select u.stream, max(u.revision) from unnest(v_stream, v_revision) as u(stream, revision)
        where u.stream is not null group by u.stream
           on conflict (stream) do update set revision = excluded.revision;
       update es.log set position = v_position, last_recorded_at = v_last;
       perform pg_notify('es', v_position::text);
     end if;

     return query
       select u.verdict, u.revision, u.position, u.id
         from unnest(v_verdicts, v_out_revision, v_out_position, v_out_id)
              with ordinality as u(verdict, revision, position, id, n)
        order by u.n;
   end $$`,

  `create or replace function es.seal() returns void language plpgsql security definer
   set search_path = pg_catalog, pg_temp as $$
   begin
     perform pg_advisory_xact_lock(${APPEND_LOCK});
     update es.log set simulating = false, sealed_at = coalesce(sealed_at, clock_timestamp())
      where simulating or sealed_at is null;
   end $$`,

  `revoke all on schema es from public`,
  `revoke all on all tables in schema es from public`,
  `revoke all on all functions in schema es from public`,
];

function forbidden(table: string, acts: string): string[] {
  return [
    `create or replace function es.refuse_change() returns trigger language plpgsql as $$
     begin
       raise exception 'What the log holds is never changed or deleted (% on %).', tg_op, tg_table_name
         using errcode = '55000';
     end $$`,
    `drop trigger if exists refuse_change on es.${table}`,
    `create trigger refuse_change before ${acts} on es.${table}
       for each statement execute function es.refuse_change()`,
    `alter table es.${table} enable always trigger refuse_change`,
  ];
}
