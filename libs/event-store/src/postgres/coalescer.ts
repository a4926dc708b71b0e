import { StoreUnavailable } from '#event-sourcing';

const MOST_ITEMS = 500;
const MOST_BYTES = 4 * 1_048_576;
const LONGEST_QUEUE = 10_000;
const MOST_WAITING_BYTES = 64 * 1_048_576;

type Waiting<Item, Outcome> = Readonly<{
  item: Item;
  bytes: number;
  resolve: (outcome: Outcome) => void;
  reject: (reason: unknown) => void;
}>;

type Work<Item, Outcome> = Readonly<{
  write: (items: readonly Item[]) => Promise<readonly Outcome[]>;
  /** Whether a failure was one item's fault, so that its neighbours deserve another try. */
  blamesOne: (error: unknown) => boolean;
  longestQueue?: number | undefined;
}>;

/**
 * Puts all that comes in while one call is under way into the next call. No timer: a lone caller
 * waits for nobody, and many callers share a commit.
 */
export class Coalescer<Item, Outcome> {
  private readonly queue: Waiting<Item, Outcome>[] = [];
  private waitingBytes = 0;
  private running: Promise<void> | undefined;

  constructor(private readonly work: Work<Item, Outcome>) {}

  submit(item: Item, bytes: number): Promise<Outcome> {
    const full =
      this.queue.length >= (this.work.longestQueue ?? LONGEST_QUEUE) ||
      (this.queue.length > 0 && this.waitingBytes + bytes > MOST_WAITING_BYTES);
    if (full) {
      return Promise.reject(new StoreUnavailable('Too many appends are waiting for the store.'));
    }
    this.waitingBytes += bytes;
    const outcome = new Promise<Outcome>((resolve, reject) => {
      this.queue.push({ item, bytes, resolve, reject });
    });
    this.running ??= this.run();
    return outcome;
  }

  /** Settles when nothing is waiting or under way. */
  async idle(): Promise<void> {
    while (this.running !== undefined) await this.running;
  }

  private async run(): Promise<void> {
    do {
      // Lets everyone who was just answered, or who speaks in the same moment, into this call.
      await new Promise((resolve) => setImmediate(resolve));
      await this.writeTogether(this.take());
    } while (this.queue.length > 0);
    this.running = undefined;
  }

  private take(): readonly Waiting<Item, Outcome>[] {
    let bytes = 0;
    let count = 0;
    for (const waiting of this.queue) {
      if (count === MOST_ITEMS || (count > 0 && bytes + waiting.bytes > MOST_BYTES)) break;
      bytes += waiting.bytes;
      count++;
    }
    this.waitingBytes -= bytes;
    return this.queue.splice(0, count);
  }

  private async writeTogether(batch: readonly Waiting<Item, Outcome>[]): Promise<void> {
    try {
      const outcomes = await this.work.write(batch.map(({ item }) => item));
      batch.forEach(({ resolve, reject }, index) => {
        const outcome = outcomes[index];
        if (outcome === undefined) reject(new Error('The store gave no outcome for an append.'));
        else resolve(outcome);
      });
    } catch (error) {
      if (batch.length > 1 && this.work.blamesOne(error)) {
        for (const waiting of batch) await this.writeTogether([waiting]);
      } else {
        for (const { reject } of batch) reject(error);
      }
    }
  }
}
