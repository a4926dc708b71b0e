import { PostgresEventStore } from '#event-store';
import { seriesKey } from '#read-models/testing';
import type { Client } from 'pg';
import { fillBenefits } from './benefit-rows.js';
import { FIRST_MEASUREMENT } from './ledger-speed.js';
import { PERIOD, PROGRAMME, REPORT, TARGET } from './national-pages.js';
import { worldOf } from './world.js';

/** The first entries of the log that the store itself holds, for pages that read events. */
const LOGGED = 500;
const [FROM, TO] = ['2024-10-01', '2025-03-31'];

/**
 * What stands beside the measurements of so many trusts, as the projector would write it: every entry,
 * benefits with their actuals and the resources they share, a programme with a target, a closed period and
 * its report, evidence, assessments, and the stages of every trust from month to month.
 */
export async function fillBeside(client: Client, trusts: number): Promise<void> {
  await fillBenefits(client, trusts);
  await client.query(ENTRIES, [FIRST_MEASUREMENT]);
  const { rows } = await client.query<{ entry: string }>(
    `select max(recorded) as entry from facts where kind = 'adoption' and latest <= $1
       and recorded = first_entry`,
    [TO],
  );
  const entry = Number(rows[0]?.entry ?? 0);
  const registered = { name: 'National programme', scopeAreas: [], demonstration: false };
  await state(client, [PROGRAMME, 'programme', ''], registered);
  await state(client, [PROGRAMME, 'reporting-period', PERIOD], {
    ...{ from: FROM, to: TO, lastEntry: entry },
  });
  await state(client, [PROGRAMME, 'report', REPORT], {
    ...{ period: PERIOD, entry, asOf: TO, figures: FIGURES },
    ...{ models: [], definitions: [], cohorts: [] },
  });
  for (let trust = 1; trust <= trusts; trust++) {
    const organisation = `R${String(trust).padStart(3, '0')}`;
    const scores = { overall: 1 + (trust % 4) };
    await state(client, [organisation, 'assessment', 'DMA/2025'], {
      ...{ instrument: 'DMA', edition: '2025', scores, selfAssessed: true },
    });
    const title = 'Go-live report';
    await state(client, [`EV-${organisation}`, 'evidence', ''], { organisation, title });
  }
  await fillTarget(client, trusts);
  await fillPools(client, trusts);
  await client.query(STAGES, [trusts]);
}

/** A target that counts every trust: most had an EPR some months after they planned it, the rest still plan. */
async function fillTarget(client: Client, trusts: number): Promise<void> {
  const versions = { definition: 'epr', definitionVersion: 1, cohort: 'trusts', cohortVersion: 1 };
  await state(client, [PROGRAMME, 'definition', 'epr'], {
    ...{ version: 1, title: 'An EPR is in place', predicate: { live: 'epr' } },
  });
  const established = { version: 1, cause: 'established' };
  await state(client, [PROGRAMME, 'cohort', 'trusts'], established);
  await state(client, [PROGRAMME, 'target', TARGET], {
    ...{ metric: 'Trusts with an EPR', unit: 'percent', value: 95, deadline: '2026-03' },
    ...{ rebaselined: false, ...versions },
  });
  for (let trust = 1; trust <= trusts; trust++) {
    const code = `R${String(trust).padStart(3, '0')}`;
    await state(client, [PROGRAMME, 'cohort-member', `trusts@${code}`], {
      ...{ member: true, ...established },
    });
    const planned = trust % 8 === 0 ? '2025-12' : '2022-03';
    await state(client, [code, 'go-live-plan', 'epr'], {
      state: 'planned',
      plannedGoLive: planned,
    });
    if (trust % 8 === 0) continue;
    const live = { live: true, instance: 'epr', supplier: `Supplier ${String(trust % 5)}` };
    await state(
      client,
      [code, 'live', 'epr'],
      live,
      `2022-${String(3 + (trust % 9)).padStart(2, '0')}-15`,
    );
  }
}

/** Each of these resources is drawn on by ten benefits. */
const POOLS = 20;

async function fillPools(client: Client, trusts: number): Promise<void> {
  for (let at = 0; at < 10 * POOLS; at++) {
    const benefit = `R${String((at % trusts) + 1).padStart(3, '0')}-B${String(at)}`;
    await state(client, [`pool-${String(at % POOLS)}`, 'pool-share', benefit], { share: 0.1 });
  }
}

/** The log behind the first entries, and their rows as it has them. */
export async function fillLog(url: string, client: Client): Promise<void> {
  const events = [...worldOf(LOGGED)];
  const store = await PostgresEventStore.open({ connectionString: url });
  try {
    await store.restore(events);
  } finally {
    await store.close();
  }
  await client.query(
    `update entries e set event_id = l.id, stream = l.stream, type = l.type
     from unnest($1::bigint[], $2::uuid[], $3::text[], $4::text[]) l(entry, id, stream, type)
     where e.entry = l.entry`,
    [
      events.map(({ position }) => String(position)),
      events.map(({ id }) => id),
      events.map(({ stream }) => stream),
      events.map(({ type }) => type),
    ],
  );
}

const FIGURES = [
  ['use-gap', 'points'],
  ['optimisation-gap', 'points'],
  ...['1', '2', 'not-reported'].map((of) => ['stage-distribution', 'trusts', of] as const),
  ...['CRB', 'NCRB'].map((of) => ['money-validated', 'pence', of] as const),
].map(([figure, unit, of]) => ({ figure, unit, ...(of && { of }), formulaVersion: '1', value: 1 }));

/** States one fact, known from before the first measurement on. */
async function state(
  client: Client,
  [owner, kind, subject]: readonly [string, Parameters<typeof seriesKey>[0]['kind'], string],
  value: object,
  day = '2020-04-01',
): Promise<void> {
  const series = seriesKey({ owner, kind, subject });
  await client.query('insert into series values ($1, $2, $3, $4)', [owner, kind, subject, series]);
  await client.query(
    `insert into facts (recorded, series, kind, earliest, latest, precision, stated_order, first_entry,
       fact_id, event_id, value)
     values (19999, $1, $2, $4, $4, 'day', 0, 19999, gen_random_uuid(), gen_random_uuid(), $3)`,
    [series, kind, JSON.stringify(value), day],
  );
}

/** A measurement is recorded on the morning after its day; all that is stated was before the first. */
const ENTRIES = `
  insert into entries (entry, position, event_id, recorded_at, stream, type, actor, role, organisation,
    correlation)
  select distinct on (f.recorded) f.recorded, f.recorded, f.event_id,
    case when f.recorded <= $1 then timestamptz '2022-12-31 09:00Z'
      else ((f.latest + 1)::timestamp at time zone 'UTC') + interval '9 hours' end,
    s.kind || '-' || s.owner, 'Stated', 'p' || f.recorded % 50, 'trust-recorder', s.owner, 'c' || f.recorded
  from facts f join series s on s.series = f.series
  where (f.recorded <= $1 or f.kind = 'adoption' and f.recorded = f.first_entry)
    and not exists (select from entries e where e.entry = f.recorded)
  order by f.recorded, f.series`;

const STAGES = `
  insert into stage_intervals (organisation, from_day, to_day, declared, evidenced_low,
    evidenced_high, validated, missing, held_for)
  select 'R' || lpad(n::text, 3, '0'), day::date, (day + interval '1 month' - interval '1 day')::date,
    2, stage, least(4, stage + n % 2), nullif(stage, 0), '[]', 0
  from generate_series(1, $1) n,
    generate_series(timestamp '2023-01-01', timestamp '2025-09-01', interval '1 month') day,
    lateral (select least(4, (n + extract(month from day)::int * (n % 3)) / 60)::int as stage) s`;
