import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { StoreNotEmpty, type EventStore, type NewEvent, type StoredEvent } from '#event-sourcing';
import { freshDatabase } from '../../../../test/support/database.js';
import { startEventStoreDb } from '../../../../test/support/eventstoredb/index.js';
import { EventStoreDbEventStore } from '../eventstoredb/eventstoredb-event-store.js';
import { InMemoryEventStore } from '../in-memory/in-memory-event-store.js';
import { PostgresEventStore } from '../postgres/postgres-event-store.js';
import { idOf } from '../testing/log-under-test.js';
import { digestOf, entriesOf } from './digest.js';
import { fill } from './fill.js';
import { readBundle } from './read-bundle.js';
import { BundleRefused } from './refused.js';
import { writeBundle } from './write-bundle.js';

/** A store to move logs out of or into, one row here for each adapter. */
type Place = Readonly<{ store: EventStore; leave(): Promise<void> }>;

const adapters: Readonly<Record<string, () => Promise<Place>>> = {
  'in memory': () => {
    const store = new InMemoryEventStore();
    return Promise.resolve({ store, leave: () => store.close() });
  },
  PostgreSQL: async () => {
    const database = await freshDatabase();
    const store = await PostgresEventStore.open({ connectionString: database.url });
    const leave = async () => {
      await store.close();
      await database.drop();
    };
    return { store, leave };
  },
  EventStoreDB: async () => {
    const server = await startEventStoreDb();
    const store = await EventStoreDbEventStore.open({ connectionString: server.url });
    const leave = async () => {
      await store.close();
      await server.stop();
    };
    return { store, leave };
  },
};

const pairs = Object.keys(adapters).flatMap((from) =>
  Object.keys(adapters).map((to) => [from, to]),
);

describe.each(pairs)('A log moved from %s to %s', (from = '', to = '') => {
  it('keeps order, ids, bytes, metadata, revisions and instants, by digest and by eye', async () => {
    const source = await holding(from, LOG);
    const target = await opened(to);
    const sum = await fill(target, entriesOf(source));
    expect(sum).toEqual(await digestOf(entriesOf(source)));
    expect(sum.entries).toBe(LOG.length);
    expect((await all(target)).map(withoutPosition)).toEqual(LOG.map(withoutPosition));
  });

  it('goes by way of a bundle just as well, and gives that bundle again', async () => {
    const source = await holding(from, LOG);
    const target = await opened(to);
    const there = join(folder, 'there.ndjson');
    const back = join(folder, 'back.ndjson');
    const written = await writeBundle(source, there, positionsOf(from));
    expect(await fill(target, readBundle(there))).toEqual(written);
    expect(await writeBundle(target, back, positionsOf(to))).toEqual(written);
    expect(await digestOf(readBundle(back))).toEqual(written);
    const hasSamePositions = from !== 'EventStoreDB' && to !== 'EventStoreDB';
    if (hasSamePositions) expect(await isSame(back, await readFile(there))).toBe(true);
  });

  it('is refused where the target holds anything', async () => {
    const source = await holding(from, LOG);
    const target = await holding(to, LOG.slice(0, 1));
    await expect(fill(target, entriesOf(source))).rejects.toThrow(StoreNotEmpty);
    expect(await all(target)).toHaveLength(1);
  });

  it('leaves the target to begin again when it is interrupted half-way', async () => {
    const source = await holding(from, LOG);
    const target = await opened(to);
    const stopping = new AbortController();
    await expect(
      fill(target, stoppedAfter(HALF, entriesOf(source, stopping), stopping)),
    ).rejects.toThrow(/abort/i);
    expect((await fill(target, entriesOf(source))).entries).toBe(LOG.length);
  });
});

describe('A move into PostgreSQL', () => {
  it('leaves an empty log when its connection is killed half-way, and is begun again', async () => {
    const database = await freshDatabase();
    const target = await PostgresEventStore.open({ connectionString: database.url });
    leaving.push(async () => {
      await target.close();
      await database.drop();
    });
    const source = await holding('in memory', LOG);
    await expect(fill(target, killingAt(HALF, entriesOf(source), database.url))).rejects.toThrow();
    // The connections for reading were killed as well; those used first may not know it yet.
    const again = () => target.head();
    expect(await again().catch(again).catch(again).catch(again)).toBeUndefined();
    expect((await fill(target, entriesOf(source))).entries).toBe(LOG.length);
  });
});

describe('A bundle', () => {
  it('says what it is, then holds a line for each event, then how many there were', async () => {
    const file = await written(LOG.slice(0, 1));
    const lines = (await readFile(file, 'utf8')).split('\n');
    const [header = '', event = '', end = '', rest] = lines;
    expect(JSON.parse(header)).toEqual({
      format: 'benefits-realisation-tracker log',
      version: 1,
      positions: 'gapless',
    });
    expect(JSON.parse(event)).toEqual({ ...LOG[0], entry: 1, position: '1' });
    expect(JSON.parse(end)).toEqual({
      entries: 1,
      sha256: createHash('sha256').update(`${header}\n${event}\n`).digest('hex'),
    });
    expect(rest).toBe('');
  });

  it('of an empty log is one', async () => {
    const file = await written([]);
    expect(await digestOf(readBundle(file))).toEqual(
      await digestOf(entriesOf(await opened('in memory'))),
    );
  });

  it('never replaces a file', async () => {
    const file = await written(LOG);
    const store = await holding('in memory', LOG);
    await expect(writeBundle(store, file, GAPLESS)).rejects.toThrow(/is there already/);
  });

  it('is written by one at a time', async () => {
    const store = await holding('in memory', LOG);
    const file = join(folder, 'at-once.ndjson');
    const [first, second] = await Promise.allSettled([
      writeBundle(store, file, GAPLESS),
      writeBundle(store, file, GAPLESS),
    ]);
    expect([first.status, second.status].sort()).toEqual(['fulfilled', 'rejected']);
    const refused = first.status === 'rejected' ? first : second;
    expect(refused).toMatchObject({
      reason: { message: expect.stringMatching(/at-once.ndjson.part is being written/) as unknown },
    });
    expect(await digestOf(readBundle(file))).toEqual(await digestOf(entriesOf(store)));
  });

  it('is written where another writer was killed, but not while one may be alive', async () => {
    const store = await holding('in memory', LOG);
    const file = join(folder, 'killed.ndjson');
    await writeFile(`${file}.part.lock`, 'written by somebody\n');
    await expect(writeBundle(store, file, GAPLESS)).rejects.toThrow(/or delete .*part.lock/);
    const { pid } = spawnSync(process.execPath, ['--version']);
    await writeFile(`${file}.part.lock`, `${String(pid)}\n`);
    expect((await writeBundle(store, file, GAPLESS)).entries).toBe(LOG.length);
    await expect(readFile(`${file}.part.lock`)).rejects.toThrow('ENOENT');
  });

  it('is not there, which is said', async () => {
    await expect(digestOf(readBundle(join(folder, 'none.ndjson')))).rejects.toThrow(
      /none.ndjson is not there/,
    );
  });
});

describe('A bundle that was damaged', () => {
  it.each<[string, (lines: string[]) => string, RegExp]>([
    ['by cutting off its last line', (l) => text(l.slice(0, -1)), /ends too early/],
    ['by cutting off half a line', (l) => text(l).slice(0, -5), /ends too early/],
    ['by cutting off nearly all', () => '{"form', /ends too early, after 0 entries/],
    ['by emptying it', () => '', /ends too early/],
    [
      'by changing a figure in it',
      (l) => text(l).replace(String.raw`\"n\":7`, String.raw`\"n\":8`),
      /not those that were written/,
    ],
    [
      'by changing who did it',
      (l) => text(l).replace('actor-3', 'actor-4'),
      /not those that were written/,
    ],
    ['by changing places', (l) => text(swapped(l, 4, 5)), /Entry 5 stands where entry 4 should/],
    ['by leaving out a line', (l) => text(l.toSpliced(4, 1)), /Entry 5 stands where entry 4/],
    ['by leaving out the last event', (l) => text(l.toSpliced(-2, 1)), /lines are missing/],
    ['by adding a line', (l) => text([...l, l[1] ?? '']), /Something follows its last line/],
    ['by another program', (l) => text(['{"hello":1}', ...l.slice(1)]), /not a log of the tracker/],
    ['by a later version', (l) => text(l).replace('"version":1', '"version":2'), /of version 2/],
    [
      'by a field of another kind',
      (l) => text(l).replace('"revision":0', '"revision":"0"'),
      /Line 2/,
    ],
    ['by bytes that are no text', (l) => text(l).replace('actor-3', '\u{dcff}'), /Line|SHA-256/],
  ])('%s, is refused with a sentence, and the store stays empty', async (_, damage, sentence) => {
    const file = await written(LOG);
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    await writeFile(file, damage(lines));
    const target = await opened('PostgreSQL');
    const filling = fill(target, readBundle(file));
    await expect(filling).rejects.toThrow(BundleRefused);
    await expect(filling).rejects.toThrow(sentence);
    await expect(filling).rejects.toThrow(file);
    expect(await target.head()).toBeUndefined();
  });
});

describe('An export that was interrupted', () => {
  it('goes on after its last whole line, wherever it was cut', async () => {
    const store = await holding('in memory', LOG);
    const whole = await readFile(await written(LOG));
    const cuts = [0, 1, 60, 90, 500, whole.length >> 1, whole.length - 90, whole.length - 1];
    for (const [n, cut] of [...cuts, whole.length].entries()) {
      const file = join(folder, `cut-${String(n)}.ndjson`);
      await writeFile(`${file}.part`, whole);
      await truncate(`${file}.part`, cut);
      await writeBundle(store, file, GAPLESS);
      expect(await isSame(file, whole)).toBe(true);
      await expect(readFile(`${file}.part`)).rejects.toThrow('ENOENT');
    }
  });

  it('keeps what it has when it is stopped, and takes in what was recorded since', async () => {
    const store = await holding('in memory', LOG);
    const file = join(folder, 'stopped.ndjson');
    const stopping = new AbortController();
    const onProgress = () => stopping.abort();
    await expect(
      writeBundle(store, file, { ...GAPLESS, signal: stopping.signal, onProgress }),
    ).rejects.toThrow(/abort/i);
    expect((await readFile(`${file}.part`, 'utf8')).split('\n').length).toBeGreaterThan(1_000);
    await store.append('benefit-later', 'no-stream', [eventOf(9_999)]);
    expect((await writeBundle(store, file, GAPLESS)).entries).toBe(LOG.length + 1);
    expect(await digestOf(readBundle(file))).toEqual(await digestOf(entriesOf(store)));
  });

  it.each([
    [
      'another log',
      () => LOG.map((entry) => ({ ...entry, metadata: '{"actor":"somebody else"}' })),
    ],
    ['a longer log', () => LOG],
  ])('is refused where what is there came from %s', async (_, other) => {
    const whole = await readFile(await written(other()));
    const file = join(folder, 'mixed.ndjson');
    await writeFile(`${file}.part`, whole);
    const store = await holding('in memory', LOG.slice(0, 10));
    await expect(writeBundle(store, file, GAPLESS)).rejects.toThrow(/begun from another log/);
    expect(await isSame(`${file}.part`, whole)).toBe(true);
  });
});

/** Whatever a store's positions are, they are in order. */
const positionsOf = (adapter: string) =>
  ({ positions: adapter === 'EventStoreDB' ? 'opaque' : 'gapless' }) as const;

const GAPLESS = { positions: 'gapless' } as const;
const STREAMS = 7;
const HALF = 1_250;

const odd = ['tab \t', 'quote "', 'back\\slash', 'line\u2028end', 'é', '😀', '\r\n'];

const eventOf = (n: number): NewEvent => ({
  id: idOf(n),
  type: n % 2 === 0 ? 'AdoptionMeasured' : 'StageDeclared',
  data: ` {"n":${String(n)},\t"n" : ${String(n)}.50,"odd":${JSON.stringify(odd[n % odd.length])}}\n`,
  metadata: `{"actor":"actor-${String(n)}"}`,
});

/** More than two pages of seven streams, with bytes that a parser would not give back. */
const LOG: readonly StoredEvent[] = Array.from({ length: 2_500 }, (_, index) => ({
  ...eventOf(index + 1),
  stream: `adoption-RXX-C${String(index % STREAMS)}`,
  revision: Math.floor(index / STREAMS),
  position: BigInt(index + 1),
  recordedAt: new Date(Date.UTC(2024, 8, 1) + index * 61_007).toISOString(),
}));

const withoutPosition = ({ position: _, ...rest }: StoredEvent) => rest;
const text = (lines: readonly string[]): string => `${lines.join('\n')}\n`;
const swapped = (lines: readonly string[], one: number, other: number): string[] =>
  lines.map((line, n) => (n === one ? lines[other] : n === other ? lines[one] : line) ?? '');

let folder: string;
let leaving: (() => Promise<void>)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bundle-'));
});

afterEach(async () => {
  for (const leave of leaving) await leave();
  leaving = [];
  await rm(folder, { recursive: true });
});

async function opened(adapter: string): Promise<EventStore> {
  const place = await adapters[adapter]?.();
  if (place === undefined) throw new Error(`There is no adapter ${adapter}.`);
  leaving.push(place.leave);
  return place.store;
}

async function holding(adapter: string, entries: readonly StoredEvent[]): Promise<EventStore> {
  const store = await opened(adapter);
  await store.restore(entries);
  return store;
}

let files = 0;

async function written(entries: readonly StoredEvent[]): Promise<string> {
  files += 1;
  const file = join(folder, `bundle-${String(files)}.ndjson`);
  await writeBundle(await holding('in memory', entries), file, GAPLESS);
  return file;
}

/** Bytes are compared as such: the matchers look at each one by itself. */
const isSame = async (file: string, bytes: Buffer): Promise<boolean> =>
  (await readFile(file)).equals(bytes);

async function all(store: EventStore): Promise<StoredEvent[]> {
  const entries: StoredEvent[] = [];
  for await (const entry of entriesOf(store)) entries.push(entry);
  return entries;
}

async function* stoppedAfter(
  count: number,
  entries: AsyncIterable<StoredEvent>,
  stopping: AbortController,
): AsyncGenerator<StoredEvent> {
  let passed = 0;
  for await (const entry of entries) {
    if ((passed += 1) === count) stopping.abort();
    yield entry;
  }
}

async function* killingAt(
  count: number,
  entries: AsyncIterable<StoredEvent>,
  url: string,
): AsyncGenerator<StoredEvent> {
  let passed = 0;
  for await (const entry of entries) {
    if ((passed += 1) === count) await killOthers(url);
    yield entry;
  }
}

async function killOthers(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`,
  );
  await client.end();
}
