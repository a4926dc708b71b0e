import { createHash } from 'node:crypto';
import { constants, createReadStream, existsSync } from 'node:fs';
import { open, rename, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { EventStore } from '#event-sourcing';
import { aloneOn } from './alone.js';
import { entriesOf, LogDigest, type LogSum, type Watch } from './digest.js';
import { endLine, eventLine, headerLine, isEnd, type BundlePositions } from './format.js';
import { isWhole, linesOf } from './lines.js';
import { BundleRefused, onFile } from './refused.js';

/**
 * Writes a log to a file, line by line beside it until it is whole. What an interrupted run left
 * there is compared with the log and taken up after its last whole line. Refuses with `BundleRefused`
 * a file that is there or that another process is writing, and one in a folder that is not there.
 */
export async function writeBundle(
  store: EventStore,
  file: string,
  options: Watch & Readonly<{ positions: BundlePositions }>,
): Promise<LogSum> {
  const part = `${file}.part`;
  const folder = dirname(file);
  if (!existsSync(folder)) throw new BundleRefused(`The folder ${folder} is not there.`);
  return onFile(part, () =>
    aloneOn(part, async () => {
      if (existsSync(file)) {
        throw new BundleRefused(`${file} is there already, and a bundle never replaces a file.`);
      }
      const handle = await open(part, constants.O_RDWR | constants.O_CREAT, 0o600);
      let sum: LogSum;
      try {
        sum = await write(store, { ...options, part, handle });
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(part, file);
      return sum;
    }),
  );
}

type Writing = Watch & Readonly<{ positions: BundlePositions; part: string; handle: FileHandle }>;

async function write(store: EventStore, writing: Writing): Promise<LogSum> {
  const hash = createHash('sha256');
  const digest = new LogDigest();
  const target = new LinesAfterOthers(writing);
  const put = async (line: Buffer) => {
    hash.update(line);
    await target.put(line);
  };
  try {
    await put(headerLine(writing.positions));
    for await (const entry of entriesOf(store, writing)) {
      digest.take(entry);
      await put(eventLine(entry, digest.entries));
    }
    await target.end(endLine({ entries: digest.entries, sha256: hash.digest('hex') }));
    return digest.sum;
  } finally {
    await target.leave();
  }
}

const CHUNK = 262_144;

/** Takes the lines that are there already for written, where they are the same, and adds the rest. */
class LinesAfterOthers {
  private readonly there: AsyncGenerator<Buffer, void>;
  private isNew = false;
  private bytes = 0;
  private waiting: Buffer[] = [];
  private waitingBytes = 0;

  constructor(private readonly writing: Writing) {
    this.there = linesOf(createReadStream(writing.part));
  }

  async put(line: Buffer): Promise<void> {
    if (!this.isNew && (await this.has(line))) {
      this.bytes += line.length;
      return;
    }
    this.waiting.push(line);
    this.waitingBytes += line.length;
    if (this.waitingBytes >= CHUNK) await this.flush();
  }

  /** The last line; a log that is shorter than what is there is another log. */
  async end(line: Buffer): Promise<void> {
    if (!this.isNew) await this.has(line);
    await this.begin();
    this.waiting.push(line);
    await this.flush();
  }

  async leave(): Promise<void> {
    // What is whole is kept for the next run, also when this one was interrupted.
    await this.flush().catch(() => undefined);
    await this.there.return(undefined);
  }

  private async has(line: Buffer): Promise<boolean> {
    const { value, done } = await this.there.next();
    if (done !== true && isWhole(value) && !isEnd(value)) {
      if (value.equals(line)) return true;
      throw new BundleRefused(
        `${this.writing.part} was begun from another log: delete it, or name another file.`,
      );
    }
    await this.begin();
    return false;
  }

  /** From here on lines are new; half a line, or the end that was not renamed any more, goes. */
  private async begin(): Promise<void> {
    if (this.isNew) return;
    this.isNew = true;
    await this.writing.handle.truncate(this.bytes);
  }

  private async flush(): Promise<void> {
    const chunk = Buffer.concat(this.waiting);
    this.waiting = [];
    this.waitingBytes = 0;
    if (chunk.length === 0) return;
    for (let from = 0; from < chunk.length;) {
      const { bytesWritten } = await this.writing.handle.write(chunk, from, null, this.bytes);
      from += bytesWritten;
      this.bytes += bytesWritten;
    }
  }
}
