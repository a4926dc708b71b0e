import {
  binaryEvent,
  EventStoreDBClient,
  NO_STREAM,
  type AppendExpectedRevision,
} from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { EventStoreDbEventStore, InMemoryEventStore, PostgresEventStore } from '#event-store';
import { measureAppends, measureReading, type Appends } from '#event-store/testing';
import { medianOf, ms, thousands, type Line } from './figures.js';

const RUNS = 3;
const CALLERS = [1, 8, 32, 128] as const;

/** Appends and reads of the adapters beside PostgreSQL's, and of EventStoreDB's client without ours. */
export async function adapters(url: string, milliseconds: number): Promise<Line[]> {
  const inMemory = new InMemoryEventStore();
  const lines = await speeds('in memory', inMemory, milliseconds);
  const eventStoreUrl = process.env['EVENTSTORE_URL'] ?? '';
  if (eventStoreUrl === '') {
    const what = 'EventStoreDB: not measured';
    return [...lines, { what, median: '', detail: 'set EVENTSTORE_URL to a server that is empty' }];
  }
  return [...lines, ...(await eventStoreDb(eventStoreUrl, url, milliseconds))];
}

async function eventStoreDb(
  connectionString: string,
  postgresUrl: string,
  milliseconds: number,
): Promise<Line[]> {
  const store = await EventStoreDbEventStore.open({
    connectionString,
    part: { prefix: `bench-${randomUUID()}/`, after: 0n },
  });
  const postgres = await PostgresEventStore.open({ connectionString: postgresUrl });
  const bare = EventStoreDBClient.connectionString(connectionString);
  try {
    return [
      ...(await speeds('EventStoreDB', store, milliseconds)),
      ...(await appendSpeeds('EventStoreDB, its client alone', bareAppends(bare), milliseconds)),
      ...(await appendSpeeds('PostgreSQL in the same run', postgres, milliseconds, [32])),
    ];
  } finally {
    await Promise.all([store.close(), postgres.close(), bare.dispose()]);
  }
}

/** The client as anybody would use it: no ids kept, no verdicts, no time-outs. */
const bareAppends = (client: EventStoreDBClient): Appends => ({
  append: async (stream, expected, events) => {
    const expectedRevision: AppendExpectedRevision =
      expected === 'no-stream' ? NO_STREAM : BigInt(expected);
    const { nextExpectedRevision, position } = await client.appendToStream(
      `bare-${RUN}${stream}`,
      events.map(({ id, type, data, metadata }) =>
        binaryEvent({ id, type, data: Buffer.from(data), metadata: Buffer.from(metadata) }),
      ),
      { expectedRevision },
    );
    const revision = Number(nextExpectedRevision);
    return { outcome: 'appended', revision, position: position?.commit ?? 0n };
  },
});

const RUN = randomUUID();

async function speeds(
  name: string,
  store: InMemoryEventStore | EventStoreDbEventStore,
  milliseconds: number,
): Promise<Line[]> {
  const lines = await appendSpeeds(name, store, milliseconds);
  const read = await measureReading(store, { parsed: true });
  return [
    ...lines,
    {
      what: `${name}: read all and parse`,
      median: `${thousands(read.perSecond)} events/s`,
      detail: `${thousands(read.events)} events`,
    },
  ];
}

async function appendSpeeds(
  name: string,
  store: Appends,
  milliseconds: number,
  callersEach: readonly number[] = CALLERS,
): Promise<Line[]> {
  const lines: Line[] = [];
  for (const callers of callersEach) {
    const runs = [];
    for (let run = 0; run < RUNS; run++) {
      runs.push(await measureAppends(store, { callers, milliseconds: milliseconds / 2 }));
    }
    lines.push({
      what: `${name}: append, ${String(callers)} callers`,
      median: `${thousands(medianOf(runs.map(({ perSecond }) => perSecond)))} events/s`,
      detail: `p50 ${ms(medianOf(runs.map(({ p50 }) => p50)))}, p99 ${ms(medianOf(runs.map(({ p99 }) => p99)))}`,
    });
  }
  return lines;
}
