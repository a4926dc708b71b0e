import { createHash } from 'node:crypto';
import type { EventStore, StoredEvent } from '#event-sourcing';

/** How many entries a log has, and the SHA-256 over all of them: alike in every store and bundle. */
export type LogSum = Readonly<{ entries: number; sha256: string }>;

/** What a long run over a log asks of its caller. */
export type Watch = Readonly<{
  signal?: AbortSignal | undefined;
  /** Told the entries done, now and then and at the end. */
  onProgress?: ((entries: number) => void) | undefined;
}>;

/** Takes entries in log order. Positions are left out: every store has its own. */
export class LogDigest {
  private readonly hash = createHash('sha256');
  entries = 0;

  take({ stream, revision, id, type, data, metadata, recordedAt }: StoredEvent): void {
    this.entries += 1;
    const fields = [stream, revision, id.toLowerCase(), type, data, metadata, recordedAt];
    this.hash.update(`${JSON.stringify(fields)}\n`);
  }

  get sum(): LogSum {
    return { entries: this.entries, sha256: this.hash.copy().digest('hex') };
  }
}

/** Reads all entries and digests them. */
export async function digestOf(entries: AsyncIterable<StoredEvent>): Promise<LogSum> {
  const digest = new LogDigest();
  for await (const entry of entries) digest.take(entry);
  return digest.sum;
}

const PAGE = 1_000;

/** The store is filled from another one, and does not hold all of it yet. */
export class LogUnfinished extends Error {
  constructor() {
    super(
      'The event store is being filled from another one, or that was interrupted: finish the move first, by the same command.',
    );
  }
}

/**
 * A log from its beginning to where it ends now; the next page is fetched while one is used. Throws
 * `LogUnfinished` for a part of a log, which would pass for a whole one.
 */
export async function* entriesOf(
  store: EventStore,
  watch: Watch = {},
): AsyncGenerator<StoredEvent> {
  if ((await store.standing()) === 'filling') throw new LogUnfinished();
  const head = await store.head();
  let count = 0;
  let next = head === undefined ? Promise.resolve([]) : store.readAll(undefined, PAGE);
  for (;;) {
    const page = await next;
    watch.signal?.throwIfAborted();
    const last = page.at(-1);
    if (head === undefined || last === undefined) return;
    const isLast = last.position >= head.position;
    if (!isLast) next = store.readAll(last.position, PAGE);
    // Its failure is told to who awaits it; nobody does after a reader has left.
    next.catch(() => undefined);
    for (const entry of page) {
      if (entry.position > head.position) break;
      count += 1;
      yield entry;
    }
    watch.onProgress?.(count);
    if (isLast) return;
  }
}
