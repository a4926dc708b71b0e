import {
  binaryEvent,
  EventStoreDBClient,
  NO_STREAM,
  type AppendExpectedRevision,
} from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import type { EventStore } from '#event-sourcing';
import { EventStoreDbEventStore, InMemoryEventStore, PostgresEventStore } from '#event-store';
import { measureReading, type Appends } from '#event-store/testing';
import { startEventStoreDb } from '../../../test/support/eventstoredb/index.js';
import { AppendSpeeds, CALLERS, type Callers } from './append-speeds.js';
import { runsInWords, thousands, type Line } from './figures.js';

/** Streams that `npm run bench` and `npm run test:eventstore` leave behind in a server for tests. */
const OF_TESTS = /^(bench|contract)-/;

/** Appends and reads of each adapter, and of EventStoreDB's client without ours. */
export async function adapters(postgresUrl: string, milliseconds: number): Promise<Line[]> {
  const inMemory = new InMemoryEventStore();
  const speeds = await AppendSpeeds.of([{ name: 'in memory', store: inMemory }], milliseconds / 2);
  const lines = [...speeds.lines, await readSpeed('in memory', inMemory)];
  const eventStoreUrl = process.env['EVENTSTORE_URL'] ?? '';
  const rest =
    eventStoreUrl === ''
      ? await onTheTestServer(postgresUrl, milliseconds / 2)
      : await onARealServer(eventStoreUrl, postgresUrl, milliseconds / 2);
  return [...lines, ...rest];
}

/** It imitates the protocol, not the speed: what stands here says what our adapter costs at most. */
async function onTheTestServer(postgresUrl: string, milliseconds: number): Promise<Line[]> {
  const name = 'EventStoreDB test server, orientation only';
  const server = await startEventStoreDb();
  const store = await EventStoreDbEventStore.open({ connectionString: server.url });
  const postgres = await PostgresEventStore.open({ connectionString: postgresUrl });
  try {
    const compared = [
      { name, store },
      { name: POSTGRES, store: postgres },
    ];
    const speeds = await AppendSpeeds.of(compared, milliseconds);
    const reads = [await readSpeed(name, store), await readSpeed(POSTGRES, postgres)];
    const instead = {
      what: `${POSTGRES} beside ${EVENTSTOREDB}`,
      median: '',
      detail: 'set EVENTSTORE_URL to a real server for tests',
    };
    return [...speeds.lines, ...reads, instead];
  } finally {
    await Promise.all([store.close(), postgres.close()]);
    await server.stop();
  }
}

const EVENTSTOREDB = 'EventStoreDB';
const CLIENT = 'EventStoreDB, its client alone';
const POSTGRES = 'PostgreSQL in the same run';

async function onARealServer(
  connectionString: string,
  postgresUrl: string,
  milliseconds: number,
): Promise<Line[]> {
  const prefix = `bench-${randomUUID()}/`;
  const after = await endOfTestLog(connectionString);
  const store = await EventStoreDbEventStore.open({ connectionString, part: { prefix, after } });
  const postgres = await PostgresEventStore.open({ connectionString: postgresUrl });
  const client = EventStoreDBClient.connectionString(connectionString);
  try {
    const compared = [
      { name: EVENTSTOREDB, store },
      { name: CLIENT, store: bareAppends(client, prefix) },
      { name: POSTGRES, store: postgres },
    ];
    const speeds = await AppendSpeeds.of(compared, milliseconds);
    const reads = [await readSpeed(EVENTSTOREDB, store), await readSpeed(POSTGRES, postgres)];
    return [...speeds.lines, ...reads, ...comparisons(speeds)];
  } finally {
    await Promise.all([store.close(), postgres.close(), client.dispose()]);
  }
}

/** What is asked of the two stores, and of our adapter beside what it stands on. */
function comparisons(speeds: AppendSpeeds): Line[] {
  const line = (one: string, other: string, callers: Callers, aim: string): Line => {
    const { median, runs } = speeds.ratio(one, other, callers);
    return {
      what: `${one} beside ${other}: append, ${String(callers)} callers`,
      median: `${median.toFixed(2)} times`,
      detail: runsInWords(runs, (run) => run.toFixed(2)),
      aim,
    };
  };
  return [
    line(POSTGRES, EVENTSTOREDB, 32, '1.5 times or more'),
    ...CALLERS.map((callers) => line(EVENTSTOREDB, CLIENT, callers, '0.90 times or more')),
  ];
}

/** The bench fills whatever it is pointed at: a log that anyone relies on must never be that. */
async function endOfTestLog(connectionString: string): Promise<bigint> {
  const whole = await EventStoreDbEventStore.open({ connectionString });
  try {
    const [first] = await whole.readAll(undefined, 1);
    if (first !== undefined && !OF_TESTS.test(first.stream)) {
      throw new Error(
        `EVENTSTORE_URL names a store that holds the stream "${first.stream}": the bench runs only on a server for tests.`,
      );
    }
    return (await whole.head())?.position ?? 0n;
  } finally {
    await whole.close();
  }
}

/** The client as anybody would use it: no ids kept, no verdicts, no time-outs. */
const bareAppends = (client: EventStoreDBClient, prefix: string): Appends => ({
  append: async (stream, expected, events) => {
    const expectedRevision: AppendExpectedRevision =
      expected === 'no-stream' ? NO_STREAM : BigInt(expected);
    const { nextExpectedRevision, position } = await client.appendToStream(
      `${prefix}bare-${stream}`,
      events.map(({ id, type, data, metadata }) =>
        binaryEvent({ id, type, data: Buffer.from(data), metadata: Buffer.from(metadata) }),
      ),
      { expectedRevision },
    );
    const revision = Number(nextExpectedRevision);
    return { outcome: 'appended', revision, position: position?.commit ?? 0n };
  },
});

async function readSpeed(name: string, store: EventStore): Promise<Line> {
  const read = await measureReading(store, { parsed: true });
  return {
    what: `${name}: read all and parse`,
    median: `${thousands(read.perSecond)} events/s`,
    detail: `${thousands(read.events)} events`,
  };
}
