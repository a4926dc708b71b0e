import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { EventStore } from '#event-sourcing';
import { PostgresEventStore } from '#event-store';
import { eventTypes, projections, Projector, ProjectionSet } from '#read-models';
import {
  ms,
  percentileOf,
  perSecond,
  thousands,
  timed,
  watchMemory,
  type Line,
} from './figures.js';
import { measured, newEvent, TRUSTS, worldOf } from './world.js';

const LIVE_EVENTS = 20_000;
const LIVE_APPEND = 100;
const SEEN = 200;
const TABLES = ['facts', 'entries', 'series', 'stage_intervals'];

/** Rebuilding and following with the real projections, over a world of so many events. */
export async function projecting(
  url: string,
  events: number,
  found: (rebuiltPerSecond: number) => void,
): Promise<Line[]> {
  const store = await PostgresEventStore.open({ connectionString: url });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const projectors: Projector[] = [];
  try {
    await store.restore(worldOf(events));
    const set = new ProjectionSet(projections, eventTypes);
    const options = { databaseUrl: url, store, projections: set, positions: 'gapless' } as const;
    const peak = watchMemory();
    const first = new Projector(options);
    projectors.push(first);
    const rebuilding = await timed(() => catchUp(first, store));
    const megabytes = peak();
    found(perSecond(events, rebuilding));
    const rows = await rowsOf(client);
    const copying = await copied(client);
    await first.stop();

    await appendMore(store);
    const behind = new Projector(options);
    projectors.push(behind);
    const following = await timed(() => catchUp(behind, store));
    const changes = (await rowsOf(client)) - rows;
    const seen = await seenAfter(behind, store);
    return [
      {
        what: `rebuild of all read models, ${thousands(events)} events`,
        median: `${thousands(perSecond(rows, rebuilding))} rows/s`,
        detail: `one run: ${thousands(perSecond(events, rebuilding))} events/s, ${thousands(rows)} rows in ${ms(rebuilding)}; most memory held ${String(megabytes)} MB (under 600 MB asked)`,
        aim: `COPY of the same rows ${thousands(perSecond(rows, copying))} rows/s: ${((100 * copying) / rebuilding).toFixed(0)} % (50 % asked)`,
      },
      {
        what: `following ${thousands(LIVE_EVENTS)} events`,
        median: `${thousands(perSecond(changes, following))} row changes/s`,
        detail: `one run: ${ms(following)}`,
        aim: '40,000 row changes/s',
      },
      {
        what: 'append to visible in the read models',
        median: ms(percentileOf(seen, 50)),
        detail: `p99 ${ms(percentileOf(seen, 99))}, of ${String(SEEN)} appends by one caller`,
        aim: 'p50 under 10 ms',
      },
    ];
  } finally {
    for (const projector of projectors) await projector.stop();
    await client.end();
    await store.close();
  }
}

async function catchUp(projector: Projector, store: EventStore): Promise<void> {
  projector.start();
  const { position } = (await store.head()) ?? { position: 0n };
  while (!((await projector.waitFor(position, 60_000)) ?? false)) {
    if (projector.status.alarm !== undefined) throw projector.status.alarm;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Milliseconds from the call to the moment at which a reader would find the row. */
async function seenAfter(projector: Projector, store: EventStore): Promise<number[]> {
  const took: number[] = [];
  for (let n = 0; n < SEEN; n++) {
    const began = performance.now();
    const outcome = await store.append(`adoption-SEEN${String(n)}-C401`, 'no-stream', [
      newEvent(measured(n, 'C401', 300)),
    ]);
    if (outcome.outcome !== 'appended') throw new Error(`An append ended as ${outcome.outcome}.`);
    await projector.waitFor(outcome.position, 10_000);
    took.push(performance.now() - began);
  }
  return took;
}

async function appendMore(store: EventStore): Promise<void> {
  for (let n = 0; n < LIVE_EVENTS; n += LIVE_APPEND) {
    await store.append(
      `adoption-LIVE${String(n)}-C402`,
      'no-stream',
      Array.from({ length: LIVE_APPEND }, (_, each) =>
        newEvent(measured(n + each, 'C402', 400 + Math.floor(n / TRUSTS))),
      ),
    );
  }
}

const rowsOf = async (client: pg.Client): Promise<number> => {
  const counts = TABLES.map((table) => `(select count(*) from read_models.${table})`);
  const { rows } = await client.query<{ rows: string }>(`select ${counts.join(' + ')} as rows`);
  return Number(rows[0]?.rows);
};

/** What PostgreSQL needs to take the same rows by COPY, into tables without indexes. */
async function copied(client: pg.Client): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  let total = 0;
  try {
    for (const table of TABLES) {
      const file = join(folder, table);
      const rows = client.query(copyTo(`copy (select * from read_models.${table}) to stdout`));
      await pipeline(rows, createWriteStream(file));
      await client.query(`create table copied_${table} as table read_models.${table} with no data`);
      const into = copyFrom(`copy copied_${table} from stdin`);
      total += await timed(() => pipeline(createReadStream(file), client.query(into)));
      await client.query(`drop table copied_${table}`);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  return total;
}
