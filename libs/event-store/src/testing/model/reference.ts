import type { AppendOutcome, ExpectedRevision, NewEvent, StoredEvent } from '#event-sourcing';

/** An append that was asked for once or several times, and is to be written at most once. */
export type Intent = Readonly<{
  number: number;
  stream: string;
  expected: ExpectedRevision;
  events: readonly NewEvent[];
}>;

/** Where the first event of an append goes, as an index of its stream. */
export const firstRevision = ({ expected }: Intent): number =>
  expected === 'no-stream' ? 0 : expected + 1;

/**
 * The reference model: what a store is to answer when the log holds exactly this. The position of
 * an append is not told, as only the store gives positions.
 */
export function judge(
  log: readonly StoredEvent[],
  { stream, expected, events }: Intent,
): AppendOutcome {
  const known = events.map(({ id }) => log.find((event) => event.id === id));
  const first = known.find((event) => event !== undefined);
  if (first !== undefined) {
    const start = known[0]?.revision ?? 0;
    const last = known.at(-1);
    const isSame = known.every(
      (event, n) =>
        event?.stream === stream &&
        event.revision === start + n &&
        event.type === events[n]?.type &&
        event.data === events[n].data,
    );
    if (last === undefined || !isSame) return { outcome: 'id-conflict', id: first.id };
    return { outcome: 'duplicate', revision: last.revision, position: last.position };
  }
  const length = log.filter((event) => event.stream === stream).length;
  const current = length === 0 ? 'no-stream' : length - 1;
  if (current !== expected) return { outcome: 'wrong-revision', current };
  return { outcome: 'appended', revision: length + events.length - 1, position: 0n };
}
