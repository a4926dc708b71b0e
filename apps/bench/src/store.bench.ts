import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { PostgresEventStore } from '#event-store';
import { measureAppends, measureReading } from '#event-store/testing';
import {
  appendsInWords,
  medianOf,
  perSecond,
  runsInWords,
  thousands,
  timed,
  type Line,
} from './figures.js';

const RUNS = 3;

/** What the machine itself can do with the same rows. */
export type Ceilings = Readonly<{ insertedPerSecond: number; readPerSecond: number }>;

/** Measures what the machine itself can do, so that our share of it can be told. */
export async function ceilings(url: string, found: (ceilings: Ceilings) => void): Promise<Line[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    `create unlogged table if not exists bench_copy (position bigint, stream text, revision bigint, id uuid, type text, data json, metadata json, recorded_at timestamptz);
     create table if not exists bench_bare (position bigint generated always as identity primary key, stream text, revision bigint, id uuid, type text, data json, metadata json, recorded_at timestamptz default clock_timestamp());
     create index bench_copy_position on bench_copy (position);
     alter table bench_copy set logged`,
  );
  try {
    const copied: number[] = [];
    const inserted: number[] = [];
    const read: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      await client.query('truncate bench_copy, bench_bare');
      copied.push(perSecond(COPIED, await timed(() => copyRows(client))));
      inserted.push(perSecond(INSERTED, await timed(() => insertBare(client))));
      read.push(perSecond(COPIED, await timed(() => readBare(client))));
    }
    found({ insertedPerSecond: medianOf(inserted), readPerSecond: medianOf(read) });
    return [
      line('ceiling: COPY of event rows', copied, 'rows/s'),
      line('ceiling: bare insert, 32 rows a commit', inserted, 'rows/s'),
      line('ceiling: bare select of 1,000 rows a page and JSON.parse', read, 'rows/s'),
    ];
  } finally {
    await client.query('drop table bench_copy, bench_bare');
    await client.end();
  }
}

/** Durable one-event appends, with the idempotency check and NOTIFY, and reading the log back. */
export async function store(
  url: string,
  milliseconds: number,
  ceiling: Ceilings | undefined,
  found: (appendsAt32: number) => void,
): Promise<Line[]> {
  const events = await PostgresEventStore.open({ connectionString: url });
  try {
    const lines: Line[] = [];
    for (const callers of [1, 8, 32, 128]) {
      const runs = [];
      for (let run = 0; run < RUNS; run++) {
        runs.push(await measureAppends(events, { callers, milliseconds }));
      }
      const perSecond = medianOf(runs.map((run) => run.perSecond));
      if (callers === 32) found(perSecond);
      lines.push({
        what: `append, ${String(callers)} callers`,
        median: `${thousands(perSecond)} events/s`,
        detail: appendsInWords(runs),
        aim: [
          ...(callers === 32 ? ['8,000/s or more, p99 under 15 ms'] : []),
          ...shareOf('bare inserts', perSecond, ceiling?.insertedPerSecond),
        ].join('; '),
      });
    }
    const read = [];
    for (let run = 0; run < RUNS; run++) {
      read.push((await measureReading(events, { parsed: true })).perSecond);
    }
    const aim = shareOf('bare reading', medianOf(read), ceiling?.readPerSecond).join('');
    return [...lines, { ...line('read all and parse', read, 'events/s'), aim }];
  } finally {
    await events.close();
  }
}

const COPIED = 100_000;
const INSERTED = 32_000;

async function copyRows(client: pg.Client): Promise<void> {
  const rows = (function* () {
    for (let i = 0; i < COPIED; i++) {
      yield `${String(i)}\tadoption-R${String(i % 5_000)}\t${String(Math.floor(i / 5_000))}\t${randomUUID()}\tAdoptionMeasured\t${DATA}\t${METADATA}\t2026-11-01T00:00:00Z\n`;
    }
  })();
  await pipeline(Readable.from(rows), client.query(copyFrom('copy bench_copy from stdin')));
}

/** Pages by the same index the store uses, with the driver's own parsing, and nothing checked. */
async function readBare(client: pg.Client): Promise<void> {
  for (let after = 0, rows = 1; rows > 0; after += 1_000) {
    const page = await client.query<[string, string, string, string, string, string]>({
      name: 'bench-read',
      text: `select stream, revision, id, type, data::text, metadata::text from bench_copy
              where position >= $1 and position < $1 + 1000 order by position`,
      values: [after],
      rowMode: 'array',
    });
    rows = page.rows.length;
    for (const row of page.rows) JSON.parse(row[4]);
  }
}

async function insertBare(client: pg.Client): Promise<void> {
  for (let i = 0; i < INSERTED; i += 32) {
    const numbers = Array.from({ length: 32 }, (_, n) => i + n);
    await client.query({
      name: 'bench-bare',
      text: `insert into bench_bare (stream, revision, id, type, data, metadata)
             select * from unnest($1::text[], $2::bigint[], $3::uuid[], $4::text[], $5::json[], $6::json[])`,
      values: [
        numbers.map((n) => `adoption-R${String(n % 5_000)}`),
        numbers.map((n) => Math.floor(n / 5_000)),
        numbers.map(() => randomUUID()),
        numbers.map(() => 'AdoptionMeasured'),
        numbers.map(() => DATA),
        numbers.map(() => METADATA),
      ],
    });
  }
}

const DATA = JSON.stringify({
  organisation: 'ZZD01',
  capability: 'C105',
  numerator: 8400,
  denominator: 10000,
  window: { from: '2025-06-01', to: '2025-06-30' },
  method: 'system report',
  effective: { earliest: '2025-06-30', latest: '2025-06-30', precision: 'day' },
});
const METADATA = JSON.stringify({
  actor: 'a-1',
  role: 'trust-recorder',
  organisation: 'ZZD01',
  command: '00000000-0000-4000-8000-000000000001',
  schemaVersion: 1,
});

const shareOf = (of: string, ours: number, ceiling: number | undefined): string[] =>
  ceiling === undefined ? [] : [`${((100 * ours) / ceiling).toFixed(0)} % of ${of}`];

const line = (what: string, runs: readonly number[], unit: string): Line => ({
  what,
  median: `${thousands(medianOf(runs))} ${unit}`,
  detail: runsInWords(runs),
});
