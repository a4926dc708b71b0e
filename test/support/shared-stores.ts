import type { EventStore } from '#event-sourcing';
import { EventStoreDbEventStore, PostgresEventStore } from '#event-store';
import { startEventStoreDb } from './eventstoredb/index.js';

/** Where servers that share a PostgreSQL keep their events: in it, or beside it. */
export type SharedStore = Readonly<{
  environment: Readonly<Record<string, string>>;
  positions: 'gapless' | 'opaque';
  /** EventStoreDB answers a repeat as it answers the first; two servers can't tell which was which. */
  tellsRepeats: boolean;
  open: (databaseUrl: string) => Promise<EventStore>;
  stop: () => Promise<void>;
}>;

export const sharedStores: readonly (readonly [string, () => Promise<SharedStore>])[] = [
  [
    'with the events in it',
    () =>
      Promise.resolve({
        environment: {},
        positions: 'gapless',
        tellsRepeats: true,
        open: (connectionString) => PostgresEventStore.open({ connectionString }),
        stop: () => Promise.resolve(),
      }),
  ],
  [
    'and one EventStoreDB',
    async () => {
      const server = await startEventStoreDb();
      return {
        environment: { EVENTSTORE_URL: server.url },
        positions: 'opaque',
        tellsRepeats: false,
        open: () => EventStoreDbEventStore.open({ connectionString: server.url }),
        stop: () => server.stop(),
      };
    },
  ],
];
