import { randomUUID } from 'node:crypto';
import { checkAgainstModel, describeEventStore, type LogUnderTest } from '#event-store/testing';
import { EventStoreDbEventStore } from './eventstoredb-event-store.js';

const connectionString = process.env['EVENTSTORE_URL'] ?? '';

const OURS = 'contract-';

/** Tests fill whatever they are pointed at: a log that anyone relies on must never be that. */
beforeAll(async () => {
  const store = await EventStoreDbEventStore.open({ connectionString });
  try {
    let page = await store.readAll(undefined, PAGE);
    while (page.length > 0) {
      const foreign = page.find(({ stream }) => !stream.startsWith(OURS));
      if (foreign !== undefined) {
        throw new Error(
          `EVENTSTORE_URL names a store that holds the stream "${foreign.stream}": the tests run only on one that holds nothing but theirs.`,
        );
      }
      page = await store.readAll(page.at(-1)?.position, PAGE);
    }
  } finally {
    await store.close();
  }
});

const PAGE = 1_000;

/** Each test has a part of the server's log to itself, as nothing can be taken out of it again. */
async function partOfLog(): Promise<LogUnderTest> {
  const whole = await EventStoreDbEventStore.open({ connectionString });
  const part = {
    prefix: `${OURS}${randomUUID()}/`,
    after: (await whole.head())?.position ?? 0n,
  };
  const stores = [whole];
  return {
    open: async (options = {}) => {
      const store = await EventStoreDbEventStore.open({
        ...options,
        connectionString,
        part,
        pollEvery: 20,
      });
      stores.push(store);
      return store;
    },
    dispose: async () => {
      await Promise.all(stores.map((store) => store.close()));
    },
  };
}

describeEventStore('EventStoreDB (a real server)', partOfLog, { findsIds: 'at-the-same-revision' });
checkAgainstModel('EventStoreDB (a real server)', partOfLog, {
  positions: 'growing',
  refusesMisuse: false,
  tellsRepeats: false,
});
