import type { Pool } from 'pg';
import {
  BrokenLog,
  StoreUnavailable,
  type AppendOutcome,
  type Delivery,
  type EventStore,
  type ExpectedRevision,
  type Head,
  type NewEvent,
  type StoredEvent,
} from '#event-sourcing';
import { admit } from '../admission.js';
import { NoSimulatedClock, type Simulation } from '../clock.js';
import { follow } from '../follow.js';
import { News } from '../news.js';
import { appendQuery, type Append } from './append.js';
import { Coalescer } from './coalescer.js';
import { blamesData, failureOfAppend, failureOfRead, unavailable } from './failures.js';
import { Listener } from './listener.js';
import { migrate } from './migrate.js';
import { restore } from './restore.js';
import {
  appendOutcome,
  asText,
  EVENT_COLUMNS,
  instantOf,
  milliseconds,
  PAGE,
  storedEvent,
  type Row,
} from './rows.js';
import { readerPool, sessionOf, writerPool } from './session.js';

export type PostgresOptions = Simulation &
  Readonly<{
    connectionString: string;
    /** Connections for reading; one more appends, and one listens while anyone subscribes. */
    readers?: number;
    /** How often a subscription looks for itself, and says so when nothing is new. */
    pollEvery?: number;
    /** False behind a pooler that swallows notifications: subscriptions then only poll. */
    listens?: boolean;
    lockTimeout?: number;
    statementTimeout?: number;
    longestQueue?: number;
  }>;

/** Events in PostgreSQL: positions without gaps, in the order of commits. */
export class PostgresEventStore implements EventStore {
  private readonly writer: Pool;
  private readonly reader: Pool;
  private readonly news = new News();
  private readonly listener: Listener;
  private readonly coalescer: Coalescer<Append, AppendOutcome>;
  private readonly closing = new AbortController();
  private closed: Promise<void> | undefined;
  private simulating = false;

  private constructor(private readonly options: PostgresOptions) {
    const { connectionString, lockTimeout: lock = 2_000, statementTimeout = 5_000 } = options;
    const session = sessionOf(connectionString);
    this.writer = writerPool(session, { lock, statement: statementTimeout });
    this.reader = readerPool(session, { lock, statement: 30_000 }, options.readers ?? 6);
    this.listener = new Listener(session, this.news);
    this.coalescer = new Coalescer({
      write: (appends) => this.write(appends),
      blamesOne: blamesData,
      longestQueue: options.longestQueue,
    });
  }

  /** Brings the schema up to date, then opens the store. */
  static async open(options: PostgresOptions): Promise<PostgresEventStore> {
    await migrate(sessionOf(options.connectionString));
    const store = new PostgresEventStore(options);
    try {
      if (options.simulating === true) {
        await store.query(
          `update es.log set simulating = true
            where position = 0 and sealed_at is null and not simulating`,
        );
      }
      await store.standing();
      await store.assertUncut();
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
    this.assertOpen();
    // Another process may have sealed the store, so that the clock is only asked for when needed.
    if (this.simulating && this.options.simulatedClock === undefined) await this.standing();
    const instant = this.simulating ? this.simulatedInstant() : undefined;
    return this.coalescer.submit({ ...admitted, instant }, admitted.bytes);
  }

  async readStream(stream: string, fromRevision = 0): Promise<readonly StoredEvent[]> {
    const rows = await this.query(
      `select ${EVENT_COLUMNS} from es.event
        where stream = $1 and revision >= $2 order by revision`,
      [stream, fromRevision],
      'es.read_stream',
    );
    const events = rows.map(storedEvent);
    events.forEach(({ revision }, n) => {
      if (revision !== fromRevision + n)
        throw new BrokenLog(`A revision of "${stream}" is missing.`);
    });
    return events;
  }

  async readAll(after: bigint | undefined, limit: number): Promise<readonly StoredEvent[]> {
    const from = after ?? 0n;
    const rows = await this.query(PAGE, [String(from), limit], 'es.read_all');
    const events = rows.map(storedEvent);
    assertWhole(events, from);
    return events;
  }

  async at(position: bigint): Promise<StoredEvent | undefined> {
    const [row] = await this.query(`select ${EVENT_COLUMNS} from es.event where position = $1`, [
      String(position),
    ]);
    return row && storedEvent(row);
  }

  subscribeToAll(
    options: Readonly<{ after?: bigint | undefined; batchSize?: number; signal: AbortSignal }>,
  ): AsyncIterable<Delivery> {
    this.assertOpen();
    if (this.options.listens !== false) this.listener.start();
    return follow({
      after: options.after ?? 0n,
      batchSize: options.batchSize,
      signal: AbortSignal.any([options.signal, this.closing.signal]),
      pollEvery: this.options.pollEvery ?? 1_000,
      page: (after, limit) => this.readAll(after, limit),
      news: this.news,
    });
  }

  async head(): Promise<Head | undefined> {
    const [row] = await this.query(
      `select position, event_id, ${milliseconds('recorded_at')}
         from es.event order by position desc limit 1`,
    );
    return (
      row && { position: BigInt(row[0] ?? ''), id: row[1] ?? '', recordedAt: instantOf(row[2]) }
    );
  }

  async now(): Promise<string> {
    const simulated =
      (await this.standing()) === 'simulating' ? this.simulatedInstant() : undefined;
    const [row] = await this.query(
      `select ${milliseconds(`greatest(last_recorded_at,
          least(date_trunc('milliseconds', clock_timestamp()), $1::timestamptz))`)} from es.log`,
      [simulated?.toISOString() ?? null],
    );
    return instantOf(row?.[0]);
  }

  async restore(entries: AsyncIterable<StoredEvent> | Iterable<StoredEvent>): Promise<void> {
    this.assertOpen();
    await restore(sessionOf(this.options.connectionString), entries);
  }

  async standing(): Promise<'live' | 'simulating'> {
    const [row] = await this.query('select simulating from es.log');
    this.simulating = row?.[0] === 't';
    return this.simulating ? 'simulating' : 'live';
  }

  async seal(): Promise<void> {
    await this.query('select es.seal()');
    this.simulating = false;
  }

  close(): Promise<void> {
    this.closed ??= this.leave();
    return this.closed;
  }

  private async write(appends: readonly Append[]): Promise<readonly AppendOutcome[]> {
    const client = await this.writer.connect().catch((error: unknown) => {
      throw unavailable(error);
    });
    let broken = false;
    try {
      const { rows } = await client.query<string[]>(appendQuery(appends));
      return rows.map(appendOutcome);
    } catch (error) {
      const failure = failureOfAppend(error);
      broken = failure instanceof StoreUnavailable;
      throw failure;
    } finally {
      client.release(broken);
    }
  }

  private async query(text: string, values: unknown[] = [], name?: string): Promise<Row[]> {
    this.assertOpen();
    try {
      const { rows } = await this.reader.query<string[]>({
        ...(name === undefined ? {} : { name }),
        text,
        values,
        rowMode: 'array',
        types: asText,
      });
      return rows;
    } catch (error) {
      throw failureOfRead(error);
    }
  }

  /** What was cut off the end of the log leaves no gap; the log's own count still tells. */
  private async assertUncut(): Promise<void> {
    const [row] = await this.query(
      `select l.position, coalesce((select max(e.position) from es.event e), 0) from es.log l`,
    );
    if (row?.[0] !== row?.[1]) {
      throw new BrokenLog(`The log has ${String(row?.[1])} entries of ${String(row?.[0])}.`);
    }
  }

  private simulatedInstant(): Date {
    if (this.options.simulatedClock === undefined) throw new NoSimulatedClock();
    return this.options.simulatedClock();
  }

  private assertOpen(): void {
    if (this.closing.signal.aborted) throw new StoreUnavailable('The event store is closed.');
  }

  private async leave(): Promise<void> {
    this.closing.abort();
    await this.coalescer.idle();
    await Promise.all([this.listener.stop(), this.writer.end(), this.reader.end()]);
  }
}

/** Positions are given without gaps, so that a missing one proves that something was taken out. */
function assertWhole(events: readonly StoredEvent[], after: bigint): void {
  let expected = after;
  for (const { position } of events) {
    expected += 1n;
    if (position !== expected) {
      throw new BrokenLog(
        `The log has no entry ${String(expected)}: after it comes ${String(position)}.`,
      );
    }
  }
}
