import { randomUUID } from 'node:crypto';
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import { percentileOf, perSecond, timed } from './figures.js';

/**
 * Emmett's PostgreSQL store, on the same server. In a process of its own, because it changes the
 * type parsers of pg for the whole process. Prints one line of JSON.
 */
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
await store.close();
process.stdout.write(
  `${JSON.stringify({
    appended: latencies.length,
    appendsPerSecond: perSecond(latencies.length, appending),
    p50: percentileOf(latencies, 50),
    p99: percentileOf(latencies, 99),
    followed,
    followedPerSecond: perSecond(followed, following),
  })}\n`,
);
