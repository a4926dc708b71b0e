import {
  StoreNotEmpty,
  StoreUnavailable,
  type AppendOutcome,
  type Delivery,
  type EventStore,
  type ExpectedRevision,
  type Head,
  type LogStanding,
  type NewEvent,
  type RestoreWatch,
  type StoredEvent,
} from '#event-sourcing';
import { admit, type Admitted } from '../admission.js';
import { NoSimulatedClock, type Simulation } from '../clock.js';
import { follow } from '../follow.js';
import { News } from '../news.js';
import { Appender, refuseTooLarge } from './appender.js';
import { BatchAppends } from './batch-appends.js';
import { Connection } from './connection.js';
import { failureOfRead } from './failures.js';
import { Listener } from './listener.js';
import { LogReader, type Part } from './log-reader.js';
import { fill, Spool } from './restore.js';
import { readMark, writeMark, type Mark } from './standing.js';

export type EventStoreDbOptions = Simulation &
  Readonly<{
    /** `esdb://…` or `esdb+discover://…`, as the client of EventStoreDB reads it. */
    connectionString: string;
    /** How often a subscription looks for itself, and says so when nothing is new. */
    pollEvery?: number;
    /** Milliseconds after which an answer is no longer waited for. */
    longestWait?: number;
    /** A part of a server's log that is treated as the whole, for tests on a server that is kept. */
    part?: Part;
    /** After how many milliseconds a subscription that passes over events is replaced. */
    longestSilence?: number;
  }>;

const STANDINGS: Readonly<Record<Mark, LogStanding>> = {
  live: 'live',
  sealed: 'live',
  simulating: 'simulating',
  restoring: 'filling',
};

const WHOLE: Part = { prefix: '', after: 0n };

/** Events in EventStoreDB, at an exact revision always; positions are those of the server's log. */
export class EventStoreDbEventStore implements EventStore {
  private readonly connection: Connection;
  private readonly reader: LogReader;
  private readonly appends: BatchAppends;
  private readonly appender: Appender;
  private readonly news = new News();
  private readonly listener: Listener;
  private readonly closing = new AbortController();
  private readonly part: Part;
  private mark: Mark = 'live';
  private lastSimulated = '';
  private simulated: Promise<unknown> = Promise.resolve();
  private closed: Promise<void> | undefined;

  private constructor(private readonly options: EventStoreDbOptions) {
    const { connectionString, longestWait, longestSilence, part = WHOLE } = options;
    const { prefix } = part;
    this.part = part;
    this.connection = new Connection(connectionString, longestWait);
    this.reader = new LogReader(this.connection, part);
    this.appends = new BatchAppends(this.connection);
    this.listener = new Listener(this.connection, this.news, longestSilence);
    const { appends, reader, news } = this;
    this.appender = new Appender({ appends, reader, news, prefix });
  }

  static async open(options: EventStoreDbOptions): Promise<EventStoreDbEventStore> {
    const store = new EventStoreDbEventStore(options);
    try {
      await store.readMark();
      const head = await store.head();
      store.lastSimulated = head?.recordedAt ?? '';
      if (options.simulating === true && head === undefined && store.mark === 'live') {
        await store.writeMark('simulating');
      }
      return store;
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
  ): Promise<AppendOutcome> {
    const admitted = admit(stream, expected, events);
    refuseTooLarge(admitted);
    this.assertOpen();
    if (this.mark === 'restoring') {
      throw new StoreUnavailable('The event store is being filled from another one.');
    }
    if (this.mark === 'simulating') return this.appendSimulated(admitted);
    return this.appender.append(admitted);
  }

  async readStream(stream: string, fromRevision = 0): Promise<readonly StoredEvent[]> {
    this.assertOpen();
    return this.reader.readStream(stream, fromRevision);
  }

  async readAll(after: bigint | undefined, limit: number): Promise<readonly StoredEvent[]> {
    this.assertOpen();
    return (await this.reader.scan(after ?? 0n, limit)).events;
  }

  async at(position: bigint): Promise<StoredEvent | undefined> {
    this.assertOpen();
    return this.reader.at(position);
  }

  subscribeToAll(
    options: Readonly<{ after?: bigint | undefined; batchSize?: number; signal: AbortSignal }>,
  ): AsyncIterable<Delivery> {
    this.assertOpen();
    this.listener.start();
    const begin = options.after ?? 0n;
    // Events of the server's own, which may be many, are looked at once only.
    let scanned = { after: begin, upTo: begin };
    return follow({
      after: begin,
      batchSize: options.batchSize,
      signal: AbortSignal.any([options.signal, this.closing.signal]),
      pollEvery: this.options.pollEvery ?? 1_000,
      page: async (after, limit) => {
        const from = scanned.after === after ? scanned.upTo : after;
        const { events, upTo } = await this.reader.scan(from, limit);
        scanned = { after: events.at(-1)?.position ?? after, upTo };
        this.listener.found(scanned.after);
        return events;
      },
      news: this.news,
    });
  }

  async head(): Promise<Head | undefined> {
    this.assertOpen();
    return this.reader.head();
  }

  async now(): Promise<string> {
    const [head, standing] = await Promise.all([this.head(), this.standing()]);
    const real = this.connection.clock.now().toISOString();
    const now = standing === 'simulating' ? earlier(real, this.simulatedInstant()) : real;
    return later(now, head?.recordedAt ?? '');
  }

  async restore(
    entries: AsyncIterable<StoredEvent> | Iterable<StoredEvent>,
    watch: RestoreWatch = {},
  ): Promise<void> {
    this.assertOpen();
    const spool = await Spool.of(entries);
    try {
      if (spool.count === 0) return;
      await this.beginRestoring();
      await fill(
        {
          append: (proposal) =>
            this.appends.append({ ...proposal, stream: this.part.prefix + proposal.stream }),
          readAll: (after, limit) => this.readAll(after, limit),
        },
        spool,
        watch,
      );
      await this.writeMark('sealed');
      this.news.wakeAll();
    } finally {
      await spool.remove();
    }
  }

  async standing(): Promise<LogStanding> {
    await this.readMark();
    return STANDINGS[this.mark];
  }

  async seal(): Promise<void> {
    await this.readMark();
    if (this.mark !== 'restoring') await this.writeMark('sealed');
  }

  close(): Promise<void> {
    this.closed ??= this.leave();
    return this.closed;
  }

  /** One after the other, as another process may have sealed the store in between. */
  private async appendSimulated(admitted: Admitted): Promise<AppendOutcome> {
    const asked = this.simulatedInstant();
    const outcome = this.simulated.then(async () => {
      if ((await this.standing()) !== 'simulating') return this.appender.append(admitted);
      const real = this.connection.clock.now().toISOString();
      this.lastSimulated = later(this.lastSimulated, earlier(asked, real));
      return this.appender.append(admitted, this.lastSimulated);
    });
    this.simulated = outcome.catch(() => undefined);
    return outcome;
  }

  /** What was begun and not finished may go on; nothing else may be there. */
  private async beginRestoring(): Promise<void> {
    await this.readMark();
    if (this.mark === 'restoring') return;
    if ((await this.head()) !== undefined) {
      throw new StoreNotEmpty('Only an empty store can be restored into.');
    }
    await this.writeMark('restoring');
  }

  private async readMark(): Promise<void> {
    this.assertOpen();
    try {
      this.mark = await readMark(this.connection, this.part.prefix);
    } catch (error) {
      throw failureOfRead(error);
    }
  }

  private async writeMark(mark: Mark): Promise<void> {
    await writeMark(this.connection, this.appends, { prefix: this.part.prefix, mark });
    this.mark = mark;
  }

  private simulatedInstant(): string {
    if (this.options.simulatedClock === undefined) throw new NoSimulatedClock();
    return this.options.simulatedClock().toISOString();
  }

  private assertOpen(): void {
    if (this.closing.signal.aborted) throw new StoreUnavailable('The event store is closed.');
  }

  private async leave(): Promise<void> {
    this.closing.abort();
    await this.appender.idle();
    await this.listener.stop();
    await this.connection.close();
  }
}

const earlier = (a: string, b: string): string => (a < b ? a : b);
const later = (a: string, b: string): string => (a > b ? a : b);
