import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { entriesOf, fill, InMemoryEventStore } from '#event-store';
import {
  defineProjection,
  type EventStore,
  type Head,
  type Message,
  type StoredEvent,
} from '#event-sourcing';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { freshDatabase, type FreshDatabase } from '../../../../test/support/database.js';
import { compareWithRebuild } from './compare.js';
import { ProjectionSet, type AnyProjection } from './projection-set.js';
import { entriesProjection } from '../entries/entries.projection.js';
import { Projector } from './projector.js';
import { readStatus } from './status.js';

describe('The status of the read models', () => {
  it('says that nothing was projected yet', async () => {
    await record(2);
    expect(await status()).toMatchObject({
      checkpoint: { entry: 0, position: undefined },
      lag: { entries: 2 },
      leader: undefined,
      isLive: false,
      versions: [
        { name: 'entries', live: undefined, own: entriesProjection.version },
        { name: 'notes', live: undefined, own: 1 },
      ],
      alarm: undefined,
    });
  });

  it('names position, entry, leader and epoch while somebody projects', async () => {
    await record(3);
    const projector = await projected();
    const { leader, ...now } = await status();
    expect(now).toMatchObject({
      checkpoint: { entry: 3, position: 3n },
      head: { position: 3n },
      lag: { entries: 0, seconds: 0 },
      isSettled: true,
      isLive: true,
      isBuilding: false,
      epoch: 1,
      alarm: undefined,
    });
    expect(leader).toMatchObject({ isAlive: true });
    expect(leader?.heartbeatAge).toBeLessThan(6);
    await projector.stop();
    expect((await status()).leader).toBeUndefined();
  });

  it('tells a leader that has stopped breathing', async () => {
    await record(1);
    await (await projected()).stop();
    await onDatabase(
      `update projections.checkpoint set holder = gen_random_uuid(),
         lease_until = clock_timestamp() - interval '30 seconds'`,
    );
    const { leader } = await status();
    expect(leader?.isAlive).toBe(false);
    expect(leader?.heartbeatAge).toBeGreaterThan(30);
  });

  it('counts what waits, in entries where positions are those, and since when', async () => {
    now = new Date(Date.now() - 3_600_000);
    await record(1);
    await (await projected()).stop();
    await record(4);
    expect((await status()).lag.entries).toBe(4);
    expect((await status()).lag.seconds).toBeGreaterThan(3_000);
    expect((await status({ positions: 'opaque' })).lag.entries).toBeUndefined();
  });

  it('shows no age of what a simulated log holds', async () => {
    await store.close();
    store = new InMemoryEventStore({ simulating: true, simulatedClock: () => new Date(0) });
    await record(1);
    expect((await status()).lag).toEqual({ entries: 1, seconds: undefined });
  });

  it.each<[string, () => Promise<unknown>, string]>([
    ['a type that nobody knows', () => append('SomethingNew', {}), 'unknown-event'],
    ['an event that a projection cannot take', () => append('NoteOpened', null), 'poison'],
    ['a log that is not the one that was read', () => replaceLog(), 'log-mismatch'],
    ['tables of a newer build', () => onDatabase(NEWER), 'newer-projections'],
  ])('finds out what would stop a projector: %s', async (_, happen, kind) => {
    await record(2);
    await (await projected()).stop();
    expect((await status()).alarm).toBeUndefined();
    await happen();
    expect((await status()).alarm).toMatchObject({ kind });
  });

  it('sees that tables are being made anew, from another process', async () => {
    await record(1);
    await (await projected()).stop();
    const other = new Client({ connectionString: database.url });
    await other.connect();
    await other.query("select pg_advisory_lock(hashtext('projections: build'))");
    expect((await status()).isBuilding).toBe(true);
    await other.end();
  });
});

describe('A rebuild', () => {
  it('says how far it is', async () => {
    await record(5);
    const said: unknown[] = [];
    await projector().rebuild({ onProgress: (progress) => said.push(progress) });
    expect(said).toEqual([
      { step: 'reading', entry: 5 },
      { step: 'indexing', entry: 5 },
    ]);
  });

  it('is refused to a build that is older than the tables', async () => {
    await record(1);
    await projector().rebuild();
    await onDatabase(NEWER);
    await expect(projector().rebuild()).rejects.toMatchObject({ kind: 'newer-projections' });
  });

  it('takes the read models along when their log has moved to a store with other positions', async () => {
    await record(3);
    await (await projected()).stop();
    const moved = new SparseEventStore();
    await fill(moved, entriesOf(store));
    await store.close();
    store = moved;
    const opaque = { positions: 'opaque' } as const;
    expect((await status(opaque)).alarm).toMatchObject({ kind: 'log-mismatch' });
    await expect(compareWithRebuild({ ...options(), ...opaque, signal })).rejects.toMatchObject({
      kind: 'log-mismatch',
    });
    await new Projector({ ...options(), projections: set, ...opaque }).rebuild();
    expect(await status(opaque)).toMatchObject({
      alarm: undefined,
      checkpoint: { entry: 3, position: 3_000n },
      lag: { entries: 0 },
    });
    expect(await compareWithRebuild({ ...options(), ...opaque, signal })).toEqual([]);
  });
});

/** Positions as of a store that does not count its entries. */
class SparseEventStore extends InMemoryEventStore {
  override async readAll(after: bigint | undefined, limit: number): Promise<StoredEvent[]> {
    const page = await super.readAll((after ?? 0n) / 1_000n, limit);
    return page.map((event) => ({ ...event, position: event.position * 1_000n }));
  }

  override async at(position: bigint): Promise<StoredEvent | undefined> {
    const event = position % 1_000n === 0n ? await super.at(position / 1_000n) : undefined;
    return event && { ...event, position };
  }

  override async head(): Promise<Head | undefined> {
    const head = await super.head();
    return head && { ...head, position: head.position * 1_000n };
  }
}

type NoteOpened = Message<'NoteOpened', { id: string }>;

@Entity({ name: 'notes' })
class NoteRow {
  @PrimaryColumn('text') id: string;
  @Column('bigint') recorded: number;
}

const notes: AnyProjection = defineProjection<NoteOpened, { notes: NoteRow }>()({
  name: 'notes',
  version: 1,
  tables: { notes: NoteRow },
  on: {
    NoteOpened: ({ data, entry }) => ({ table: 'notes', put: { id: data.id, recorded: entry } }),
  },
});

const set = new ProjectionSet([notes], ['NoteOpened']);
const METADATA = JSON.stringify({ actor: 'p-1', role: 'r', organisation: 'RXX', correlation: 'c' });
const NEWER = `update projections.checkpoint set versions = versions || '{"notes": 2}'`;
const { signal } = new AbortController();

let database: FreshDatabase;
let store: EventStore;
let now: Date;
let projectors: Projector[];

beforeEach(async () => {
  database = await freshDatabase();
  now = new Date('2026-11-01T09:00:00.000Z');
  store = new InMemoryEventStore({ clock: () => now });
  projectors = [];
});

afterEach(async () => {
  for (const each of projectors) await each.stop();
  await store.close();
  await database.drop();
});

const options = () => ({ databaseUrl: database.url, store, set, positions: 'gapless' }) as const;

const status = (different: Partial<Parameters<typeof readStatus>[0]> = {}) =>
  readStatus({ ...options(), ...different });

function projector(): Projector {
  const created = new Projector({ ...options(), projections: set });
  projectors.push(created);
  return created;
}

async function projected(): Promise<Projector> {
  const created = projector();
  const { position } = (await store.head()) ?? { position: 0n };
  created.start();
  await new Promise<void>((resolve, reject) => {
    created.onStatus((said) => {
      if (said.alarm !== undefined) reject(said.alarm);
      if (said.position === position && said.caughtUp) resolve();
    });
  });
  return created;
}

async function record(count: number): Promise<void> {
  for (let n = 0; n < count; n++) await append('NoteOpened', { id: randomUUID() });
}

const append = (type: string, data: object | null) =>
  store.append(`note-${randomUUID()}`, 'no-stream', [
    { id: randomUUID(), type, data: JSON.stringify(data), metadata: METADATA },
  ]);

async function replaceLog(): Promise<void> {
  await store.close();
  store = new InMemoryEventStore();
  await record(3);
}

async function onDatabase(statement: string): Promise<void> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query(statement);
  await client.end();
}
