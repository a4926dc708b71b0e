import { InMemoryEventStore } from '#event-store';
import type { AnyMessage, Entry, EventStore, Metadata } from '#event-sourcing';
import { dayBefore, londonDay } from '#vocabulary';
import { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { freshDatabase, type FreshDatabase } from '../../../../test/support/database.js';
import { compareWithRebuild, type Difference } from '../engine/compare.js';
import type { Positions } from '../engine/numbering.js';
import { ProjectionSet } from '../engine/projection-set.js';
import { Projector } from '../engine/projector.js';
import { ReadYourWrites } from '../engine/read-your-writes.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { eventTypes, projections } from '../projections.js';

/** An event and when it was recorded; what is left out does not matter to the spec. */
export type Recording = Readonly<{
  stream: string;
  recordedAt: string;
  event: AnyMessage;
  id?: string;
  /** Somebody else than the usual recorder. */
  by?: Readonly<{ actor: string; organisation: string }>;
}>;

type Parts = Readonly<{
  database: FreshDatabase;
  clock: { now: string };
  store: EventStore;
  positions: Positions;
  projector: Projector;
  source: DataSource;
}>;

/** Only a stop against waiting for ever, on a machine however busy. */
const LONGEST_WAIT_MS = 200_000;
const LOOK_MS = 5_000;

/** A store, its projector and the ledger, on a database of their own. */
export class RecordedWorld {
  private readonly revisions = new Map<string, number>();
  private entries = 0;

  readonly ledger: Ledger;
  private readonly pool: Pool;

  private constructor(private readonly parts: Parts) {
    this.ledger = new Ledger(parts.source);
    this.pool = new Pool({ connectionString: parts.database.url, max: 2 });
    // A pool has ended before its connections have, and dropping the database ends those by force.
    this.pool.on('error', () => undefined);
  }

  static open(): Promise<RecordedWorld> {
    const clock = { now: '' };
    const simulatedClock = () => new Date(clock.now);
    const store = new InMemoryEventStore({ simulating: true, simulatedClock });
    return RecordedWorld.on(store, clock, 'gapless');
  }

  /** A world whose history is in a store already; it is read, and closed with the world. */
  static async of(store: EventStore, positions: Positions): Promise<RecordedWorld> {
    const world = await RecordedWorld.on(store, { now: '' }, positions);
    await world.record();
    return world;
  }

  private static async on(
    store: EventStore,
    clock: { now: string },
    positions: Positions,
  ): Promise<RecordedWorld> {
    const database = await freshDatabase();
    const projector = new Projector({
      databaseUrl: database.url,
      store,
      projections: new ProjectionSet(projections, eventTypes),
      positions,
    });
    projector.start();
    const source = new DataSource({ type: 'postgres', url: database.url });
    await source.initialize();
    return new RecordedWorld({ database, clock, store, positions, projector, source });
  }

  /** Records in this order, and waits until the read models include it. */
  async record(...recordings: readonly Recording[]): Promise<void> {
    for (const { stream, recordedAt, event, id, by } of recordings) {
      this.entries += 1;
      this.parts.clock.now = recordedAt;
      const revision = this.revisions.get(stream);
      await this.parts.store.append(stream, revision ?? 'no-stream', [
        {
          id: id ?? eventId(this.entries),
          type: event.type,
          data: JSON.stringify(event.data),
          metadata: JSON.stringify({ ...METADATA, ...by }),
        },
      ]);
      this.revisions.set(stream, (revision ?? -1) + 1);
    }
    await this.projected();
  }

  /** A ledger that holds nothing of what was asked before. */
  afresh(): Ledger {
    return new Ledger(this.parts.source);
  }

  get store(): EventStore {
    return this.parts.store;
  }

  get databaseUrl(): string {
    return this.parts.database.url;
  }

  /** Builds all tables anew and swaps them in, while nobody follows. */
  async rebuild(): Promise<void> {
    await this.parts.projector.stop();
    await this.parts.projector.rebuild();
    this.parts.projector.start();
  }

  /** How the live tables differ from a rebuild. */
  differences(): Promise<readonly Difference[]> {
    return compareWithRebuild({
      databaseUrl: this.parts.database.url,
      store: this.parts.store,
      set: new ProjectionSet(projections, eventTypes),
      positions: this.parts.positions,
      signal: new AbortController().signal,
    });
  }

  private async projected(): Promise<void> {
    const { position = 0n } = (await this.store.head()) ?? {};
    const reading = new ReadYourWrites(this.pool, this.parts.projector);
    for (let waited = 0; waited < LONGEST_WAIT_MS; waited += LOOK_MS) {
      if (await reading.waitFor(position, LOOK_MS)) return;
      if (this.parts.projector.status.alarm !== undefined) break;
    }
    const { state, trouble, alarm, position: reached } = this.parts.projector.status;
    throw new Error(
      `Not projected: the projector is ${state} at ${String(reached)} of ${String(position)}, ` +
        `with the alarm "${alarm?.message ?? 'none'}" and the trouble "${trouble ?? 'none'}".`,
    );
  }

  async close(): Promise<void> {
    await this.parts.projector.stop();
    await this.parts.source.destroy();
    await this.pool.end();
    await this.parts.store.close();
    await this.parts.database.drop();
  }
}

/** The id of the n-th event recorded, from 1. */
export const eventId = (n: number): string =>
  `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

export const recordingOf = ({
  stream,
  recordedAt,
  type,
  data,
  id,
}: Pick<Entry, 'stream' | 'recordedAt' | 'type' | 'data' | 'id'>): Recording => ({
  ...{ stream, recordedAt, id },
  event: { type, data },
});

/** The same as a store records it whose clock is behind, when the day has just begun for whoever records. */
export function theEveningBefore(recording: Recording): Recording {
  const evening = dayBefore(londonDay(recording.recordedAt));
  return { ...recording, recordedAt: `${evening}T22:59:58.${recording.recordedAt.slice(-4)}` };
}

const METADATA: Metadata = {
  actor: 'recorder-1',
  role: 'trust-recorder',
  organisation: 'ZZA',
  command: 'command-1',
  digest: '',
  correlation: 'history',
  causation: 'history',
  schemaVersion: 1,
};
