import {
  InvalidAppend,
  StoreNotEmpty,
  StoreUnavailable,
  type AppendOutcome,
  type Delivery,
  type EventStore,
  type ExpectedRevision,
  type Head,
  type NewEvent,
  type StoredEvent,
} from '#event-sourcing';
import { admit, type Admitted } from '../admission.js';
import { NoSimulatedClock, type Simulation } from '../clock.js';
import { follow } from '../follow.js';
import { News } from '../news.js';
import { inOrder } from '../restoration.js';

export type InMemoryOptions = Simulation &
  Readonly<{
    clock?: () => Date;
    /** How often a subscription with nothing to deliver says so. */
    pollEvery?: number;
  }>;

/** Keeps its promises like every store, except that it forgets when the process ends. */
export class InMemoryEventStore implements EventStore {
  private readonly log: StoredEvent[] = [];
  private readonly streams = new Map<string, StoredEvent[]>();
  private readonly byId = new Map<string, StoredEvent>();
  private readonly news = new News();
  private readonly closing = new AbortController();
  private lastInstant = -Infinity;
  private simulating: boolean;

  constructor(private readonly options: InMemoryOptions = {}) {
    this.simulating = options.simulating ?? false;
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- a refusal must reject, not throw
  async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
  ): Promise<AppendOutcome> {
    const admitted = admit(stream, expected, events);
    this.assertOpen();
    return this.known(admitted) ?? this.mismatch(admitted) ?? this.write(admitted);
  }

  readStream(stream: string, fromRevision = 0): Promise<readonly StoredEvent[]> {
    return this.answer(() => this.streams.get(stream)?.slice(fromRevision) ?? []);
  }

  readAll(after: bigint | undefined, limit: number): Promise<readonly StoredEvent[]> {
    const from = Number(after ?? 0n);
    return this.answer(() => this.log.slice(from, from + limit));
  }

  at(position: bigint): Promise<StoredEvent | undefined> {
    return this.answer(() => this.log[Number(position) - 1]);
  }

  subscribeToAll(
    options: Readonly<{ after?: bigint | undefined; batchSize?: number; signal: AbortSignal }>,
  ): AsyncIterable<Delivery> {
    this.assertOpen();
    return follow({
      after: options.after ?? 0n,
      batchSize: options.batchSize,
      signal: AbortSignal.any([options.signal, this.closing.signal]),
      pollEvery: this.options.pollEvery ?? 1_000,
      page: (after, limit) => this.readAll(after, limit),
      news: this.news,
    });
  }

  head(): Promise<Head | undefined> {
    return this.answer(() => {
      const last = this.log.at(-1);
      return last && { position: last.position, id: last.id, recordedAt: last.recordedAt };
    });
  }

  now(): Promise<string> {
    return this.answer(() => new Date(this.instant()).toISOString());
  }

  async restore(entries: AsyncIterable<StoredEvent> | Iterable<StoredEvent>): Promise<void> {
    this.assertOpen();
    if (this.log.length > 0) throw new StoreNotEmpty('Only an empty store can be restored into.');
    const restored = new Map<string, StoredEvent>();
    for await (const entry of inOrder(entries)) {
      if (restored.has(entry.id)) throw new InvalidAppend(`Event ${entry.id} is there twice.`);
      restored.set(entry.id, entry);
    }
    for (const entry of restored.values()) this.keep(entry);
    this.news.announce(BigInt(this.log.length));
  }

  standing(): Promise<'live' | 'simulating'> {
    return this.answer(() => (this.simulating ? 'simulating' : 'live'));
  }

  seal(): Promise<void> {
    return this.answer(() => {
      this.simulating = false;
    });
  }

  close(): Promise<void> {
    this.closing.abort();
    return Promise.resolve();
  }

  private known({ stream, events }: Admitted): AppendOutcome | undefined {
    const found = events.map(({ id }) => this.byId.get(id));
    const first = found.find((event) => event !== undefined);
    if (first === undefined) return undefined;
    const other = found.find(
      (event, n) =>
        event !== undefined &&
        (event.stream !== stream ||
          event.type !== events[n]?.type ||
          event.data !== events[n].data),
    );
    const start = found[0]?.revision ?? 0;
    const inOrder = found.every((event, n) => event?.revision === start + n);
    if (other !== undefined || !inOrder) return { outcome: 'id-conflict', id: (other ?? first).id };
    const { revision, position } = found.at(-1) ?? first;
    return { outcome: 'duplicate', revision, position };
  }

  private mismatch({ stream, expected }: Admitted): AppendOutcome | undefined {
    const current = (this.streams.get(stream)?.length ?? 0) - 1;
    if (current === expected) return undefined;
    return { outcome: 'wrong-revision', current: current < 0 ? 'no-stream' : current };
  }

  private write({ stream, expected, events }: Admitted): AppendOutcome {
    const recordedAt = new Date(this.instant()).toISOString();
    events.forEach(({ id, type, data, metadata }, n) => {
      this.keep({ id, type, data, metadata, stream, revision: expected + 1 + n, recordedAt });
    });
    const position = BigInt(this.log.length);
    this.news.announce(position);
    return { outcome: 'appended', revision: expected + events.length, position };
  }

  private keep(event: Omit<StoredEvent, 'position'>): void {
    const stored = Object.freeze({ ...event, position: BigInt(this.log.length + 1) });
    this.log.push(stored);
    this.byId.set(stored.id, stored);
    const stream = this.streams.get(stored.stream);
    if (stream === undefined) this.streams.set(stored.stream, [stored]);
    else stream.push(stored);
    this.lastInstant = Math.max(this.lastInstant, Date.parse(stored.recordedAt));
  }

  private instant(): number {
    const clock = (this.options.clock?.() ?? new Date()).getTime();
    if (!this.simulating) return Math.max(clock, this.lastInstant);
    if (this.options.simulatedClock === undefined) throw new NoSimulatedClock();
    const simulated = this.options.simulatedClock().getTime();
    return Math.max(Math.min(simulated, clock), this.lastInstant);
  }

  private answer<T>(work: () => T): Promise<T> {
    return new Promise((resolve) => {
      this.assertOpen();
      resolve(work());
    });
  }

  private assertOpen(): void {
    if (this.closing.signal.aborted) throw new StoreUnavailable('The event store is closed.');
  }
}
