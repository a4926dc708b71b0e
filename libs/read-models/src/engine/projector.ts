import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { BrokenLog, type EventStore, type StoredEvent } from '#event-sourcing';
import { Alarm, Fenced, LogMismatch } from './alarms.js';
import { Batches } from './batches.js';
import {
  acquire,
  prepare,
  readStanding,
  release,
  type Checkpoint,
  type Lease,
} from './checkpoint.js';
import { connect } from './connection.js';
import { Generation } from './generation.js';
import { refuseNewer } from './diagnosis.js';
import { Heart } from './heart.js';
import { assertSameLog, numbered, type Positions } from './numbering.js';
import { pause, rebuildAndSwap, type BuildOptions } from './rebuild.js';
import type { ProjectionSet } from './projection-set.js';
import { Waiters } from './waiters.js';

export type ProjectorOptions = Readonly<{
  databaseUrl: string;
  store: EventStore;
  projections: ProjectionSet;
  positions: Positions;
  /** Events per transaction. */
  batchSize?: number;
}>;

export type ProjectorStatus = Readonly<{
  state: 'stopped' | 'starting' | 'rebuilding' | 'standby' | 'leading' | 'alarmed';
  entry: number;
  position: bigint | undefined;
  recordedAt: string | undefined;
  caughtUp: boolean;
  /** Why it stopped; it stays so until it is started again. */
  alarm?: Alarm;
  /** What it is trying to get over: a lost connection, a database that is down. */
  trouble?: string;
}>;

const BATCH = 2_000;
const STANDBY_MS = 1_000;
const LONGEST_BACKOFF_MS = 5_000;

/** Follows the log and keeps all read models, under one checkpoint; one projector leads at a time. */
export class Projector {
  private readonly holder = randomUUID();
  private readonly waiters = new Waiters();
  private readonly listeners = new Set<(status: ProjectorStatus) => void>();
  private stopping = new AbortController();
  private running: Promise<void> | undefined;
  private current: ProjectorStatus = {
    state: 'stopped',
    entry: 0,
    position: undefined,
    recordedAt: undefined,
    caughtUp: false,
  };

  constructor(private readonly options: ProjectorOptions) {}

  get status(): ProjectorStatus {
    return this.current;
  }

  onStatus(listener: (status: ProjectorStatus) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  start(): void {
    if (this.running !== undefined) return;
    this.stopping = new AbortController();
    const { alarm, ...before } = this.current;
    this.current = { ...before, state: 'starting', caughtUp: false };
    if (alarm !== undefined) this.say({});
    this.running = this.run(this.stopping.signal);
  }

  /** Finishes the batch under way and hands the lease back. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    this.running = undefined;
    if (this.current.state !== 'alarmed') this.say({ state: 'stopped', caughtUp: false });
    this.waiters.giveUp();
  }

  /** Whether the read models include this position within the time; undefined while not leading. */
  waitFor(position: bigint, timeoutMs: number): Promise<boolean> | undefined {
    return this.current.state === 'leading' ? this.waiters.wait(position, timeoutMs) : undefined;
  }

  /**
   * Makes all tables anew beside the live ones, which stay in use until the swap. `anotherLog` takes a
   * log that is not the one the live ones were made from, and numbers its entries anew.
   */
  async rebuild({
    signal = new AbortController().signal,
    onProgress,
    anotherLog = false,
  }: Readonly<{
    signal?: AbortSignal;
    onProgress?: BuildOptions['onProgress'];
    anotherLog?: boolean;
  }> = {}): Promise<void> {
    await rebuildAndSwap({ ...this.buildOptions(signal), onProgress }, { anotherLog });
  }

  private async run(signal: AbortSignal): Promise<void> {
    let backoff = 0;
    while (!signal.aborted) {
      const { entry } = this.current;
      try {
        await this.lead(signal);
        backoff = 0;
      } catch (error) {
        if (isAborted(signal)) return;
        if (error instanceof Alarm || error instanceof BrokenLog) {
          this.alarm(error instanceof Alarm ? error : new LogMismatch(error.message));
          return;
        }
        if (error instanceof Fenced) continue;
        // Whoever got on since the last time is not kept waiting for what went wrong before.
        if (this.current.entry > entry) backoff = 0;
        backoff = Math.min(LONGEST_BACKOFF_MS, backoff * 2 + 100);
        this.say({
          caughtUp: false,
          trouble: error instanceof Error ? error.message : String(error),
        });
        await pause(backoff, signal);
      }
    }
  }

  private async lead(signal: AbortSignal): Promise<void> {
    const client = await connect(this.options.databaseUrl, 'projecting');
    let lease: Lease | undefined;
    try {
      await prepare(client);
      const standing = await readStanding(client);
      refuseNewer(standing, this.options.projections);
      lease = this.options.projections.isLive(standing)
        ? await acquire(client, this.holder)
        : await this.build(signal);
      if (lease === undefined) {
        this.say({ state: 'standby', caughtUp: false });
        await pause(STANDBY_MS, signal);
        return;
      }
      await this.follow(client, lease, signal);
    } finally {
      if (lease !== undefined) await release(client, lease).catch(() => undefined);
      await client.end().catch(() => undefined);
    }
  }

  private build(signal: AbortSignal): Promise<Lease | undefined> {
    this.say({ state: 'rebuilding', caughtUp: false });
    return rebuildAndSwap(this.buildOptions(signal), {
      holder: this.holder,
      unless: async (client) => this.options.projections.isLive(await readStanding(client)),
    });
  }

  private buildOptions(signal: AbortSignal) {
    const { databaseUrl, store, projections: set, positions } = this.options;
    return { databaseUrl, store, set, positions, signal };
  }

  private async follow(client: Client, lease: Lease, signal: AbortSignal): Promise<void> {
    const { store, projections, positions, batchSize = BATCH } = this.options;
    const standing = await readStanding(client);
    if (standing.epoch !== lease.epoch || standing.generation !== lease.generation)
      throw new Fenced();
    await assertSameLog(store, standing.checkpoint);
    const batch = new Batches(
      client,
      lease,
      new Generation(projections, lease.generation),
      standing,
    );
    const heart = await Heart.start(this.options.databaseUrl, lease);
    const reading = AbortSignal.any([signal, heart.stopped]);
    this.report(batch, false);
    try {
      const after = standing.checkpoint.position;
      for await (const { events, caughtUp } of store.subscribeToAll({
        after,
        batchSize,
        signal: reading,
      })) {
        await batch.take(
          numbered(unread(events, batch.checkpoint), batch.checkpoint, positions),
          caughtUp,
        );
        this.report(batch, caughtUp);
      }
      if (heart.stopped.aborted) throw heart.stopped.reason;
    } finally {
      await heart.stop();
      this.report(batch, false);
    }
  }

  private report({ checkpoint, settled }: Batches, caughtUp: boolean): void {
    const { entry, position, recordedAt } = checkpoint;
    this.say({ state: 'leading', entry, position, recordedAt, caughtUp });
    this.waiters.reached(settled ?? 0n);
  }

  private alarm(alarm: Alarm): void {
    this.say({ state: 'alarmed', caughtUp: false, alarm });
    this.waiters.giveUp();
    this.running = undefined;
  }

  private say(news: Partial<ProjectorStatus>): void {
    const { trouble, ...before } = this.current;
    const stillInTrouble = news.state === undefined && trouble !== undefined;
    this.current = { ...before, ...(stillInTrouble && { trouble }), ...news };
    for (const listener of this.listeners) listener(this.current);
  }
}

/** After a swap the checkpoint may be ahead of what was asked for. */
const unread = (events: readonly StoredEvent[], { position }: Checkpoint) =>
  position === undefined ? events : events.filter((event) => event.position > position);

/** The compiler believes that a signal seen open stays open; it may have changed while we waited. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted;
