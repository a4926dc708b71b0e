import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { defineProjection, type AnyMessage, type EventStore } from '#event-sourcing';
import { EventStoreDbEventStore } from '#event-store';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { freshDatabase, type FreshDatabase } from '../../../../test/support/database.js';
import {
  startEventStoreDb,
  type TestEventStoreDb,
} from '../../../../test/support/eventstoredb/index.js';
import { entriesProjection } from '../entries/entries.projection.js';
import { compareWithRebuild } from './compare.js';
import { ProjectionSet } from './projection-set.js';
import { Projector } from './projector.js';
import { ReadYourWrites } from './read-your-writes.js';
import { readStatus } from './status.js';

/** Positions are places in somebody else's log, with their own events between ours. */
describe('Following a log in EventStoreDB', () => {
  it('counts entries from 1, whatever the server notes in between', async () => {
    await record('a', 'b');
    await server.setMetadataBehindOurBack('somebody-elses', { n: 1 });
    await record('c');
    await following();
    expect(await entries()).toEqual([
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
    ]);
  });

  it('goes on counting after a restart of projector and server', async () => {
    await record('a', 'b');
    await (await following()).stop();
    await server.restart();
    await record('c');
    await following();
    expect(await entries()).toHaveLength(3);
  });

  it('gives every entry the same number in a rebuild, and the same rows', async () => {
    await record('a', 'b');
    const projector = await following();
    await server.setMetadataBehindOurBack('somebody-elses', { n: 1 });
    await record('c', 'd');
    await projector.rebuild();
    await record('e');
    await reached(projector);
    expect((await entries()).map(([, name]) => name)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(await compareWithRebuild(buildOptions())).toEqual([]);
  });

  it('goes on by itself when the server was away', async () => {
    await record('a');
    const projector = await following();
    await server.restart();
    await record('b');
    await reached(projector);
    expect(await entries()).toHaveLength(2);
  });

  describe('stops', () => {
    it('at a log restored from an older backup, also when it has grown since', async () => {
      await record('a', 'b', 'c');
      await (await following()).stop();
      const older = server.events.filter(
        ({ stream, revision }) => stream !== 'notes' || revision < 1n,
      );
      await server.restartWith(older);
      expect(await alarmOf(started())).toMatch(/log is not the one they were made from/);
      revision = 0;
      await record('x', 'y', 'z');
      expect(await alarmOf(started())).toMatch(/log is not the one they were made from/);
      expect(await entries()).toHaveLength(3);
    });

    it('at a rebuild from a log that is shorter than the read models', async () => {
      await record('a', 'b', 'c');
      const projector = await following();
      await projector.stop();
      const older = server.events.filter(
        ({ stream, revision }) => stream !== 'notes' || revision < 1n,
      );
      await server.restartWith(older);
      await expect(projector.rebuild()).rejects.toThrow(
        'The log ends with entry 1, but the read models include entry 3. Nothing was swapped. Find out first which log is right.',
      );
      expect(await entries()).toHaveLength(3);
    });

    it('until it is told to take the log that it is given for the right one', async () => {
      await record('a', 'b', 'c');
      await (await following()).stop();
      const older = server.events.filter(
        ({ stream, revision }) => stream !== 'notes' || revision < 1n,
      );
      await server.restartWith(older);
      revision = 0;
      await record('x');
      const projector = started();
      expect(await alarmOf(projector)).toMatch(/run "projections rebuild"; it refuses/);
      await projector.stop();
      await expect(projector.rebuild()).rejects.toThrow(/"projections rebuild --another-log"/);
      await projector.rebuild({ anotherLog: true });
      expect(await entries()).toHaveLength(2);
      expect((await following()).status.alarm).toBeUndefined();
    });

    it('at a rebuild that would number entries otherwise', async () => {
      await record('a', 'b');
      const projector = await following();
      const [first, second] = server.events.filter(({ stream }) => stream === 'notes');
      if (first === undefined || second === undefined) throw new Error('Nothing was recorded.');
      await server.restartWith(
        server.events.map((event) =>
          event === first
            ? { ...event, id: second.id }
            : event === second
              ? { ...event, id: first.id }
              : event,
        ),
      );
      await expect(projector.rebuild()).rejects.toThrow(/would give entry 1 to another event/);
    });

    it('where a stream was deleted behind its back, and says which', async () => {
      await record('a', 'b');
      const projector = await following();
      await server.tombstoneBehindOurBack('notes');
      expect(await alarmOf(projector)).toMatch(/The stream "notes" was deleted at position/);
    });

    it.each([
      ['a type that this build does not know', { type: 'NoteBurnt' }, /does not know/],
      ['data that are not JSON', { data: 'no JSON' }, /Entry 2 can't be read\..*is not JSON/],
      [
        'data that are not even text',
        { data: Buffer.from([0x22, 0xff, 0x22]) },
        /Entry 2 can't be read\..*is not JSON/,
      ],
      [
        'a schema version that only a newer build knows',
        { metadata: '{"schemaVersion":2}' },
        /Entry 2 can't be read\..*written in schema version 2/,
      ],
    ])('at %s, after all before it', async (_, strange, sentence) => {
      await record('a');
      const projector = await following();
      const {
        type = 'NoteOpened',
        data = '{}',
        metadata = '{}',
      } = strange as Readonly<{ type?: string; data?: string | Buffer; metadata?: string }>;
      await server.appendBehindOurBack({
        stream: 'notes-of-others',
        expected: 'any',
        events: [
          {
            id: randomUUID(),
            type,
            json: true,
            data: typeof data === 'string' ? Buffer.from(data) : data,
            metadata: Buffer.from(metadata),
          },
        ],
      });
      expect(await alarmOf(projector)).toMatch(sentence);
      expect((await readStatus(buildOptions())).alarm?.message).toMatch(sentence);
      expect(await entries()).toEqual([[1, 'a']]);
    });
  });
});

@Entity({ name: 'notes', schema: 'read_models' })
class NoteRow {
  @PrimaryColumn('text') name: string;
  @Column({ type: 'bigint' }) entry: number;
}

type NoteEvent = Readonly<{ type: 'NoteOpened'; data: Readonly<{ name: string }> }> & AnyMessage;

const notes = defineProjection<NoteEvent, { notes: NoteRow }>()({
  name: 'notes',
  version: 1,
  tables: { notes: NoteRow },
  on: { NoteOpened: ({ data: { name }, entry }) => ({ table: 'notes', put: { name, entry } }) },
});

let database: FreshDatabase;
let server: TestEventStoreDb;
let store: EventStore;
let pool: Pool;
let revision: number;
const projectors: Projector[] = [];

beforeEach(async () => {
  database = await freshDatabase();
  pool = new Pool({ connectionString: database.url, max: 2 });
  server = await startEventStoreDb();
  store = await EventStoreDbEventStore.open({
    connectionString: server.url,
    pollEvery: 20,
    longestWait: 1_000,
  });
  revision = -1;
});

afterEach(async () => {
  await Promise.all(projectors.splice(0).map((projector) => projector.stop()));
  await store.close();
  await server.stop();
  await pool.end();
  await database.drop();
});

const buildOptions = () => ({
  databaseUrl: database.url,
  store,
  set: new ProjectionSet([entriesProjection, notes], ['NoteOpened']),
  positions: 'opaque' as const,
  signal: new AbortController().signal,
});

function started(): Projector {
  const { set: projections, ...options } = buildOptions();
  const projector = new Projector({ ...options, projections });
  projectors.push(projector);
  projector.start();
  return projector;
}

async function following(): Promise<Projector> {
  const projector = started();
  await reached(projector);
  return projector;
}

async function reached(projector: Projector): Promise<void> {
  const { position = 0n } = (await store.head()) ?? {};
  if (!(await new ReadYourWrites(pool, projector).waitFor(position, 20_000))) {
    throw new Error(`Not projected: ${projector.status.alarm?.message ?? projector.status.state}`);
  }
}

async function alarmOf(projector: Projector): Promise<string> {
  return new Promise((resolve) => {
    const look = () => {
      if (projector.status.alarm === undefined) return;
      stop();
      resolve(projector.status.alarm.message);
    };
    const stop = projector.onStatus(look);
    look();
  });
}

async function record(...names: readonly string[]): Promise<void> {
  for (const name of names) {
    const event = {
      id: randomUUID(),
      type: 'NoteOpened',
      data: JSON.stringify({ name }),
      metadata: JSON.stringify({ actor: 'a-1', role: 'r', organisation: 'RXX', correlation: 'c' }),
    };
    const append = () => store.append('notes', revision < 0 ? 'no-stream' : revision, [event]);
    await append().catch(append);
    revision += 1;
  }
}

async function entries(): Promise<readonly (readonly [number, string])[]> {
  const { rows } = await pool.query<{ entry: string; name: string }>(
    `select e.entry, n.name from read_models.entries e
       join read_models.notes n on n.entry = e.entry order by e.entry`,
  );
  return rows.map(({ entry, name }) => [Number(entry), name]);
}
