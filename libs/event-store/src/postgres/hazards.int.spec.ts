import { Client } from 'pg';
import {
  BrokenLog,
  InvalidAppend,
  StoreUnavailable,
  UnknownOutcome,
  type AppendOutcome,
} from '#event-sourcing';
import { freshDatabase, type FreshDatabase } from '../../../../test/support/database.js';
import { NoSimulatedClock } from '../clock.js';
import { lineTo } from '../testing/faults.js';
import {
  deliveriesUntil,
  event,
  events,
  eventsOf,
  has,
  idOf,
  idsOf,
  STREAM,
  wholeLog,
  written,
} from '../testing/log-under-test.js';
import { heldBack } from './held-back.js';
import { PostgresEventStore, type PostgresOptions } from './postgres-event-store.js';
import { PAGE } from './rows.js';
import { APPEND_LOCK } from './schema.js';
import { readerPool, sessionOf } from './session.js';

let database: FreshDatabase;
let admin: Client;
const open: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  database = await freshDatabase();
});

beforeEach(async () => {
  admin = await session();
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((opened) => opened.close()));
  await admin.query('drop schema if exists es cascade');
  await admin.end();
});

afterAll(() => database.drop());

describe('Opening the PostgreSQL store', () => {
  it('by several at once creates the schema once', async () => {
    const stores = await Promise.all([1, 2, 3, 4, 5].map(() => storeOn()));
    await Promise.all(
      stores.map((store, n) => store.append(`benefit-${String(n)}`, 'no-stream', [event(n)])),
    );
    expect((await rows('select version from es.migration')).length).toBe(1);
    expect(await positions()).toEqual(['1', '2', '3', '4', '5']);
  });

  it('says that a server cannot be reached', async () => {
    const nobody = new URL(database.url);
    nobody.port = '1';
    await expect(PostgresEventStore.open({ connectionString: nobody.href })).rejects.toThrow(
      StoreUnavailable,
    );
  });

  it('brings a schema of the first version up to date, and keeps what is in it', async () => {
    await written(await storeOn(), STREAM, ...events(1, 2));
    await admin.query('drop index es.event_held_back');
    await admin.query(`create or replace function es.keep_log() returns trigger language plpgsql
      as $$ begin return new; end $$`);
    await admin.query('update es.migration set version = 1');
    const back = `update es.log set last_recorded_at = last_recorded_at - interval '1 hour'`;
    await admin.query(`begin; ${back}; rollback`);

    const stores = await Promise.all([1, 2, 3].map(() => storeOn()));
    await expect(admin.query(back)).rejects.toMatchObject({ code: '55000' });
    expect(await heldBack(admin)).toMatchObject({ last: undefined });
    expect(await rows('select version from es.migration order by version')).toEqual([
      { version: 1 },
      { version: 2 },
    ]);
    for (const store of stores) expect(await wholeLog(store)).toHaveLength(2);
  });

  it('refuses a schema of a later version', async () => {
    await storeOn();
    await admin.query('insert into es.migration (version) values (99)');
    await expect(storeOn()).rejects.toThrow('newer version');
  });
});

describe('The database itself', () => {
  it.each([
    `update es.event set data = '{}' where position = 1`,
    'delete from es.event where position = 2',
    'truncate es.event cascade',
    'delete from es.stream',
    'truncate es.stream',
    'delete from es.log',
    'truncate es.log',
    'update es.log set position = 0',
    'update es.log set simulating = true',
    `update es.log set last_recorded_at = last_recorded_at - interval '1 millisecond'`,
  ])('refuses "%s" to its owner, replication or not', async (statement) => {
    const store = await storeOn();
    await written(store, STREAM, ...events(1, 2));
    await expect(admin.query(statement)).rejects.toMatchObject({ code: '55000' });
    await admin.query('set session_replication_role = replica');
    await expect(admin.query(statement)).rejects.toMatchObject({ code: '55000' });
    expect(await wholeLog(store)).toHaveLength(2);
  });

  it('lets a role that may only append do nothing else', async () => {
    const owner = await storeOn();
    const role = `writer_${database.url.slice(-12)}`;
    await admin.query(`create role ${role} login password 'w'`);
    try {
      await admin.query(`grant usage on schema es to ${role}`);
      await admin.query(`grant select on all tables in schema es to ${role}`);
      await admin.query(`grant execute on function es.append_batch to ${role}`);
      const address = new URL(database.url);
      address.username = role;
      address.password = 'w';
      const store = await storeOn({ connectionString: address.href });
      await written(store, STREAM, ...events(1, 2));
      expect(await wholeLog(owner)).toEqual(await wholeLog(store));

      const writer = await session(address.href);
      for (const statement of [
        `update es.event set type = 'X'`,
        'delete from es.event',
        'truncate es.event',
        `insert into es.event values (3, 's', 0, gen_random_uuid(), 't', '{}', '{}', now())`,
        'update es.log set position = 9',
        'select es.seal()',
      ]) {
        await expect(writer.query(statement)).rejects.toMatchObject({ code: '42501' });
      }
      await store.close();
      await writer.end();
    } finally {
      await admin.query(`drop owned by ${role}`);
      await admin.query(`drop role ${role}`);
    }
  });

  it('gives positions 1, 2, 3 … although an append was rolled back, and readers go on', async () => {
    const store = await storeOn();
    await written(store, STREAM, event(1));
    const following = deliveriesUntil(store, {}, has(2));
    await admin.query('begin');
    await rawAppend(admin, 'benefit-1', -1, 7);
    await admin.query('rollback');
    await written(store, STREAM, event(2));
    expect(await positions()).toEqual(['1', '2']);
    expect(idsOf(eventsOf(await following))).toEqual([idOf(1), idOf(2)]);
  });

  it('never delivers revision 1 before revision 0, although its transaction is older', async () => {
    const store = await storeOn();
    await admin.query('begin');
    await admin.query('create table es.read_model (n int)');
    await admin.query('select pg_current_xact_id()');
    await written(store, STREAM, event(1));
    await rawAppend(admin, STREAM, 0, 2);
    const following = deliveriesUntil(store, { batchSize: 1 }, has(3));
    await admin.query('commit');
    await written(store, STREAM, event(3));
    const delivered = eventsOf(await following);
    expect(delivered.map(({ revision }) => revision)).toEqual([0, 1, 2]);
    expect(delivered.map(({ position }) => position)).toEqual([1n, 2n, 3n]);
  });

  it.each(['the same', 'another'])(
    'keeps subscriptions going while a transaction is forgotten in %s database',
    async (where) => {
      const store = await storeOn();
      const elsewhere = where === 'another' ? await freshDatabase() : undefined;
      const forgotten = await session(elsewhere?.url);
      await forgotten.query('begin isolation level repeatable read');
      await forgotten.query('create table forgotten (n int)');
      await forgotten.query('select count(*) from forgotten, pg_current_xact_id()');
      const following = deliveriesUntil(store, {}, has(3));
      await written(store, STREAM, ...events(1, 3));
      expect(eventsOf(await following)).toHaveLength(3);
      await forgotten.end();
      await elsewhere?.drop();
    },
  );

  it('refuses an append inside a transaction that would look at the past', async () => {
    await storeOn();
    await admin.query('begin isolation level repeatable read');
    await expect(rawAppend(admin, STREAM, -1, 1)).rejects.toMatchObject({ code: '55000' });
    await admin.query('rollback');
  });

  it('counts further than numbers of JavaScript do', async () => {
    const store = await storeOn();
    await admin.query('update es.log set position = 9007199254740993');
    const { position } = await written(store, STREAM, event(1));
    expect(position).toBe(9_007_199_254_740_994n);
    expect((await store.readAll(9_007_199_254_740_993n, 10))[0]?.position).toBe(position);
    expect((await store.head())?.position).toBe(position);
  });

  it('marks a clock held back by the log for more than a second', async () => {
    const store = await storeOn();
    await written(store, STREAM, event(1));
    expect(await heldBack(admin)).toEqual({ milliseconds: 0, last: undefined });
    await admin.query(`update es.log set last_recorded_at = '2999-12-31T23:59:59.123Z'`);
    await written(store, STREAM, event(2));
    expect((await store.head())?.recordedAt).toBe('2999-12-31T23:59:59.123Z');
    expect(await store.now()).toBe('2999-12-31T23:59:59.123Z');
    expect(await rows('select clock from es.event order by position')).toEqual([
      { clock: 'database' },
      { clock: 'held-back' },
    ]);
    const { milliseconds, last } = await heldBack(admin);
    expect(milliseconds).toBeGreaterThan(1_000);
    expect(last).toEqual({ position: 2n, recordedAt: '2999-12-31T23:59:59.123Z' });
  });

  it('marks what was simulated and what was restored', async () => {
    const store = await storeOn({
      simulating: true,
      simulatedClock: () => new Date('2024-01-01T00:00:00Z'),
    });
    await store.restore([
      {
        ...event(1),
        stream: STREAM,
        revision: 0,
        position: 1n,
        recordedAt: '2023-12-31T00:00:00.000Z',
      },
    ]);
    await written(store, STREAM, event(2));
    expect(await rows('select clock from es.event order by position')).toEqual([
      { clock: 'restored' },
      { clock: 'simulated' },
    ]);
  });
});

describe('Reading a log that somebody has damaged', () => {
  it.each([[1], [2], [3]])('stops with an alarm where entry %d is missing', async (missing) => {
    const store = await storeOn();
    await written(store, STREAM, ...events(1, 4));
    await admin.query('alter table es.event disable trigger refuse_change');
    await admin.query('delete from es.event where position = $1', [missing]);
    await expect(wholeLog(store, 2)).rejects.toThrow(BrokenLog);
    await expect(deliveriesUntil(store, {}, has(4))).rejects.toThrow(BrokenLog);
    await expect(store.readStream(STREAM)).rejects.toThrow(BrokenLog);
  });

  it('stops at the next start where the last entry is missing', async () => {
    const store = await storeOn();
    await written(store, STREAM, ...events(1, 4));
    await admin.query('alter table es.event disable trigger refuse_change');
    await admin.query('delete from es.event where position = 4');
    await expect(storeOn()).rejects.toThrow(BrokenLog);
  });
});

describe('Losing the database', () => {
  it('in the middle of an append leaves the outcome unknown; the repeat stores it once', async () => {
    const store = await storeOn();
    await written(store, STREAM, event(1));
    const release = await holdAppends();
    const append = store.append(STREAM, 0, [event(2)]);
    const lost = expect(append).rejects.toThrow(UnknownOutcome);
    await terminate(await waitingForLock());
    await lost;
    await release();
    expect(await store.append(STREAM, 0, [event(2)])).toMatchObject({
      outcome: 'appended',
      revision: 1,
    });
    expect(idsOf(await wholeLog(store))).toEqual([idOf(1), idOf(2)]);
  });

  it('after the commit leaves the outcome unknown; the repeat answers the first positions', async () => {
    const line = await lineTo(database.url);
    open.push(line);
    const store = await storeOn({ connectionString: line.url });
    await written(store, STREAM, event(1));
    line.loseAnswers();
    const append = store.append(STREAM, 0, [event(2)]);
    const lost = expect(append).rejects.toThrow(UnknownOutcome);
    await until(async () => (await positions()).length === 2);
    line.cut();
    await lost;
    expect(await store.append(STREAM, 0, [event(2)])).toEqual({
      outcome: 'duplicate',
      revision: 1,
      position: 2n,
    });
    expect(await positions()).toEqual(['1', '2']);
  });

  it('before an append begins says that nothing was written', async () => {
    const line = await lineTo(database.url);
    const store = await storeOn({ connectionString: line.url });
    await written(store, STREAM, event(1));
    await line.close();
    const [append, read] = await Promise.allSettled([
      until(async () => {
        // The first append may still meet the broken connection, whose outcome is unknown.
        const failure: unknown = await store.append(STREAM, 0, [event(2)]).catch((e: unknown) => e);
        return failure instanceof StoreUnavailable && !(failure instanceof UnknownOutcome);
      }),
      store.readStream(STREAM),
    ]);
    expect(append.status).toBe('fulfilled');
    expect(read).toMatchObject({
      status: 'rejected',
      reason: expect.any(StoreUnavailable) as unknown,
    });
    expect(await positions()).toEqual(['1']);
  });

  it('behind another writer for too long says that nothing was written', async () => {
    const store = await storeOn({ lockTimeout: 50 });
    const release = await holdAppends();
    const failure: unknown = await store
      .append(STREAM, 'no-stream', [event(1)])
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StoreUnavailable);
    expect(failure).not.toBeInstanceOf(UnknownOutcome);
    await release();
    expect(await positions()).toEqual([]);
    await written(store, STREAM, event(1));
  });

  it('does not let a queue grow without end', async () => {
    const store = await storeOn({ longestQueue: 3 });
    const release = await holdAppends();
    const first = store.append('benefit-0', 'no-stream', [event(0)]);
    await waitingForLock();
    const more = [1, 2, 3].map((n) =>
      store.append(`benefit-${String(n)}`, 'no-stream', [event(n)]),
    );
    await expect(store.append('benefit-4', 'no-stream', [event(4)])).rejects.toThrow(
      StoreUnavailable,
    );
    await release();
    expect((await Promise.all([first, ...more])).map(({ outcome }) => outcome)).toEqual(
      Array<AppendOutcome['outcome']>(4).fill('appended'),
    );
  });

  it('in the middle of a restore leaves the store empty, to be restored afresh', async () => {
    const store = await storeOn();
    const bundle = events(1, 3).map((entry, revision) => ({
      ...entry,
      stream: STREAM,
      revision,
      position: BigInt(revision),
      recordedAt: '2025-03-01T09:30:00.000Z',
    }));
    async function* cutOff() {
      yield* bundle.slice(0, 1);
      await terminate(await holderOfLock());
      await until(async () => (await holderOfLock()) === 0);
      yield* bundle.slice(1);
    }
    await expect(store.restore(cutOff())).rejects.toThrow(StoreUnavailable);
    expect(await store.head()).toBeUndefined();
    await store.restore(bundle);
    expect(idsOf(await wholeLog(store))).toEqual([1, 2, 3].map(idOf));
  });

  it('finishes what was accepted before it was closed', async () => {
    const store = await storeOn();
    const appends = [1, 2, 3].map((n) =>
      store.append(`benefit-${String(n)}`, 'no-stream', [event(n)]),
    );
    await store.close();
    expect((await Promise.all(appends)).map(({ outcome }) => outcome)).toEqual(
      Array<AppendOutcome['outcome']>(3).fill('appended'),
    );
    await store.close();
  });
});

describe('An append that only the database finds fault with', () => {
  it('does not take its neighbours down', async () => {
    const store = await storeOn();
    // Nested deeper than PostgreSQL follows, though JSON all the same.
    const bottomless = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const outcomes = await Promise.allSettled([
      store.append('benefit-1', 'no-stream', [event(1)]),
      store.append('benefit-2', 'no-stream', [event(2, { data: bottomless })]),
      store.append('benefit-3', 'no-stream', [event(3)]),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: expect.any(InvalidAppend) as unknown });
    expect(idsOf(await wholeLog(store))).toEqual([idOf(1), idOf(3)]);
  });
});

describe('A subscription to the PostgreSQL store', () => {
  it('hears of an append without looking for itself', async () => {
    const follower = await storeOn({ pollEvery: 600_000 });
    const writer = await storeOn();
    let begun = false;
    const deliveries = await deliveriesUntil(follower, {}, async (all) => {
      if (!begun) {
        begun = true;
        await until(async () => (await listeners()).length === 1);
        await written(writer, STREAM, event(1));
      }
      return has(1)(all);
    });
    expect(idsOf(eventsOf(deliveries))).toEqual([idOf(1)]);
  });

  it('looks for itself where notifications are swallowed', async () => {
    const follower = await storeOn({ pollEvery: 20, listens: false });
    const writer = await storeOn();
    let begun = false;
    const deliveries = await deliveriesUntil(follower, {}, async (all) => {
      if (!begun) {
        begun = true;
        await written(writer, STREAM, event(1));
      }
      return has(1)(all);
    });
    expect(await listeners()).toEqual([]);
    expect(eventsOf(deliveries)).toHaveLength(1);
  });

  it('listens again after its connection was cut, and catches up on what it missed', async () => {
    const follower = await storeOn({ pollEvery: 600_000 });
    const writer = await storeOn();
    let step = 0;
    const deliveries = await deliveriesUntil(follower, {}, async (all) => {
      if (step === 0) {
        step = 1;
        await until(async () => (await listeners()).length === 1);
        const [cut] = await listeners();
        await terminate(cut ?? 0);
        await written(writer, STREAM, event(1));
        await until(async () => (await listeners()).some((pid) => pid !== cut));
      } else if (step === 1 && has(1)(all)) {
        step = 2;
        await written(writer, STREAM, event(2));
      }
      return has(2)(all);
    });
    expect(idsOf(eventsOf(deliveries))).toEqual([idOf(1), idOf(2)]);
  });

  it('says that the store is gone when it cannot read', async () => {
    const line = await lineTo(database.url);
    const follower = await storeOn({ connectionString: line.url, pollEvery: 20 });
    await expect(
      deliveriesUntil(follower, {}, async (all) => {
        if (all.length === 1) await line.close();
        return false;
      }),
    ).rejects.toThrow(StoreUnavailable);
  });

  it('is left at once although the database does not answer', async () => {
    const line = await lineTo(database.url);
    open.push(line);
    const follower = await storeOn({ connectionString: line.url, pollEvery: 20 });
    const leaving = new AbortController();
    const following = follower.subscribeToAll({ signal: leaving.signal })[Symbol.asyncIterator]();
    await following.next();
    line.loseAnswers();
    const next = following.next();
    leaving.abort();
    expect(await next).toEqual({ done: true, value: undefined });
    line.cut();
  });
});

describe('Looking for what is new in a long log', () => {
  it.each([
    ['at its end, where nothing is new', 3_000, 0],
    ['one event before its end', 2_999, 1],
  ])('reads no more than what it finds: %s', async (_, after, found) => {
    const store = await storeOn();
    await written(store, STREAM, ...events(1, 3_000));
    const reader = readerPool(sessionOf(database.url), { lock: 2_000, statement: 30_000 }, 1);
    open.push({ close: () => reader.end() });
    await reader.query(`prepare page (bigint, int) as ${PAGE}`);
    const { rows: explained } = await reader.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
      `explain (analyze, buffers, timing off, format json) execute page (${String(after)}, 1000)`,
    );
    const nodes = nodesOf(explained[0]?.['QUERY PLAN'][0].Plan);
    expect(nodes.at(-1)).toMatchObject({
      'Node Type': 'Index Scan',
      'Index Name': 'event_pkey',
      'Actual Rows': found,
    });
    expect(nodes.map((node) => node['Node Type'])).not.toContain('Sort');
    // The way down the index and the page of the event, however long the log is.
    expect(nodes[0]?.['Shared Hit Blocks']).toBeLessThan(10);
  });
});

describe('A simulating PostgreSQL store', () => {
  it('resumes where an interrupted load stopped, and is never begun over live entries', async () => {
    const simulation = { simulating: true, simulatedClock: () => new Date('2024-06-01T08:00:00Z') };
    const first = await storeOn(simulation);
    await written(first, STREAM, event(1));
    await first.close();
    const resumed = await storeOn(simulation);
    expect(await resumed.standing()).toBe('simulating');
    expect((await written(resumed, STREAM, event(2))).revision).toBe(1);
    await resumed.seal();
    expect(await (await storeOn(simulation)).standing()).toBe('live');
  });

  it('takes no events from one who has no simulated clock, until it is sealed elsewhere', async () => {
    const simulatedClock = () => new Date('2024-06-01T08:00:00Z');
    const loader = await storeOn({ simulating: true, simulatedClock });
    const server = await storeOn();
    await expect(server.append(STREAM, 'no-stream', [event(1)])).rejects.toThrow(NoSimulatedClock);
    await loader.seal();
    expect((await written(server, STREAM, event(1))).outcome).toBe('appended');
  });

  it('stays live over a log with live entries', async () => {
    await written(await storeOn(), STREAM, event(1));
    const store = await storeOn({ simulating: true, simulatedClock: () => new Date(0) });
    expect(await store.standing()).toBe('live');
  });
});

type Plan = Readonly<{
  'Node Type': string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Shared Hit Blocks': number;
  Plans?: readonly Plan[];
}>;

const nodesOf = (plan: Plan | undefined): Plan[] =>
  plan === undefined ? [] : [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

async function storeOn(options: Partial<PostgresOptions> = {}): Promise<PostgresEventStore> {
  const store = await PostgresEventStore.open({ connectionString: database.url, ...options });
  open.push(store);
  return store;
}

async function session(url = database.url): Promise<Client> {
  const client = new Client({ connectionString: url });
  // Dropping the database cuts it off.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function rows(text: string): Promise<object[]> {
  return (await admin.query<object>(text)).rows;
}

const positions = async (): Promise<string[]> =>
  (
    await admin.query<{ position: string }>('select position from es.event order by position')
  ).rows.map(({ position }) => position);

/** An append by someone who calls the function without the adapter. */
const rawAppend = (client: Client, stream: string, expected: number, n: number) =>
  client.query(
    `select * from es.append_batch(array[$1], array[$2::bigint], array[1], array[null::timestamptz],
       array[$3::uuid], array['AdoptionMeasured'], array['{}'], array['{}'])`,
    [stream, expected, idOf(n)],
  );

/** Holds the lock that every append takes first; call the answer to let go. */
async function holdAppends(): Promise<() => Promise<void>> {
  const holder = await session();
  await holder.query('select pg_advisory_lock($1)', [String(APPEND_LOCK)]);
  return () => holder.end();
}

async function waitingForLock(): Promise<number> {
  let pid = 0;
  await until(async () => {
    pid = await atLock('not granted');
    return pid !== 0;
  });
  return pid;
}

const holderOfLock = (): Promise<number> => atLock('granted');

/** The process that waits for an advisory lock of this database, or holds one; 0 if there is none. */
async function atLock(standing: 'granted' | 'not granted'): Promise<number> {
  const { rows: found } = await admin.query<{ pid: number }>(
    `select pid from pg_locks where locktype = 'advisory' and ${standing}
        and database = (select oid from pg_database where datname = current_database())`,
  );
  return found[0]?.pid ?? 0;
}

const listeners = async (): Promise<number[]> =>
  (
    await admin.query<{ pid: number }>(
      `select pid from pg_stat_activity
        where datname = current_database() and query = 'listen es' and state = 'idle'`,
    )
  ).rows.map(({ pid }) => pid);

const terminate = (pid: number) => admin.query('select pg_terminate_backend($1)', [pid]);

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
}
