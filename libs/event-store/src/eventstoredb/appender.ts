import {
  BrokenLog,
  InvalidAppend,
  type AppendOutcome,
  type ExpectedRevision,
} from '#event-sourcing';
import type { Admitted } from '../admission.js';
import type { News } from '../news.js';
import type { BatchAppends } from './batch-appends.js';
import type { LogReader } from './log-reader.js';
import { framed } from './wire.js';

/** The server's own limit on the data of one append, and ours on what goes over the wire with it. */
const MOST_DATA = 1_048_576;
const MOST_BYTES = 8 * 1_048_576;

type Around = Readonly<{ appends: BatchAppends; reader: LogReader; news: News; prefix: string }>;

/**
 * Tells what became of an append. The server says the same of a first and of a repeated one, and
 * compares only ids; what is acknowledged at or before a position known when it was sent is a repeat.
 */
export class Appender {
  private readonly underWay = new Map<string, Promise<unknown>>();
  private reach = 0n;

  constructor(private readonly around: Around) {}

  /** The same append asked for twice at once: the second is judged when the first is answered. */
  async append(admitted: Admitted, simulatedInstant?: string): Promise<AppendOutcome> {
    const key = admitted.events[0]?.id ?? '';
    const write = () => this.write(admitted, simulatedInstant);
    const outcome = this.underWay.get(key)?.then(write) ?? write();
    const settled = outcome.catch(() => undefined);
    this.underWay.set(key, settled);
    try {
      return await outcome;
    } finally {
      if (this.underWay.get(key) === settled) this.underWay.delete(key);
    }
  }

  async idle(): Promise<void> {
    await Promise.all(this.underWay.values());
  }

  private async write(admitted: Admitted, instant: string | undefined): Promise<AppendOutcome> {
    const { stream, expected, events } = admitted;
    const { appends, news, prefix } = this.around;
    const known = this.reach;
    const answer = await appends.append({
      stream: prefix + stream,
      expected,
      events:
        instant === undefined ? events : events.map((event) => framed(event, 'simulated', instant)),
    });
    if (answer.verdict === 'wrong-revision') return this.judge(admitted, answer.current);
    const { revision, position } = answer;
    if (revision !== expected + events.length) {
      throw new BrokenLog(
        `The stream "${stream}" was deleted or truncated: an append was given revision ${String(revision)}.`,
      );
    }
    if (position === undefined || position <= known) return this.judge(admitted, revision);
    if (position > this.reach) this.reach = position;
    news.announce(position);
    return { outcome: 'appended', revision, position };
  }

  /** What stands in the stream decides: the same events, something else under an id, or others. */
  private async judge(
    { stream, events }: Admitted,
    current: ExpectedRevision,
  ): Promise<AppendOutcome> {
    const history = await this.around.reader.readStream(stream, 0);
    const first = history.findIndex(({ id }) => events.some((event) => event.id === id));
    if (first === -1) return { outcome: 'wrong-revision', current };
    const there = history.slice(first, first + events.length);
    const last = there.at(-1);
    const other = events.find((event, n) => {
      const found = there[n];
      return found?.id !== event.id || found.type !== event.type || found.data !== event.data;
    });
    if (other !== undefined || last === undefined) {
      return { outcome: 'id-conflict', id: (other ?? events[0])?.id ?? '' };
    }
    return { outcome: 'duplicate', revision: last.revision, position: last.position };
  }
}

/** Whatever the server would refuse, before it is sent: too large a message fails its neighbours too. */
export function refuseTooLarge({ events, bytes }: Admitted): void {
  const data = events.reduce((sum, event) => sum + Buffer.byteLength(event.data), 0);
  if (data <= MOST_DATA && bytes <= MOST_BYTES) return;
  throw new InvalidAppend(
    `The data of one append to EventStoreDB have at most ${String(MOST_DATA)} bytes.`,
  );
}
