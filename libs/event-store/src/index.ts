export { digestOf, entriesOf, LogUnfinished, type LogSum, type Watch } from './bundle/digest.js';
export { fill, LogsDiffer } from './bundle/fill.js';
export { type BundlePositions } from './bundle/format.js';
export { readBundle } from './bundle/read-bundle.js';
export { BundleRefused } from './bundle/refused.js';
export { writeBundle } from './bundle/write-bundle.js';
export { NoSimulatedClock, type Simulation } from './clock.js';
export { EventStoreModule, openEventStore, type EventStoreOptions } from './event-store.module.js';
export {
  EventStoreDbEventStore,
  type EventStoreDbOptions,
} from './eventstoredb/eventstoredb-event-store.js';
export { InMemoryEventStore, type InMemoryOptions } from './in-memory/in-memory-event-store.js';
export { heldBack } from './postgres/held-back.js';
export { PostgresEventStore, type PostgresOptions } from './postgres/postgres-event-store.js';
