import { InvalidAppend, type StoredEvent } from '#event-sourcing';
import { admit } from './admission.js';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Entries as they come, each checked to be the next one of its stream; positions are not looked at. */
export async function* inOrder(
  entries: AsyncIterable<StoredEvent> | Iterable<StoredEvent>,
): AsyncGenerator<StoredEvent> {
  const heads = new Map<string, number>();
  for await (const entry of entries) {
    const head = heads.get(entry.stream) ?? -1;
    const id = admit(entry.stream, 'no-stream', [entry]).events[0]?.id ?? entry.id;
    if (entry.revision !== head + 1) {
      throw new InvalidAppend(`Event ${id} is not the next one of the stream "${entry.stream}".`);
    }
    if (!INSTANT.test(entry.recordedAt) || Number.isNaN(Date.parse(entry.recordedAt))) {
      throw new InvalidAppend(`Event ${id} was recorded at "${entry.recordedAt}", not an instant.`);
    }
    heads.set(entry.stream, entry.revision);
    yield { ...entry, id };
  }
}
