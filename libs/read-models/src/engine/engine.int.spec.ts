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

describe('A batch that is cut off', () => {
  it('leaves nothing behind and is written once when it is tried again', async () => {
    const projector = project();
    await record(opened('a', 5));
    await projectedBy(projector);
    const blocker = await pool.connect();
    try {
      await blocker.query('begin');
      await blocker.query('update read_models.tallies set events = events');
      await record(corrected('a', 6), opened('b', 7));
      await until(async () => (await waitingForLock()).length > 0);
      const [writer] = await waitingForLock();
      await pool.query('select pg_terminate_backend($1)', [writer?.pid]);
      expect(await rows('select entry from read_models.checkpoint')).toEqual([{ entry: '1' }]);
    } finally {
      await blocker.query('rollback');
      blocker.release();
    }
    await projectedBy(projector);
    expect(await rows('select events, amount from read_models.tallies')).toEqual([
      { events: 3, amount: '18' },
    ]);
    expect(await compareWithRebuild(buildOptions())).toEqual([]);
  });

  it('is not committed by a leader who lost the lease while it was frozen', async () => {
    const projector = project();
    await record(opened('a', 5));
    await projectedBy(projector);
    const blocker = await pool.connect();
    try {
      await blocker.query('begin');
      await blocker.query('update read_models.tallies set events = events');
      await record(opened('b', 7));
      await until(async () => (await waitingForLock()).length > 0);
      await pool.query(
        `update projections.checkpoint set epoch = epoch + 1, holder = gen_random_uuid(),
         lease_until = now() + interval '1 hour'`,
      );
    } finally {
      await blocker.query('rollback');
      blocker.release();
    }
    await until(() => Promise.resolve(projector.status.state === 'standby'));
    expect(await rows('select events from read_models.tallies')).toEqual([{ events: 1 }]);
    expect(await rows('select entry from read_models.checkpoint')).toEqual([{ entry: '1' }]);
  });
});

describe('An event that a projection cannot take', () => {
  it('stops the projector before it, is named, and is taken once it is mended', async () => {
    await projectedBy(project());
    await stopAll();
    await record(opened('a', 5), opened('bad', 1), opened('b', 7));

    const broken = project({}, [withNotes({ NoteOpened: throwsOn('bad') })]);
    await until(() => Promise.resolve(broken.status.state === 'alarmed'));
    expect(broken.status.alarm?.message).toBe(
      'The projection "notes" can\'t take entry 2 ("NoteOpened"): bad is bad',
    );
    expect(await rows('select entry from read_models.checkpoint')).toEqual([{ entry: '1' }]);
    expect(await rows('select id from read_models.currents')).toEqual([{ id: 'a' }]);

    await stopAll();
    await projectedBy(project());
    expect(await rows('select events from read_models.tallies')).toEqual([{ events: 3 }]);
  });

  it('costs a projection beside it nothing: both have everything once it is mended', async () => {
    await record(opened('a', 5));
    const beside = [withNotes({ NoteOpened: throwsOn('bad') }), marks];
    const broken = project({ batchSize: 1 }, beside);
    await projectedBy(broken);
    await record(opened('bad', 1), opened('b', 7));
    await until(() => Promise.resolve(broken.status.state === 'alarmed'));
    expect(await rows('select id from read_models.marks')).toEqual([{ id: 'a' }]);

    await stopAll();
    await projectedBy(project({ batchSize: 1 }, [notes, marks]));
    const all = [{ id: 'a' }, { id: 'b' }, { id: 'bad' }];
    expect(await rows('select id from read_models.marks order by id')).toEqual(all);
    expect(await rows('select id from read_models.notes order by id')).toEqual(all);
  });

  it('is found among its neighbours when only the database refuses it', async () => {
    const projector = project();
    await projectedBy(projector);
    await record(opened('a', 5), opened('b', 6), opened('c', 3_000_000_000), opened('d', 7));
    await until(() => Promise.resolve(projector.status.state === 'alarmed'));
    expect(projector.status.alarm).toMatchObject({ kind: 'poison', entry: 3, projection: 'notes' });
    expect(await rows('select entry from read_models.checkpoint')).toEqual([{ entry: '2' }]);
  });

  it('keeps a rebuild from going live', async () => {
    await record(opened('a', 5), opened('bad', 1));
    await projectedBy(project());
    await stopAll();
    const broken = { ...withNotes({ NoteOpened: throwsOn('bad') }), version: 2 };
    const projector = project({}, [broken]);
    await until(() => Promise.resolve(projector.status.state === 'alarmed'));
    expect(projector.status.alarm).toMatchObject({ kind: 'poison', entry: 2 });
    expect(await rows('select id from read_models.notes order by id')).toHaveLength(2);
  });
});

describe('An event of a type that nobody knows', () => {
  it('stops everything, even where no projection cares for it', async () => {
    const projector = project();
    await projectedBy(projector);
    await record(opened('a', 5), { type: 'NoteShredded', data: { id: 'a', amount: 0 } } as never);
    await until(() => Promise.resolve(projector.status.state === 'alarmed'));
    expect(projector.status.alarm).toMatchObject({ kind: 'unknown-event', entry: 2 });
    expect(projector.status.alarm?.message).toContain('Upgrade the projector first.');
    expect(await rows('select entry from read_models.checkpoint')).toEqual([{ entry: '1' }]);
  });
});

describe('A log that is not the one the read models were made from', () => {
  it.each([
    ['has another event there', 3],
    ['ends before the checkpoint', 1],
  ])('stops the projector when it %s', async (_, length) => {
    await record(opened('a', 5), opened('b', 6));
    await projectedBy(project());
    await stopAll();
    startNewLog();
    for (let n = 0; n < length; n++) await record(opened('a', n));
    const projector = project();
    await until(() => Promise.resolve(projector.status.state === 'alarmed'));
    expect(projector.status.alarm?.kind).toBe('log-mismatch');
    expect(projector.status.alarm?.message).toContain('The log is not the one they were made from');
    expect(await rows('select events from read_models.tallies')).toEqual([{ events: 2 }]);
  });

  it('stops the projector when it is an older backup that has grown since', async () => {
    await record(opened('a', 5), opened('b', 6), opened('c', 7));
    await projectedBy(project());
    await stopAll();
    const backup = await store.readAll(undefined, 1);
    startNewLog();
    await store.restore(backup);
    revision = 0;
    await record(opened('d', 8), opened('e', 9), opened('f', 10));
    const projector = project();
    await until(() => Promise.resolve(projector.status.state === 'alarmed'));
    expect(projector.status.alarm?.kind).toBe('log-mismatch');
    expect(await rows('select entry from read_models.checkpoint')).toEqual([{ entry: '3' }]);
  });

  it('is not swapped in by a rebuild', async () => {
    await record(opened('a', 5), opened('b', 6));
    await projectedBy(project());
    await stopAll();
    startNewLog();
    await record(opened('x', 5), opened('y', 6), opened('z', 7));
    const projector = project({}, [{ ...notes, version: 2 }]);
    await until(() => Promise.resolve(projector.status.state === 'alarmed'));
    expect(projector.status.alarm?.kind).toBe('entries-differ');
    expect(await rows('select distinct id from read_models.notes order by id')).toEqual([
      { id: 'a' },
      { id: 'b' },
    ]);
  });
});

describe('Rebuilding', () => {
  it('gives the same rows as following live', async () => {
    const projector = project();
    await projectedBy(projector);
    for (let n = 0; n < 40; n++) await record(opened(`n${String(n)}`, n), corrected('n0', n));
    await projectedBy(projector);
    expect(await compareWithRebuild(buildOptions())).toEqual([]);
  });

  it('is told apart where a row was changed behind the engine', async () => {
    await record(opened('a', 5), opened('b', 6));
    await projectedBy(project());
    await pool.query("update read_models.currents set current = 9 where id = 'b'");
    await pool.query("delete from read_models.notes where id = 'a'");
    expect(await compareWithRebuild(buildOptions())).toEqual([
      { table: 'notes', columns: ['id', 'recorded'], rows: 1, keys: [['a', '1']] },
      { table: 'currents', columns: ['id'], rows: 1, keys: [['b']] },
    ]);
  });

  it('happens by itself for a higher version, and drops the old tables', async () => {
    await record(opened('a', 5));
    await projectedBy(project());
    await stopAll();
    const projector = project({}, [doubled]);
    await until(() => Promise.resolve(projector.status.state === 'leading'));
    expect(await rows('select amount from read_models.notes')).toEqual([{ amount: 10 }]);
    expect(await rows("select nspname from pg_namespace where nspname like 'rm_notes%'")).toEqual([
      { nspname: 'rm_notes_v2_2' },
    ]);
  });

  it('beside a projector that follows leaves it to go on in the new tables', async () => {
    const projector = project();
    for (let n = 0; n < 5; n++) {
      await record(opened(`n${String(n)}`, n));
      await projectedBy(projector);
      await projector.rebuild();
    }
    await record(opened('last', 7));
    await projectedBy(projector);
    expect(await rows('select events from read_models.tallies')).toEqual([{ events: 6 }]);
  });

  it('is refused to a projector that is older than the tables', async () => {
    await projectedBy(project({}, [doubled]));
    await stopAll();
    const projector = project();
    await until(() => Promise.resolve(projector.status.state === 'alarmed'));
    expect(projector.status.alarm?.kind).toBe('newer-projections');
  });

  it('loses nothing that is recorded meanwhile, and shows readers the old rows or the new', async () => {
    const projector = project({ batchSize: 7 });
    for (let n = 0; n < 300; n++) await record(opened(`n${String(n)}`, 1));
    await projectedBy(projector);
    const over = new AbortController();
    const isOver = () => over.signal.aborted;
    const reading = (async () => {
      const seen: Reading[] = [];
      while (!isOver()) seen.push(await readAtOnce());
      return seen;
    })();
    const recording = (async () => {
      for (let n = 0; n < 400; n++) await record(corrected(`n${String(n % 300)}`, 1));
    })();
    for (let n = 0; n < 3; n++) await projector.rebuild();
    await recording;
    await projectedBy(projector);
    over.abort();
    const readings = await reading;
    expect(readings.filter(({ entry, events }) => entry !== events)).toEqual([]);
    expect(readings.every(({ entry }, n) => entry >= (readings[n - 1]?.entry ?? 0))).toBe(true);
    expect(await compareWithRebuild(buildOptions())).toEqual([]);
    expect(await rows('select events from read_models.tallies')).toEqual([{ events: 700 }]);
  });
});

describe('Waiting for what was written', () => {
  it('ends when the read models include it, here or in another process', async () => {
    const projector = project();
    await record(opened('a', 5));
    const elsewhere = new ReadYourWrites(pool);
    const here = new ReadYourWrites(pool, projector);
    expect(
      await Promise.all([
        elsewhere.waitFor(1n, LONGEST_WAIT_MS),
        here.waitFor(1n, LONGEST_WAIT_MS),
      ]),
    ).toEqual([true, true]);
  });

  it('ends without success when nobody projects', async () => {
    expect(await new ReadYourWrites(pool).waitFor(1n, 50)).toBe(false);
    await projectedBy(project());
    await stopAll();
    await record(opened('a', 5));
    expect(await new ReadYourWrites(pool).waitFor(1n, 50)).toBe(false);
  });
});

type Reading = Readonly<{ entry: number; events: number }>;

/** As a figure reads: the checkpoint first, everything in one transaction. */
async function readAtOnce(): Promise<Reading> {
  for (;;) {
    const client = await pool.connect();
    try {
      await client.query('begin isolation level repeatable read read only');
      const { rows: checkpoint } = await client.query<{ entry: string }>(
        'select entry from read_models.checkpoint',
      );
      const { rows: tally } = await client.query<{ events: number }>(
        'select coalesce(sum(events), 0)::int as events from read_models.tallies',
      );
      const [at, sum] = [checkpoint[0], tally[0]];
      // No checkpoint: the tables were swapped after this transaction's snapshot.
      if (at !== undefined && sum !== undefined)
        return { entry: Number(at.entry), events: sum.events };
    } finally {
      await client.query('rollback');
      client.release();
    }
  }
}

const withNotes = (on: Partial<(typeof notes)['on']>): AnyProjection => ({
  ...notes,
  on: { ...notes.on, ...on },
});

const throwsOn = (id: string): NonNullable<(typeof notes)['on']['NoteOpened']> => {
  const take = notes.on.NoteOpened;
  return (event) => {
    if (event.data.id === id) throw new Error(`${id} is bad`);
    return take?.(event) ?? [];
  };
};

const waitingForLock = async () =>
  (
    await pool.query<{ pid: number }>(
      `select pid from pg_stat_activity where application_name = 'tracker projecting'
       and datname = current_database() and wait_event_type = 'Lock'`,
    )
  ).rows;

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 10));
}

async function stopAll(): Promise<void> {
  await Promise.all(projectors.splice(0).map((projector) => projector.stop()));
}

function startNewLog(): void {
  store = new InMemoryEventStore();
  revision = -1;
}

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

@Entity({ name: 'marks', schema: 'read_models' })
class MarkRow {
  @PrimaryColumn({ type: 'text' }) id: string;
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

const marks: AnyProjection = defineProjection<NoteEvent, { marks: MarkRow }>()({
  name: 'marks',
  version: 1,
  tables: { marks: MarkRow },
  on: { NoteOpened: ({ data: { id } }) => ({ table: 'marks', put: { id } }) },
});

const doubled: AnyProjection = {
  ...withNotes({
    NoteOpened: ({ data: { id, amount }, entry }) => ({
      table: 'notes',
      put: { id, amount: amount * 2, factId: id, recorded: entry, superseded: null },
    }),
  }),
  version: 2,
};

/** Only a stop against waiting for ever, on a machine however busy. */
const LONGEST_WAIT_MS = 200_000;
const KNOWN = ['NoteOpened', 'NoteCorrected'];
const METADATA = { actor: 'p-1', role: 'trust-recorder', organisation: 'RXX', correlation: 'c-1' };
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
  await stopAll();
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
    metadata: JSON.stringify(METADATA),
  }));
  await store.append('notes', revision < 0 ? 'no-stream' : revision, written);
  revision += events.length;
}

async function projectedBy(projector: Projector | undefined): Promise<void> {
  const head = await store.head();
  const waiting = new ReadYourWrites(pool, projector);
  if (!(await waiting.waitFor(head?.position ?? 0n, LONGEST_WAIT_MS))) {
    throw new Error(`Not projected: ${JSON.stringify(statusOf(projector?.status))}`);
  }
}

const statusOf = (status: ProjectorStatus | undefined) =>
  status && { ...status, position: String(status.position), alarm: status.alarm?.message };

const rows = async (sql: string): Promise<unknown[]> => (await pool.query(sql)).rows as unknown[];
