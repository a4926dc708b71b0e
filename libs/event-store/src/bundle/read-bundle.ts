import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { StoredEvent } from '#event-sourcing';
import type { Watch } from './digest.js';
import { readHeader, readLine, type BundleEnd, type BundlePositions } from './format.js';
import { isWhole, linesOf } from './lines.js';
import { BundleRefused, onFile } from './refused.js';

const PROGRESS = 1_000;

/**
 * The entries of a bundle, as they are read. Whether it is whole is known only at its end, so that
 * whoever takes entries must be able to give them back: `restore` is.
 */
export async function* readBundle(file: string, watch: Watch = {}): AsyncGenerator<StoredEvent> {
  const reading = checked(createReadStream(file), watch);
  try {
    for (;;) {
      const { value, done } = await onFile(file, () => reading.next());
      if (done === true) return;
      yield value;
    }
  } catch (error) {
    // What the file system refused names the file already.
    if (!(error instanceof BundleRefused) || error.cause !== undefined) throw error;
    throw new BundleRefused(`${file} can't be read as a bundle. ${error.message}`);
  } finally {
    await reading.return(undefined);
  }
}

async function* checked(
  chunks: AsyncIterable<Buffer>,
  watch: Watch,
): AsyncGenerator<StoredEvent, void> {
  const hash = createHash('sha256');
  let number = 0;
  let entries = 0;
  let last: bigint | undefined;
  let positions: BundlePositions | undefined;
  let isOver = false;
  for await (const line of linesOf(chunks)) {
    number += 1;
    if (isOver) throw new BundleRefused('Something follows its last line.');
    if (!isWhole(line)) break;
    if (positions === undefined) {
      positions = readHeader(line);
    } else {
      const read = readLine(line, number);
      if ('end' in read) {
        assertEnd(read.end, { entries, sha256: hash.copy().digest('hex') });
        isOver = true;
      } else {
        entries += 1;
        assertNext(read, { entry: entries, last, positions });
        last = read.event.position;
        watch.signal?.throwIfAborted();
        yield read.event;
        if (entries % PROGRESS === 0) watch.onProgress?.(entries);
      }
    }
    hash.update(line);
  }
  if (!isOver) {
    throw new BundleRefused(
      `It ends too early, after ${String(entries)} entries: its last line is missing, so it was cut off.`,
    );
  }
  watch.onProgress?.(entries);
}

type Expected = Readonly<{ entry: number; last: bigint | undefined; positions: BundlePositions }>;

function assertNext(
  { entry, event }: Readonly<{ entry: number; event: StoredEvent }>,
  { entry: expected, last, positions }: Expected,
): void {
  if (entry !== expected) {
    throw new BundleRefused(
      `Entry ${String(entry)} stands where entry ${String(expected)} should: lines are missing or out of order.`,
    );
  }
  const isInPlace =
    positions === 'gapless'
      ? event.position === BigInt(entry)
      : last === undefined || event.position > last;
  if (!isInPlace) {
    throw new BundleRefused(
      `Entry ${String(entry)} has position ${String(event.position)}: lines are missing or out of order.`,
    );
  }
}

function assertEnd(said: BundleEnd, found: BundleEnd): void {
  if (said.entries !== found.entries) {
    throw new BundleRefused(
      `Its last line counts ${String(said.entries)} entries, and ${String(found.entries)} are there: lines are missing.`,
    );
  }
  if (said.sha256 !== found.sha256) {
    throw new BundleRefused(
      'Its lines are not those that were written: their SHA-256 is not the one in its last line.',
    );
  }
}
