import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { InMemoryEventStore } from '#event-store';
import { defineProjection, type EventStore, type Message, type NewEvent } from '#event-sourcing';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { freshDatabase, type FreshDatabase } from '../../../../test/support/database.js';
import { compareWithRebuild } from './compare.js';
import { ProjectionSet, type AnyProjection } from './projection-set.js';
import { Projector, type ProjectorOptions, type ProjectorStatus } from './projector.js';
import { ReadYourWrites } from './read-your-writes.js';

describe('Following the log', () => {
  it('keeps rows, sums and closes up to the last event', async () => {
    await record(opened('a', 5), opened('b', 7), corrected('a', 6));
    await projectedBy(project());

    expect(await rows('select * from read_models.notes order by id, recorded')).toMatchObject([
      { id: 'a', amount: 5, recorded: '1', superseded: '3' },
      { id: 'a', amount: 6, recorded: '3', superseded: null },
      { id: 'b', amount: 7, recorded: '2', superseded: null },
    ]);
    expect(await rows('select * from read_models.tallies')).toEqual([
      { tally: 'all', events: 3, amount: '18' },
    ]);
    expect(await rows('select id, current from read_models.currents order by id')).toEqual([
      { id: 'a', current: 6 },
      { id: 'b', current: 7 },
    ]);
  });

  it('goes on where it stopped', async () => {
    await record(opened('a', 5));
    const first = project();
    await projectedBy(first);
    await first.stop();
    await record(opened('b', 7));
    await projectedBy(project());
    expect(await rows('select events from read_models.tallies')).toEqual([{ events: 2 }]);
  });
});

describe('Rebuilding', () => {
  it('gives the same rows as following live', async () => {
    await projectedBy(project());
    for (let n = 0; n < 40; n++) await record(opened(`n${String(n)}`, n), corrected('n0', n));
    await projectedBy(projectors[0]);
    expect(await compareWithRebuild(buildOptions())).toEqual([]);
  });
});

type NoteEvent = NoteOpened | NoteCorrected;
type NoteOpened = Message<'NoteOpened', { id: string; amount: number }>;
type NoteCorrected = Message<'NoteCorrected', { id: string; amount: number }>;

const opened = (id: string, amount: number): NoteEvent => ({
  type: 'NoteOpened',
  data: { id, amount },
});
const corrected = (id: string, amount: number): NoteEvent => ({
  type: 'NoteCorrected',
  data: { id, amount },
});

@Entity({ name: 'notes', schema: 'read_models' })
class NoteRow {
  @PrimaryColumn({ type: 'text' }) id: string;
  @PrimaryColumn({ type: 'bigint' }) recorded: number;
  @Column({ type: 'text', name: 'fact_id' }) factId: string;
  @Column({ type: 'integer' }) amount: number;
  @Column({ type: 'bigint', nullable: true }) superseded: number | null;
}

@Entity({ name: 'tallies', schema: 'read_models' })
class TallyRow {
  @PrimaryColumn({ type: 'text' }) tally: string;
  @Column({ type: 'integer' }) events: number;
  @Column({ type: 'bigint' }) amount: number;
}

@Entity({ name: 'currents', schema: 'read_models' })
class CurrentRow {
  @PrimaryColumn({ type: 'text' }) id: string;
  @Column({ type: 'integer' }) current: number;
  @Column({ type: 'bigint' }) entry: number;
}

const notes = defineProjection<NoteEvent, { notes: NoteRow; tallies: TallyRow }>()({
  name: 'notes',
  version: 1,
  tables: { notes: NoteRow, tallies: TallyRow },
  indexes: [{ table: 'notes', on: '(amount)' }],
  on: {
    NoteOpened: ({ data: { id, amount }, entry }) => [
      { table: 'notes', put: { id, amount, factId: id, recorded: entry, superseded: null } },
      { table: 'tallies', key: { tally: 'all' }, add: { events: 1, amount } },
    ],
    NoteCorrected: ({ data: { id, amount }, entry }) => [
      { table: 'notes', close: id, superseded: entry },
      { table: 'notes', put: { id, amount, factId: id, recorded: entry, superseded: null } },
      { table: 'tallies', key: { tally: 'all' }, add: { events: 1, amount } },
    ],
  },
  derived: [
    {
      table: 'currents',
      row: CurrentRow,
      keyColumn: 'id',
      heldForColumn: 'entry',
      touched: ({ data }) => [(data as NoteEvent['data']).id],
      rows: async (source, keys, upTo) => {
        const found = await source<{ id: string; amount: number }>(
          'select id, amount from read_models.notes where superseded is null and id = any($1)',
          [keys],
        );
        return found.map(({ id, amount }) => ({ id, current: amount, entry: upTo }));
      },
    },
  ],
});

const KNOWN = ['NoteOpened', 'NoteCorrected'];
let database: FreshDatabase;
let store: EventStore;
let pool: Pool;
let revision: number;
const projectors: Projector[] = [];

beforeEach(async () => {
  database = await freshDatabase();
  pool = new Pool({ connectionString: database.url, max: 3 });
  store = new InMemoryEventStore();
  revision = -1;
});

afterEach(async () => {
  await Promise.all(projectors.splice(0).map((projector) => projector.stop()));
  await store.close();
  await pool.end();
  await database.drop();
});

function project(
  options: Partial<ProjectorOptions> = {},
  projections: AnyProjection[] = [notes],
): Projector {
  const projector = new Projector({
    databaseUrl: database.url,
    store,
    projections: new ProjectionSet(projections, KNOWN),
    positions: 'gapless',
    ...options,
  });
  projectors.push(projector);
  projector.start();
  return projector;
}

const buildOptions = () => ({
  databaseUrl: database.url,
  store,
  set: new ProjectionSet([notes], KNOWN),
  positions: 'gapless' as const,
  signal: new AbortController().signal,
});

async function record(...events: NoteEvent[]): Promise<void> {
  const written = events.map(({ type, data }): NewEvent => ({
    id: randomUUID(),
    type,
    data: JSON.stringify(data),
    metadata: '{}',
  }));
  await store.append('notes', revision < 0 ? 'no-stream' : revision, written);
  revision += events.length;
}

async function projectedBy(projector: Projector | undefined): Promise<void> {
  const head = await store.head();
  const waiting = new ReadYourWrites(pool, projector);
  if (!(await waiting.waitFor(head?.position ?? 0n, 10_000))) {
    throw new Error(`Not projected: ${JSON.stringify(statusOf(projector?.status))}`);
  }
}

const statusOf = (status: ProjectorStatus | undefined) =>
  status && { ...status, position: String(status.position), alarm: status.alarm?.message };

const rows = async (sql: string): Promise<unknown[]> => (await pool.query(sql)).rows as unknown[];
