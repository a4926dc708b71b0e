import { BrokenLog, type Head, type StoredEvent } from '#event-sourcing';
import type { Connection } from './connection.js';
import { assertContiguous, refuseDamage } from './damage.js';
import { failureOfRead, isCut, isUnknownPosition } from './failures.js';
import { readEvents } from './reads.js';
import { isSystemEvent, type Reading } from './wire.js';

/** Events of streams with this prefix, which their names lose, after a position. */
export type Part = Readonly<{ prefix: string; after: bigint }>;

/** How many events of the log are read at least, as some may be the server's own. */
const FEWEST_READ = 32;

/** Reads our events among those that the server notes for itself. */
export class LogReader {
  constructor(
    private readonly connection: Connection,
    private readonly part: Part,
  ) {}

  async readStream(stream: string, fromRevision: number): Promise<readonly StoredEvent[]> {
    const events = await this.read({
      stream: this.part.prefix + stream,
      from: fromRevision === 0 ? 'start' : BigInt(fromRevision),
      count: Number.MAX_SAFE_INTEGER,
    });
    assertContiguous(stream, events, fromRevision);
    if (events.length === 0 && fromRevision === 0) await this.refuseHidden(stream);
    return this.part.prefix === '' ? events : events.map((event) => ({ ...event, stream }));
  }

  async at(position: bigint): Promise<StoredEvent | undefined> {
    try {
      const [event] = await this.read({ from: position, count: 1 });
      return event?.position === position ? this.ours(event) : undefined;
    } catch (error) {
      if (error instanceof BrokenLog) return undefined;
      throw error;
    }
  }

  /** Events after a position up to the limit, and how far the server's log was looked through. */
  async scan(
    after: bigint,
    limit: number,
  ): Promise<Readonly<{ events: readonly StoredEvent[]; upTo: bigint }>> {
    const events: StoredEvent[] = [];
    let upTo = after > this.part.after ? after : this.part.after;
    while (events.length < limit) {
      // One more, as the first is the one that was read last.
      const count = Math.max(limit - events.length + 1, FEWEST_READ);
      const read = await this.read({ from: upTo === 0n ? 'start' : upTo, count });
      for (const event of read) {
        if (event.position <= upTo || events.length === limit) continue;
        upTo = event.position;
        if (isSystemEvent(event)) refuseDamage(event, this.part.prefix);
        const ours = this.ours(event);
        if (ours !== undefined) events.push(ours);
      }
      if (read.length < count) break;
    }
    return { events, upTo };
  }

  async head(): Promise<Head | undefined> {
    let from: bigint | 'end' = 'end';
    for (;;) {
      const reading: Reading = { from, backwards: true, count: FEWEST_READ };
      const events = await this.read(reading);
      const last = events.find((event) => this.ours(event) !== undefined);
      if (last !== undefined) {
        return { position: last.position, id: last.id, recordedAt: last.recordedAt };
      }
      const furthest = events.at(-1)?.position ?? 0n;
      if (furthest <= this.part.after || events.length < FEWEST_READ) return undefined;
      from = furthest;
    }
  }

  /** The server lets a stream that was deleted for now be written again: nobody may take it for a new one. */
  private async refuseHidden(stream: string): Promise<void> {
    const { prefix } = this.part;
    const settings = {
      stream: `$$${prefix}${stream}`,
      from: 'end',
      backwards: true,
      count: 1,
    } as const;
    for (const event of await this.read(settings)) refuseDamage(event, prefix);
  }

  /** An entry of this log by the name its stream has here; undefined for all else there is. */
  private ours(event: StoredEvent): StoredEvent | undefined {
    const { prefix, after } = this.part;
    if (isSystemEvent(event) || event.position <= after) return undefined;
    if (prefix === '') return event;
    if (!event.stream.startsWith(prefix)) return undefined;
    return { ...event, stream: event.stream.slice(prefix.length) };
  }

  private async read(reading: Reading): Promise<readonly StoredEvent[]> {
    try {
      return await this.readAgainIfCut(reading);
    } catch (error) {
      if (typeof reading.from === 'bigint' && isUnknownPosition(error)) {
        const sentence = `The log has no event at position ${String(reading.from)}.`;
        throw new BrokenLog(sentence, { cause: error });
      }
      throw failureOfRead(error);
    }
  }

  /** A connection that broke while nobody used it is found out by the next who does. */
  private async readAgainIfCut(reading: Reading): Promise<readonly StoredEvent[]> {
    try {
      return await readEvents(this.connection, reading);
    } catch (error) {
      if (!isCut(error)) throw error;
      return readEvents(this.connection, reading);
    }
  }
}
