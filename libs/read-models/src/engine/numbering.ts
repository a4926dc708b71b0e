import type { Entry, EventStore, Metadata, StoredEvent } from '#event-sourcing';
import { LogMismatch } from './alarms.js';
import type { Checkpoint } from './checkpoint.js';

/** `gapless`: a position is an entry number, as the PostgreSQL store promises; `opaque`: a token. */
export type Positions = 'gapless' | 'opaque';

/** Gives events their place in the order of knowledge, and instants that never run backwards. */
export function numbered(
  events: readonly StoredEvent[],
  after: Checkpoint,
  positions: Positions,
): Entry[] {
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
    return {
      id: event.id,
      type: event.type,
      data: JSON.parse(event.data) as object,
      metadata: JSON.parse(event.metadata) as Metadata,
      stream: event.stream,
      revision: event.revision,
      position: event.position,
      recordedAt: latest,
      entry,
    };
  });
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
      'made from; rebuild them once it is certain which log is right.',
  );
}
