import type { AnyMessage } from './message.js';

/** Who did what for whom, and why: kept beside every event, never inside its data. */
export type Metadata = Readonly<{
  /** Opaque id of the person or machine; never a name. */
  actor: string;
  role: string;
  /** ODS code of the organisation acted for. */
  organisation: string;
  /** The command this event came from, and the SHA-256 of that command. */
  command: string;
  digest: string;
  correlation: string;
  causation: string;
  schemaVersion: number;
  modelVersion?: string;
}>;

/** An event as it is handed to a store: its bytes are final. */
export type NewEvent = Readonly<{
  /** UUIDv5 of the command id and the event's index, so that a repeat carries the same id. */
  id: string;
  type: string;
  /** JSON text, kept byte for byte. */
  data: string;
  metadata: string;
}>;

/** An event as the store keeps it. */
export type StoredEvent = NewEvent &
  Readonly<{
    stream: string;
    /** 0 for the first event of a stream. */
    revision: number;
    /** Opaque token of the store; grows along the log. */
    position: bigint;
    /** The store's clock, UTC, whole milliseconds: 2026-11-24T09:30:00.000Z. */
    recordedAt: string;
  }>;

/** A stored event, read: the fact, plus where, when and by whom it was written. */
export type Recorded<Event extends AnyMessage = AnyMessage> = Event &
  Omit<StoredEvent, 'type' | 'data' | 'metadata'> &
  Readonly<{ metadata: Metadata }>;

export type ExpectedRevision = number | 'no-stream';

export type AppendOutcome =
  /** `duplicate`: the very same events were there already; revision and position are theirs. */
  | Readonly<{ outcome: 'appended' | 'duplicate'; revision: number; position: bigint }>
  | Readonly<{ outcome: 'wrong-revision'; current: ExpectedRevision }>
  /** An event with this id exists with another stream, type or data. */
  | Readonly<{ outcome: 'id-conflict'; id: string }>;

export type Head = Readonly<{ position: bigint; id: string; recordedAt: string }>;

/** One delivery of a subscription; an empty one says that nothing new has come. */
export type Delivery = Readonly<{ events: readonly StoredEvent[]; caughtUp: boolean }>;

export type RestoreWatch = Readonly<{
  signal?: AbortSignal | undefined;
  onWritten?: ((entries: number) => void) | undefined;
}>;

/**
 * `simulating` until sealed: instants come from a simulated clock. `filling`: a `restore` was begun and
 * not finished, so that the log is a part of one.
 */
export type LogStanding = 'live' | 'simulating' | 'filling';

/**
 * The port every store honours; one contract suite holds each adapter to it.
 * Methods reject with StoreUnavailable when the store can't be reached, with UnknownOutcome when an
 * append may or may not have been written, and with InvalidAppend for events no store would take.
 */
export interface EventStore {
  append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
  ): Promise<AppendOutcome>;
  /** A stream in order; empty when there is none. */
  readStream(stream: string, fromRevision?: number): Promise<readonly StoredEvent[]>;
  /** Up to `limit` events after a position (from the beginning without one), in log order. */
  readAll(after: bigint | undefined, limit: number): Promise<readonly StoredEvent[]>;
  /** The event at a position; undefined where this log has none there. */
  at(position: bigint): Promise<StoredEvent | undefined>;
  /** All events after a position, then whatever comes, until the signal aborts. */
  subscribeToAll(
    options: Readonly<{ after?: bigint | undefined; batchSize?: number; signal: AbortSignal }>,
  ): AsyncIterable<Delivery>;
  /** The last event of the log; undefined while it is empty. */
  head(): Promise<Head | undefined>;
  /** The store's clock, as it would stamp an event now: ISO 8601, UTC, milliseconds. */
  now(): Promise<string>;
  /**
   * Fills an empty store with entries in order, keeping ids, bytes and recorded instants. One that
   * writes only after it has read them all says meanwhile how many are written, and ends in between
   * when the signal aborts; then the same call goes on.
   */
  restore(
    entries: AsyncIterable<StoredEvent> | Iterable<StoredEvent>,
    watch?: RestoreWatch,
  ): Promise<void>;
  standing(): Promise<LogStanding>;
  /** Ends simulation for ever. */
  seal(): Promise<void>;
  close(): Promise<void>;
}

/** Token by which modules inject the store. */
export const EVENT_STORE = Symbol('EVENT_STORE');

/** The store can't be reached; nothing was written. */
export class StoreUnavailable extends Error {}

/** The connection was lost while an append was under way; it may have been written. */
export class UnknownOutcome extends StoreUnavailable {}

/** No store would take these events: nothing to append, an id that is no UUID, too many bytes, NUL. */
export class InvalidAppend extends Error {}

/** The log itself is damaged: what follows from it would be wrong, so readers stop and people look. */
export class BrokenLog extends Error {}

/** The target of `restore` holds events already. */
export class StoreNotEmpty extends Error {}

/** How this build writes what stands in events; a higher number is of a newer build. */
export const SCHEMA_VERSION = 1;

/** An event that this build can't read: no JSON, or written in a way that only a newer build knows. */
export class UnreadableEvent extends Error {
  constructor({ type, stream, revision }: StoredEvent, why: string, options?: ErrorOptions) {
    super(`The "${type}" at revision ${String(revision)} of "${stream}" ${why}`, options);
  }
}

/**
 * Parses the texts of a stored event; the reader names the glossary it expects.
 * Throws UnreadableEvent rather than take it for something else.
 */
export function read<Event extends AnyMessage>(stored: StoredEvent): Recorded<Event> {
  const data = parsed(stored, stored.data) as Event['data'];
  const metadata = parsed(stored, stored.metadata) as Metadata;
  const { schemaVersion = SCHEMA_VERSION } = (metadata as Partial<Metadata> | null) ?? {};
  if (schemaVersion > SCHEMA_VERSION) {
    throw new UnreadableEvent(
      stored,
      `was written in schema version ${String(schemaVersion)}, and this version of the tracker reads up to ${String(SCHEMA_VERSION)}: upgrade it first.`,
    );
  }
  return { ...stored, data, metadata } as unknown as Recorded<Event>;
}

function parsed(stored: StoredEvent, json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new UnreadableEvent(stored, 'is not JSON.', { cause });
  }
}
