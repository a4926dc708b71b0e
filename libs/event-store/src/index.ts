export { NoSimulatedClock, type Simulation } from './clock.js';
export { EventStoreModule, openEventStore, type EventStoreOptions } from './event-store.module.js';
export {
  EventStoreDbEventStore,
  type EventStoreDbOptions,
} from './eventstoredb/eventstoredb-event-store.js';
export { InMemoryEventStore, type InMemoryOptions } from './in-memory/in-memory-event-store.js';
export { PostgresEventStore, type PostgresOptions } from './postgres/postgres-event-store.js';
