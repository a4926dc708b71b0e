import {
  binaryEvent,
  EventStoreDBClient,
  NO_STREAM,
  type AppendExpectedRevision,
} from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import type { EventStore } from '#event-sourcing';
import { EventStoreDbEventStore, InMemoryEventStore, PostgresEventStore } from '#event-store';
import {
  measureAppends,
  measureReading,
  type Appends,
  type AppendSpeed,
} from '#event-store/testing';
import { medianOf, ms, thousands, type Line } from './figures.js';

const RUNS = 3;
const CALLERS = [1, 8, 32, 128] as const;

/** Appends and reads of the adapters beside PostgreSQL's, and of EventStoreDB's client without ours. */
export async function adapters(url: string, milliseconds: number): Promise<Line[]> {
  const inMemory = new InMemoryEventStore();
  const lines = [
    ...(await appendSpeeds([['in memory', inMemory]], milliseconds)),
    await readSpeed('in memory', inMemory),
  ];
  const eventStoreUrl = process.env['EVENTSTORE_URL'] ?? '';
  if (eventStoreUrl === '') {
    const what = 'EventStoreDB: not measured';
    return [...lines, { what, median: '', detail: 'set EVENTSTORE_URL to a server for tests' }];
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
    const compared: readonly Measured[] = [
      ['EventStoreDB', store],
      ['EventStoreDB, its client alone', bareAppends(bare)],
      ['PostgreSQL in the same run', postgres],
    ];
    return [
      ...(await appendSpeeds(compared, milliseconds)),
      await readSpeed('EventStoreDB', store),
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

async function readSpeed(name: string, store: EventStore): Promise<Line> {
  const read = await measureReading(store, { parsed: true });
  return {
    what: `${name}: read all and parse`,
    median: `${thousands(read.perSecond)} events/s`,
    detail: `${thousands(read.events)} events`,
  };
}

type Measured = readonly [name: string, store: Appends];

/** In turns, so that whatever else the machine does befalls them alike. */
async function appendSpeeds(compared: readonly Measured[], milliseconds: number): Promise<Line[]> {
  const lines: Line[] = [];
  for (const callers of CALLERS) {
    const runs = compared.map((): AppendSpeed[] => []);
    for (let run = 0; run < RUNS; run++) {
      for (const [n, [, store]] of compared.entries()) {
        runs[n]?.push(await measureAppends(store, { callers, milliseconds: milliseconds / 2 }));
      }
    }
    for (const [n, [name]] of compared.entries()) {
      const median = (of: (speed: AppendSpeed) => number) => medianOf((runs[n] ?? []).map(of));
      lines.push({
        what: `${name}: append, ${String(callers)} callers`,
        median: `${thousands(median(({ perSecond }) => perSecond))} events/s`,
        detail: `p50 ${ms(median(({ p50 }) => p50))}, p99 ${ms(median(({ p99 }) => p99))}`,
      });
    }
  }
  return lines;
}
