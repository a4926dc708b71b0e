export type { AnyMessage, Json, JsonObject, Message, MessagesOf, Named } from './message.js';
export { accept, ask, refuse, refuseAt, replay, sentenceOf, UnknownEventType } from './decider.js';
export type {
  Decide,
  Decider,
  Decision,
  Evolve,
  Refused,
  RefusalDetails,
  Standing,
} from './decider.js';
export {
  EVENT_STORE,
  InvalidAppend,
  read,
  BrokenLog,
  StoreNotEmpty,
  StoreUnavailable,
  UnknownOutcome,
  UnreadableEvent,
} from './event-store.js';
export type {
  AppendOutcome,
  Delivery,
  EventStore,
  ExpectedRevision,
  LogStanding,
  RestoreWatch,
  Head,
  Metadata,
  NewEvent,
  Recorded,
  StoredEvent,
} from './event-store.js';
export { digestOf, eventIdOf, uuidV5 } from './identity.js';
export { handle, type Asker, type Handled, type Receipt, type Request } from './handle.js';
export { handleSeries, type Series } from './handle-series.js';
export { sideBySide } from './side-by-side.js';
export { changesOf, defineProjection } from './projection.js';
export type {
  AnyDerived,
  Change,
  Derived,
  Entry,
  Projection,
  ReadRows,
  RowClass,
  Tables,
  Touch,
} from './projection.js';
