import {
  read,
  UnreadableEvent,
  type Entry,
  type EventStore,
  type Metadata,
  type StoredEvent,
} from '#event-sourcing';
import { LogMismatch } from './alarms.js';
import type { Checkpoint } from './checkpoint.js';

/** `gapless`: a position is an entry number, as the PostgreSQL store promises; `opaque`: a token. */
export type Positions = 'gapless' | 'opaque';

/** An entry that may say why it can't be read; nothing else of it counts then. */
export type Numbered = Entry & Readonly<{ unreadable?: UnreadableEvent }>;

/** Gives events their place in the order of knowledge, and instants that never run backwards. */
export function numbered(
  events: readonly StoredEvent[],
  after: Checkpoint,
  positions: Positions,
): Numbered[] {
  let { entry } = after;
  let latest = after.recordedAt ?? '';
  return events.map((event) => {
    entry += 1;
    if (positions === 'gapless' && event.position !== BigInt(entry)) {
      throw new LogMismatch(
        `The log leads from entry ${String(entry - 1)} to position ${String(event.position)}: ` +
          'an event is missing or was inserted.',
      );
    }
    if (event.recordedAt > latest) latest = event.recordedAt;
    const { id, type, stream, revision, position } = event;
    const place = { id, type, stream, revision, position, recordedAt: latest, entry };
    return { ...place, ...contentOf(event) };
  });
}

/** What can't be read stops the projector at its turn, after all entries before it. */
function contentOf(event: StoredEvent): Pick<Numbered, 'data' | 'metadata' | 'unreadable'> {
  try {
    const { data, metadata } = read(event);
    return { data, metadata };
  } catch (unreadable) {
    if (!(unreadable instanceof UnreadableEvent)) throw unreadable;
    return { data: {}, metadata: {} as Metadata, unreadable };
  }
}

export const checkpointAt = (last: Entry): Checkpoint => ({
  position: last.position,
  eventId: last.id,
  entry: last.entry,
  recordedAt: last.recordedAt,
});

/** Holds a checkpoint against the log: a log restored from an older backup may have grown since. */
export async function assertSameLog(
  store: EventStore,
  { position, eventId, entry }: Checkpoint,
): Promise<void> {
  if (position === undefined) return;
  const event = await store.at(position);
  if (event?.id === eventId) return;
  const found = event === undefined ? 'no event' : `event ${event.id}`;
  throw new LogMismatch(
    `The read models include entry ${String(entry)}, event ${String(eventId)} at position ` +
      `${String(position)}, but the log has ${found} there. The log is not the one they were ` +
      'made from. After a move of the log run "projections rebuild"; it refuses if entries would change.',
  );
}
