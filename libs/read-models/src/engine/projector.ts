import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import type { Entry, EventStore, StoredEvent } from '#event-sourcing';
import { Alarm, Fenced } from './alarms.js';
import {
  acquire,
  advance,
  prepare,
  readStanding,
  release,
  renew,
  type Checkpoint,
  type Lease,
  type Standing,
} from './checkpoint.js';
import { connect, inTransaction } from './connection.js';
import { postpone, settle, takePostponed } from './derived-tables.js';
import { Generation } from './generation.js';
import { assertSameLog, checkpointAt, numbered, type Positions } from './numbering.js';
import { foldPage, ProjectionFailed, writePage } from './pages.js';
import { pause, rebuildAndSwap } from './rebuild.js';
import type { PageFold, ProjectionSet } from './projection-set.js';
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
const HEARTBEAT_MS = 2_000;
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
    this.current = { ...this.current, state: 'starting', caughtUp: false };
    delete (this.current as { alarm?: Alarm }).alarm;
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

  /** Makes all tables anew beside the live ones, which stay in use until the swap. */
  async rebuild(signal: AbortSignal = new AbortController().signal): Promise<void> {
    await rebuildAndSwap(this.buildOptions(signal), {});
  }

  private async run(signal: AbortSignal): Promise<void> {
    let backoff = 0;
    while (!signal.aborted) {
      try {
        await this.lead(signal);
        backoff = 0;
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof Alarm) return this.alarm(error);
        if (error instanceof Fenced) continue;
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
    const { trouble: _, ...before } = this.current;
    this.current = { ...before, ...news };
    for (const listener of this.listeners) listener(this.current);
  }
}

/** Writes batches under a lease: rows, derived rows and checkpoint in one transaction each. */
class Batches {
  checkpoint: Checkpoint;
  settled: bigint | undefined;

  constructor(
    private readonly client: Client,
    private readonly lease: Lease,
    private readonly generation: Generation,
    standing: Standing,
  ) {
    this.checkpoint = standing.checkpoint;
    this.settled = standing.settled;
  }

  /** An event that can't be taken is found by halving, so that all before it are kept. */
  async take(entries: readonly Entry[], caughtUp: boolean): Promise<void> {
    const last = entries.at(-1);
    if (last === undefined) {
      if (caughtUp && this.settled !== this.checkpoint.position) await this.settleRest();
      return;
    }
    const folded = foldPage(this.generation.set, entries);
    if ('because' in folded) {
      await this.take(entries.slice(0, folded.taken), true);
      throw folded.because;
    }
    try {
      await this.commit(folded.page, checkpointAt(last), caughtUp);
    } catch (error) {
      if (!(error instanceof ProjectionFailed)) throw error;
      if (entries.length === 1) throw error.blame(last);
      const half = entries.length >> 1;
      await this.take(entries.slice(0, half), true);
      await this.take(entries.slice(half), caughtUp);
    }
  }

  private settleRest(): Promise<void> {
    return this.commit(this.generation.set.newPage('unknown'), this.checkpoint, true);
  }

  private async commit(page: PageFold, to: Checkpoint, caughtUp: boolean): Promise<void> {
    const { client, generation, lease } = this;
    const isBehind = this.settled !== this.checkpoint.position;
    const settled = caughtUp ? to.position : this.settled;
    await inTransaction(client, async () => {
      await writePage(client, generation, page);
      if (caughtUp) {
        const touched = isBehind
          ? await takePostponed(client, generation, page.touched)
          : page.touched;
        await settle(client, generation, touched, to.entry);
      } else {
        await postpone(client, page.touched);
      }
      await advance(client, lease, { from: this.checkpoint, to, settled });
    });
    this.checkpoint = to;
    this.settled = settled;
  }
}

/** Keeps the lease alive on a connection of its own; says so when it is lost. */
class Heart {
  private readonly lost = new AbortController();
  private beating: Promise<void> = Promise.resolve();
  private readonly timer: NodeJS.Timeout;

  private constructor(
    private readonly client: Client,
    private readonly lease: Lease,
  ) {
    this.timer = setInterval(() => {
      this.beating = this.beating.then(() => this.beat());
    }, HEARTBEAT_MS);
  }

  static async start(url: string, lease: Lease): Promise<Heart> {
    return new Heart(await connect(url, 'projecting'), lease);
  }

  get stopped(): AbortSignal {
    return this.lost.signal;
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.beating;
    await this.client.end().catch(() => undefined);
  }

  private async beat(): Promise<void> {
    try {
      if (!(await renew(this.client, this.lease))) this.lost.abort(new Fenced());
    } catch (error) {
      this.lost.abort(error);
    }
  }
}

/** A newer build made the live tables; this one must not put them back. */
function refuseNewer({ versions }: Standing, set: ProjectionSet): void {
  const own = Object.entries(set.versions);
  const isAhead = own.some(([name, version]) => version > (versions[name] ?? 0));
  for (const [name, version] of Object.entries(versions)) {
    const mine = set.versions[name];
    if (mine === undefined ? isAhead : version <= mine) continue;
    throw new Alarm(
      'newer-projections',
      `The read models hold version ${String(version)} of "${name}", which this version of the ` +
        'tracker does not have. Upgrade the projector first.',
    );
  }
}

/** After a swap the checkpoint may be ahead of what was asked for. */
const unread = (events: readonly StoredEvent[], { position }: Checkpoint) =>
  position === undefined ? events : events.filter((event) => event.position > position);
