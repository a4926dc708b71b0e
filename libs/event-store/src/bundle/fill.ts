import type { EventStore, RestoreWatch, StoredEvent } from '#event-sourcing';
import { digestOf, entriesOf, LogDigest, type LogSum, type Watch } from './digest.js';

/** What was written is not what was read; the target must not be used. */
export class LogsDiffer extends Error {
  constructor(
    readonly source: LogSum,
    readonly target: LogSum,
  ) {
    super(
      `The log that was filled is not the one it was filled from: it has ${inWords(target)} where ` +
        `there should be ${inWords(source)}. Do not use it.`,
    );
  }
}

/** Fills an empty store, then reads it back, which `watch` is told of: it must hold the very same log. */
export async function fill(
  target: EventStore,
  entries: AsyncIterable<StoredEvent>,
  { onWritten, ...watch }: Watch & RestoreWatch = {},
): Promise<LogSum> {
  const digest = new LogDigest();
  await target.restore(digested(entries, digest), { signal: watch.signal, onWritten });
  const filled = await digestOf(entriesOf(target, watch));
  const { sum } = digest;
  if (filled.sha256 !== sum.sha256) throw new LogsDiffer(sum, filled);
  return sum;
}

async function* digested(
  entries: AsyncIterable<StoredEvent>,
  digest: LogDigest,
): AsyncGenerator<StoredEvent> {
  for await (const entry of entries) {
    digest.take(entry);
    yield entry;
  }
}

const inWords = ({ entries, sha256 }: LogSum): string =>
  `${String(entries)} entries with digest ${sha256.slice(0, 12)}…`;
