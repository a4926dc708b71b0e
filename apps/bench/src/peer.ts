import { randomUUID } from 'node:crypto';
import type { Event } from '@event-driven-io/emmett';
import {
  getPostgreSQLEventStore,
  postgreSQLEventStoreConsumer,
  postgreSQLProjection,
} from '@event-driven-io/emmett-postgresql';
import pg from 'pg';
import { percentileOf, perSecond, timed } from './figures.js';

/**
 * Emmett's PostgreSQL store, on the same server. In a process of its own, because it changes the
 * type parsers of pg for the whole process. Prints one line of JSON.
 */
type Measured = Event<'AdoptionMeasured', { numerator: number; denominator: number }>;

const [url = '', milliseconds = '3000', callers = '32'] = process.argv.slice(2);
const store = getPostgreSQLEventStore(url);
await store.schema.migrate();

const latencies: number[] = [];
const run = randomUUID().slice(0, 8);
const end = performance.now() + Number(milliseconds);
const appending = await timed(() =>
  Promise.all(
    Array.from({ length: Number(callers) }, async (_, caller) => {
      for (let turn = 0; performance.now() < end; turn++) {
        const began = performance.now();
        await store.appendToStream(
          `adoption-${run}${String(caller)}-${String(turn % 50)}`,
          [{ type: 'AdoptionMeasured', data: { numerator: turn, denominator: 10_000 } }],
          { expectedStreamVersion: BigInt(Math.floor(turn / 50)) },
        );
        latencies.push(performance.now() - began);
      }
    }),
  ),
);

let followed = 0;
const consumer = store.consumer({ stopWhen: { noMessagesLeft: true } });
consumer.reactor({
  processorId: `bench-${run}`,
  eachMessage: () => {
    followed++;
  },
});
const following = await timed(() => consumer.start());
await consumer.close();

await administer('drop table if exists measured');
await administer(
  `create table measured (stream text, revision bigint, numerator int, denominator int,
     primary key (stream, revision))`,
);
// A consumer that is closed takes the pool of its store with it.
const rebuilder = postgreSQLEventStoreConsumer({
  connectionString: url,
  stopWhen: { noMessagesLeft: true },
  pulling: { batchSize: 1_000 },
});
rebuilder.projector<Measured>({
  processorId: `bench-rows-${run}`,
  projection: postgreSQLProjection<Measured>({
    name: `measured-${run}`,
    canHandle: ['AdoptionMeasured'],
    // One statement a batch, in the transaction of its checkpoint: as our engine writes.
    handle: async (events, { connection: { client } }) => {
      await client.query(
        `insert into measured select * from unnest($1::text[], $2::bigint[], $3::int[], $4::int[])
         on conflict (stream, revision) do update set numerator = excluded.numerator`,
        [
          events.map(({ metadata }) => metadata.streamName),
          events.map(({ metadata }) => String(metadata.streamPosition)),
          events.map(({ data }) => data.numerator),
          events.map(({ data }) => data.denominator),
        ],
      );
    },
  }),
});
const rebuilding = await timed(() => rebuilder.start());
await rebuilder.close();
const rows = await administer('select count(*)::int as rows from measured');
await store.close();
process.stdout.write(
  `${JSON.stringify({
    appended: latencies.length,
    appendsPerSecond: perSecond(latencies.length, appending),
    p50: percentileOf(latencies, 50),
    p99: percentileOf(latencies, 99),
    followed,
    followedPerSecond: perSecond(followed, following),
    rows,
    rowsPerSecond: perSecond(rows, rebuilding),
  })}\n`,
);

async function administer(statement: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const result = await client.query<{ rows: number }>(statement);
    return result.rows[0]?.rows ?? 0;
  } finally {
    await client.end();
  }
}
