import { InvalidAppend, type ExpectedRevision, type NewEvent } from '#event-sourcing';

const MOST_BYTES = 1_048_576;
const LONGEST_NAME = 500;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const LONE_SURROGATE = /\p{Surrogate}/u;

/** An append that no store needs to look at to refuse; its ids are in lower case from here on. */
export type Admitted = Readonly<{
  stream: string;
  /** -1 for a stream that does not exist yet. */
  expected: number;
  events: readonly NewEvent[];
  bytes: number;
}>;

/** Throws InvalidAppend for whatever an adapter could not store byte for byte and read again. */
export function admit(
  stream: string,
  expected: ExpectedRevision,
  events: readonly NewEvent[],
): Admitted {
  checkName('stream', stream);
  const revision = expected === 'no-stream' ? -1 : expected;
  if (expected !== 'no-stream' && (!Number.isSafeInteger(expected) || expected < 0)) {
    throw new InvalidAppend('The expected revision must be a whole number from 0, or "no-stream".');
  }
  if (events.length === 0) throw new InvalidAppend('There is no event to append.');
  const ids = new Set<string>();
  let bytes = 0;
  const admitted = events.map((event) => {
    bytes += checkEvent(event);
    const id = event.id.toLowerCase();
    if (ids.has(id)) throw new InvalidAppend(`The event id ${id} appears twice in one append.`);
    ids.add(id);
    return id === event.id ? event : { ...event, id };
  });
  return { stream, expected: revision, events: admitted, bytes };
}

function checkEvent({ id, type, data, metadata }: NewEvent): number {
  if (!UUID.test(id)) throw new InvalidAppend(`"${id}" is not a UUID.`);
  checkName('event type', type);
  return checkJson('data', data) + checkJson('metadata', metadata);
}

function checkName(what: string, name: string): void {
  if (name === '') throw new InvalidAppend(`The ${what} must have a name.`);
  if (name.startsWith('$')) {
    throw new InvalidAppend(
      `The ${what} has a name in "$", which is kept for event stores themselves.`,
    );
  }
  if (name.length > LONGEST_NAME) {
    throw new InvalidAppend(`The ${what} has a name of more than ${String(LONGEST_NAME)} letters.`);
  }
  checkText(what, name);
}

function checkJson(what: string, json: string): number {
  const bytes = Buffer.byteLength(json);
  if (bytes > MOST_BYTES) {
    throw new InvalidAppend(`The ${what} of an event has more than ${String(MOST_BYTES)} bytes.`);
  }
  checkText(what, json);
  try {
    // An escaped NUL or half a character would pass the log and then stop every read model.
    JSON.parse(json, json.includes('\\u') ? checkDecoded : undefined);
  } catch (error) {
    if (error instanceof InvalidAppend) throw error;
    throw new InvalidAppend(`The ${what} of an event is not JSON.`);
  }
  return bytes;
}

function checkDecoded(key: string, value: unknown): unknown {
  checkText('JSON', key);
  if (typeof value === 'string') checkText('JSON', value);
  return value;
}

function checkText(what: string, text: string): void {
  if (text.includes('\0')) throw new InvalidAppend(`The ${what} holds a NUL character.`);
  if (LONE_SURROGATE.test(text)) throw new InvalidAppend(`The ${what} holds half a character.`);
}
