import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { maturityModelV1 } from '#maturity-models';
import { addDays, isoDate, type IsoDate } from '#vocabulary';
import { eventTypes, GapRollUp, Ledger, projections, ProjectionSet } from '#read-models';
import { GapRollUpHandler, Generation, membersOf, prepare } from '#read-models/testing';

export type LedgerSpeed = Readonly<{
  facts: number;
  series: number;
  /** Milliseconds for the newest fact of every adoption series at some asOf and knownAt. */
  probe: Percentiles;
  /** The whole national gap, its figure not kept and the database warm; then asked again. */
  nationalGap: Percentiles;
  repeated: Percentiles;
}>;
export type Percentiles = Readonly<{ p50: number; p95: number; p99: number }>;

const TRUSTS = 230;
const FROM = isoDate('2023-01-01');
/** The entries before these say what is stated. */
const FIRST_REALISATION = 20_000;
export const FIRST_MEASUREMENT = 100_000;

/** How many trusts, and what else is put into the tables before they get their indexes. */
export type Filling = Readonly<{ trusts?: number; more?: (client: Client) => Promise<void> }>;

/** Fills an empty database with a ledger of about so many facts, in the tables the engine makes. */
export async function fillLedger(
  databaseUrl: string,
  facts: number,
  { trusts = TRUSTS, more }: Filling = {},
): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await prepare(client);
    const generation = new Generation(new ProjectionSet(projections, eventTypes), 1);
    await generation.create(client);
    await client.query(`set search_path to ${generation.schemas.join()}`);
    await client.query('set synchronous_commit = off');
    await fill(client, trusts, Math.max(1, Math.round(facts / (trusts * 25))));
    await more?.(client);
    for (const table of generation.tables) {
      await generation.addKey(client, table);
      await generation.addIndexes(client, table);
    }
    await client.query('begin');
    await generation.expose(client);
    await client.query(
      `update projections.checkpoint set generation = 1, position = last.entry, settled = last.entry,
         entry = last.entry, recorded_at = last.recorded_at::text
       from (select entry, recorded_at from entries order by entry desc limit 1) last`,
    );
    await client.query('commit');
  } finally {
    await client.end();
  }
}

/** Asks the filled ledger at many moments. */
export async function measureLedger(databaseUrl: string, turns = 40): Promise<LedgerSpeed> {
  const source = new DataSource({ type: 'postgres', url: databaseUrl });
  await source.initialize();
  try {
    const ledger = new Ledger(source);
    const [{ facts, series, last }] = await source.query<Counted>(
      `select (select count(*) from read_models.facts)::int as facts,
         (select count(*) from read_models.series)::int as series,
         (select max(latest)::text from read_models.facts where window_from is not null) as last`,
    );
    const days = daysBetween(FROM, last);
    const moment = (turn: number) => ({
      asOf: addDays(FROM, Math.round(days * fraction(turn, 0.618))),
      knownAt: { day: addDays(FROM, Math.round(days * fraction(turn, 0.414))) },
    });
    const filter = { demonstration: false };
    const gap = (turn: number, handler = new GapRollUpHandler(ledger)) =>
      handler.execute(new GapRollUp(moment(turn), 'region', filter));
    const probe = (turn: number) => {
      const { asOf, knownAt } = moment(turn);
      return ledger.at(knownAt, (at) => {
        const members = membersOf(at, last, filter, 'as-was');
        return at.cohortValuesAt(
          members.map(({ trust }) => trust.code),
          asOf,
          ['adoption'],
        );
      });
    };
    const kept = new GapRollUpHandler(ledger);
    // Of other moments than those measured, as the gaps of trusts are kept.
    for (let turn = turns; turn < turns + 10; turn++) {
      await Promise.all([probe(turn), gap(turn)]);
    }
    await gap(0, kept);
    return {
      facts,
      series,
      probe: await timed(turns, probe),
      nationalGap: await timed(turns, (turn) => gap(turn)),
      repeated: await timed(turns, () => gap(0, kept)),
    };
  } finally {
    await source.destroy();
  }
}

type Counted = [{ facts: number; series: number; last: IsoDate }];

export async function timed(
  turns: number,
  ask: (turn: number) => Promise<unknown>,
): Promise<Percentiles> {
  const took: number[] = [];
  for (let turn = 0; turn < turns; turn++) {
    const began = performance.now();
    await ask(turn);
    took.push(performance.now() - began);
  }
  return percentilesOf(took);
}

export function percentilesOf(milliseconds: readonly number[]): Percentiles {
  const took = milliseconds.toSorted((one, other) => one - other);
  const at = (share: number) =>
    took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** Spread evenly over 0 to 1, never twice the same. */
const fraction = (turn: number, step: number): number => ((turn + 1) * step) % 1;

const daysBetween = (from: IsoDate, to: IsoDate): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** So many entries later a measurement is corrected, if the log is as long as that by then. */
const CORRECTED_AFTER = 200_000;

/** `rounds` measurements of every capability at every trust, one of 25 corrected later. */
async function fill(client: Client, count: number, rounds: number): Promise<void> {
  const step = Math.max(1, Math.floor(1_000 / rounds));
  const codes = maturityModelV1.capabilities.map(({ code }) => code);
  const trusts = `(select 'R' || lpad(n::text, 3, '0') as owner, n
    from generate_series(1, ${String(count)}) n)`;
  await client.query(
    `insert into series
     select owner, kind, subject, hashtextextended(owner || kind || subject, 0) & ((1::int8 << 53) - 1)
     from (
       select owner, kind, code || case kind when 'enabled' then '@' || owner else '' end as subject
       from ${trusts} t, unnest($1::text[]) code,
         unnest(array['adoption', 'realisation', 'scope', 'enabled']) kind
       union all
       select owner, kind, '' from ${trusts} t,
         unnest(array['status', 'name', 'classification', 'icb', 'region', 'stage-declared']) kind
       union all select 'nhs-epr', 'model', '1') s`,
    [codes],
  );
  await client.query(STATED, [JSON.stringify(maturityModelV1)]);
  await client.query(measured('realisation', FIRST_REALISATION, 12, 90));
  await client.query(measured('adoption', FIRST_MEASUREMENT, rounds, step));
  await client.query(
    `insert into facts (recorded, series, kind, earliest, latest, precision, stated_order, first_entry,
       fact_id, event_id, numerator, denominator, window_from)
     select superseded, series, kind, earliest, latest, precision, stated_order, first_entry, fact_id,
       md5('corrected' || recorded)::uuid, numerator, denominator + 100, window_from
     from facts where superseded is not null`,
  );
  await client.query(
    `insert into entries (entry, position, event_id, recorded_at, stream, type, actor, role,
       organisation, correlation)
     select max(recorded), max(recorded), gen_random_uuid(),
       ((latest + 1)::timestamp at time zone 'UTC') + interval '9 hours', 'adoption', 'AdoptionMeasured',
       'p', 'trust-recorder', 'R001', 'c'
     from facts
     where recorded > ${String(FIRST_MEASUREMENT)} and recorded = first_entry
     group by latest`,
  );
}

/** Everything that is stated, in the order of its entries. */
const STATED = `
  insert into facts (recorded, series, kind, earliest, latest, precision, stated_order, first_entry, fact_id,
    event_id, value)
  select n, series, kind, '2020-04-01', '2020-04-01', 'day', 0, n, md5('stated' || n)::uuid,
    md5('stated' || n)::uuid, value
  from (
    select row_number() over (order by kind, owner, subject) as n, series, kind,
      case kind
        when 'status' then '{"open": true, "kind": "trust", "demonstration": false}'
        when 'name' then jsonb_build_object('name', 'Trust ' || owner)
        when 'classification' then '{"trustType": "Acute"}'
        when 'icb' then jsonb_build_object('icb', 'Q' || right(owner, 2))
        when 'region' then jsonb_build_object('region', 'Y' || right(owner, 1))
        when 'stage-declared' then '{"stage": 2}'
        when 'scope' then jsonb_build_object('sites', jsonb_build_array(
          jsonb_build_object('site', owner, 'weight', 3),
          jsonb_build_object('site', owner || '01', 'weight', 1)))
        when 'enabled' then '{"live": true}'
        when 'model' then $1::jsonb
      end as value
    from series where kind not in ('adoption', 'realisation')) stated`;

const measured = (kind: string, after: number, rounds: number, step: number): string => `
  insert into facts (recorded, series, kind, superseded, earliest, latest, precision, stated_order,
    first_entry, fact_id, event_id, numerator, denominator, window_from)
  select n, series, kind, case when kind = 'adoption' and n % 25 = 0 and n + ${String(CORRECTED_AFTER)} <= last
      then n + ${String(CORRECTED_AFTER)} end, day, day, 'day', 0, n,
    md5(kind || n)::uuid, md5(kind || n)::uuid, 500 + n * 7919 % 500, 1000, day - 30
  from (
    select kind, series, date '${FROM}' + round * ${String(step)} as day,
      ${String(after)} + row_number() over (order by round, series) as n,
      ${String(after)} + count(*) over () as last
    from series, generate_series(0, ${String(rounds - 1)}) round
    where kind = '${kind}') m
  order by n`;
