import type { LogUnderTest } from '#event-store/testing';
import { startEventStoreDb, type TestEventStoreDb } from './eventstoredb/index.js';
import { EventStoreDbEventStore, type EventStoreDbOptions } from '#event-store';

/** A log on a test server of its own, with what can befall it. */
export async function onTestServer(
  options: Partial<EventStoreDbOptions> = {},
): Promise<LogUnderTest & Readonly<{ server: TestEventStoreDb }>> {
  const server = await startEventStoreDb();
  const stores: EventStoreDbEventStore[] = [];
  return {
    server,
    open: async (simulation = {}) => {
      const store = await EventStoreDbEventStore.open({
        pollEvery: 20,
        ...options,
        ...simulation,
        connectionString: server.url,
      });
      stores.push(store);
      return store;
    },
    dispose: async () => {
      await Promise.all(stores.map((store) => store.close()));
      await server.stop();
    },
    faults: {
      'the server dies and comes back': () => server.restart(),
      'the line breaks': () => {
        server.cutConnections();
        return Promise.resolve();
      },
    },
  };
}
