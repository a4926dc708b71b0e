import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  InvalidAppend,
  StoreNotEmpty,
  UnknownOutcome,
  type RestoreWatch,
  type StoredEvent,
} from '#event-sourcing';
import { linesOf } from '../bundle/lines.js';
import { inOrder } from '../restoration.js';
import type { Verdict } from './batch-appends.js';
import { framed, type Proposal } from './wire.js';

/** The store that is filled, as far as filling it goes. */
type Target = Readonly<{
  append: (proposal: Proposal) => Promise<Verdict>;
  /** Pages of what is there after a position. */
  readAll: (after: bigint | undefined, limit: number) => Promise<readonly StoredEvent[]>;
}>;

type Entries = AsyncIterable<StoredEvent> | Iterable<StoredEvent>;

const PAGE = 1_000;
const MOST_EVENTS = 500;
const MOST_BYTES = 524_288;
const ATTEMPTS = 5;
const TOLD_EVERY = 100;

/** Entries checked to their last and put aside, as EventStoreDB could not take back half of them. */
export class Spool {
  private constructor(
    private readonly folder: string,
    readonly count: number,
  ) {}

  static async of(entries: Entries): Promise<Spool> {
    const folder = await mkdtemp(join(tmpdir(), 'tracker-restore-'));
    const ids = new Set<string>();
    const lines = async function* () {
      for await (const { position: _, ...entry } of inOrder(entries)) {
        if (ids.has(entry.id)) throw new InvalidAppend(`Event ${entry.id} is there twice.`);
        ids.add(entry.id);
        yield `${JSON.stringify(entry)}\n`;
      }
    };
    try {
      await pipeline(Readable.from(lines()), createWriteStream(join(folder, 'entries')));
    } catch (error) {
      await rm(folder, { recursive: true });
      throw error;
    }
    return new Spool(folder, ids.size);
  }

  async *read(): AsyncGenerator<StoredEvent> {
    let position = 0n;
    for await (const line of linesOf(createReadStream(join(this.folder, 'entries')))) {
      const entry = JSON.parse(line.toString()) as Omit<StoredEvent, 'position'>;
      yield { ...entry, position: ++position };
    }
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true });
  }
}

/** Writes what is not there yet; what is there must be the beginning of the same entries. */
export async function fill(target: Target, spool: Spool, watch: RestoreWatch): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const there = await countSame(target, spool);
    watch.onWritten?.(there);
    if (there === spool.count) return;
    try {
      await appendFrom(target, spool, { ...watch, skip: there });
      return;
    } catch (error) {
      // What was under way may have been written or not: look, and go on after it.
      if (!(error instanceof UnknownOutcome) || attempt === ATTEMPTS) throw error;
    }
  }
}

async function countSame(target: Target, spool: Spool): Promise<number> {
  const entries = spool.read();
  let count = 0;
  let after: bigint | undefined;
  for (;;) {
    const page = await target.readAll(after, PAGE);
    for (const event of page) {
      const { value } = (await entries.next()) as IteratorResult<StoredEvent, undefined>;
      if (value === undefined || !isSame(event, value)) {
        throw new StoreNotEmpty('The store was begun to be filled with other entries.');
      }
      count++;
    }
    after = page.at(-1)?.position;
    if (page.length < PAGE) return count;
  }
}

const COMPARED = ['id', 'stream', 'revision', 'type', 'data', 'metadata', 'recordedAt'] as const;

const isSame = (event: StoredEvent, entry: StoredEvent): boolean =>
  COMPARED.every((name) => event[name] === entry[name]);

/** One after the other: the server may write appends to different streams in another order. */
async function appendFrom(
  target: Target,
  spool: Spool,
  { signal, onWritten, skip }: RestoreWatch & Readonly<{ skip: number }>,
): Promise<void> {
  let written = skip;
  let told = skip;
  for await (const proposal of proposals(spool.read(), skip)) {
    signal?.throwIfAborted();
    const { verdict } = await target.append(proposal);
    if (verdict === 'wrong-revision') {
      throw new StoreNotEmpty('Somebody else writes to the store that is being filled.');
    }
    written += proposal.events.length;
    if (written - told < TOLD_EVERY && written < spool.count) continue;
    told = written;
    onWritten?.(written);
  }
}

/** Neighbours of one stream make one append. */
async function* proposals(entries: AsyncIterable<StoredEvent>, skip: number) {
  let run: StoredEvent[] = [];
  let bytes = 0;
  let count = 0;
  for await (const entry of entries) {
    if (count++ < skip) continue;
    const size = Buffer.byteLength(entry.data) + Buffer.byteLength(entry.metadata);
    const first = run[0];
    const joins = first?.stream === entry.stream && run.length < MOST_EVENTS;
    if (first !== undefined && !(joins && bytes + size <= MOST_BYTES)) {
      yield proposalOf(first, run);
      run = [];
      bytes = 0;
    }
    run.push(entry);
    bytes += size;
  }
  const [first] = run;
  if (first !== undefined) yield proposalOf(first, run);
}

const proposalOf = (first: StoredEvent, run: readonly StoredEvent[]): Proposal => ({
  stream: first.stream,
  expected: first.revision - 1,
  events: run.map((entry) => framed(entry, 'restored', entry.recordedAt)),
});
