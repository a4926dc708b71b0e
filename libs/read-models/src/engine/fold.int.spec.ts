import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Client } from 'pg';
import { defineProjection, type Change, type Entry, type Message } from '#event-sourcing';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { freshDatabase, type FreshDatabase } from '../../../../test/support/database.js';
import { connect, inTransaction } from './connection.js';
import { prepare } from './checkpoint.js';
import { Generation, nextGeneration } from './generation.js';
import { Loader } from './loader.js';
import { foldPage, writePage } from './pages.js';
import { ProjectionSet } from './projection-set.js';

/**
 * Planted faults that made these laws fail: closes written after puts, a set that makes a missing
 * row, a close folded over a set of the columns it reads, the oldest of two loaded rows kept, a close
 * that forgets rows of its own event. A loaded row that takes the last close of its fact fails the
 * example below.
 */
describe('Rows written by the engine', () => {
  it('are those of applying each change by itself, however events fall into pages', async () => {
    await fc.assert(
      fc.asyncProperty(histories, pageSizes, async (history, sizes) => {
        const entries = entriesOf(history);
        expect(await writtenInPages(entries, sizes)).toEqual(oneByOne(entries));
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('are the same when they are loaded into empty tables, whatever the window', async () => {
    await fc.assert(
      fc.asyncProperty(histories, pageSizes, windows, async (history, sizes, window) => {
        const entries = entriesOf(history);
        expect(await loaded(entries, sizes, window)).toEqual(oneByOne(entries));
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

describe('A fact closed twice', () => {
  it('is superseded by the first close after its row', async () => {
    const row = { id: 'a', factId: 'f', amount: 1, recorded: 1, superseded: null };
    const close = (superseded: number) => [{ table: 'ledger', close: 'f', superseded } as const];
    const entries = entriesOf([[{ table: 'ledger', put: row }], close(2), close(3)]);
    expect((await loaded(entries, [1], 1)).ledger).toMatchObject([{ superseded: 2 }]);
  });
});

describe('Values on their way into a table', () => {
  it.each(['pages', 'load'] as const)('arrive unharmed (%s)', async (way) => {
    const label = 'a\tb\nc\r\\N "q" {x,y} \\ é \u{1F600}';
    const values = { tags: ['', 'NULL', label, 'a,b'], detail: { text: label, none: null } };
    const row = { id: 'x', count: 0, optional: null, label, ...values };
    const entries = entriesOf([[{ table: 'plain', put: row }]]);
    const found =
      way === 'pages' ? await writtenInPages(entries, [1]) : await loaded(entries, [1], 1);
    expect(found.plain).toEqual([row]);
  });
});

type Changed = Message<'Changed', { changes: readonly Change<Rows>[] }>;
type Rows = { ledger: LedgerRow; statements: StatementRow; plain: PlainRow };

@Entity({ name: 'ledger' })
class LedgerRow {
  @PrimaryColumn({ type: 'text' }) id: string;
  @Column({ type: 'text', name: 'fact_id', nullable: true }) factId: string | null;
  @Column({ type: 'integer' }) amount: number;
  @Column({ type: 'bigint' }) recorded: number;
  @Column({ type: 'bigint', nullable: true }) superseded: number | null;
}

/** Its key names the recorded entry, so that its rows are loaded without being kept. */
@Entity({ name: 'statements' })
class StatementRow {
  @PrimaryColumn({ type: 'bigint' }) recorded: number;
  @PrimaryColumn({ type: 'text' }) id: string;
  @Column({ type: 'text', name: 'fact_id', nullable: true }) factId: string | null;
  @Column({ type: 'bigint', nullable: true }) superseded: number | null;
}

@Entity({ name: 'plain' })
class PlainRow {
  @PrimaryColumn({ type: 'text' }) id: string;
  @Column({ type: 'integer' }) count: number;
  @Column({ type: 'integer', nullable: true }) optional: number | null;
  @Column({ type: 'text', nullable: true }) label: string | null;
  @Column({ type: 'text', array: true, nullable: true }) tags: string[] | null;
  @Column({ type: 'jsonb', nullable: true }) detail: object | null;
}

const mirror = defineProjection<Changed, Rows>()({
  name: 'mirror',
  version: 1,
  tables: { ledger: LedgerRow, statements: StatementRow, plain: PlainRow },
  on: { Changed: ({ data }) => data.changes },
});

const id = fc.constantFrom('a', 'b', 'c', 'd');
const fact = fc.constantFrom('f', 'g', 'h');
const small = fc.integer({ min: -5, max: 5 });
const optional = fc.option(small);
const entryOrNone = fc.option(fc.integer({ min: 1, max: 40 }));
// NOW stands for the event's own entry.
const NOW = -1;
const now = fc.constant(NOW);
const usuallyNow = fc.oneof(
  { weight: 9, arbitrary: now },
  { weight: 1, arbitrary: fc.constant(7) },
);

const table = <Name extends string>(name: Name) => fc.constant(name);
const put = (ids: fc.Arbitrary<string>, recorded: fc.Arbitrary<number>) =>
  fc.record({
    table: table('ledger'),
    put: fc.record({
      id: ids,
      factId: fc.option(fact, { freq: 9 }),
      amount: small,
      recorded,
      superseded: fc.option(fc.constant(NOW), { freq: 8 }),
    }),
  });
const close = fc.record({ table: table('ledger'), close: fact, superseded: now });
const statement = (recorded: fc.Arbitrary<number>) =>
  fc.record({
    table: table('statements'),
    put: fc.record({
      id,
      recorded,
      factId: fc.option(fact, { freq: 9 }),
      superseded: fc.option(now, { freq: 8 }),
    }),
  });
const closedStatement = fc.record({ table: table('statements'), close: fact, superseded: now });
const key = fc.record({ id });
const anyChange: fc.Arbitrary<Change<Rows>> = fc.oneof(
  { weight: 4, arbitrary: put(id, usuallyNow) },
  { weight: 4, arbitrary: close },
  {
    weight: 4,
    arbitrary: fc.record({
      table: table('ledger'),
      key,
      set: fc.record(
        { factId: fact, superseded: entryOrNone, amount: small },
        { requiredKeys: [] },
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ table: table('ledger'), key, remove: fc.constant(true as const) }),
  },
  { weight: 3, arbitrary: statement(usuallyNow) },
  { weight: 3, arbitrary: closedStatement },
  {
    weight: 1,
    arbitrary: fc.record({
      table: table('statements'),
      key: fc.record({ id, recorded: fc.integer({ min: 1, max: 40 }) }),
      set: fc.record({ factId: fact, superseded: entryOrNone }, { requiredKeys: [] }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      table: table('plain'),
      put: fc.record({
        id,
        count: small,
        optional,
        label: fc.constantFrom(null, 'x'),
        tags: fc.constant(null),
        detail: fc.constant(null),
      }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      table: table('plain'),
      key,
      set: fc.record({ count: small, optional, label: fc.constant('y') }, { requiredKeys: [] }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      table: table('plain'),
      key,
      add: fc.record({ count: small, optional: small }, { requiredKeys: [] }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ table: table('plain'), key, remove: fc.constant(true as const) }),
  },
);
/** As most ledgers are: rows and closes only, so that they can be loaded without an index. */
const manyIds = fc.constantFrom(...'abcdefghijklmnop');
const ledgerChange = fc.oneof(put(manyIds, now), close, statement(now), closedStatement);
const history = (change: fc.Arbitrary<Change<Rows>>) =>
  fc.array(fc.array(change, { minLength: 1, maxLength: 3 }), {
    minLength: 1,
    maxLength: 40,
    size: 'max',
  });
const histories = fc.oneof(history(anyChange), history(ledgerChange));
const pageSizes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 5 });
const windows = fc.integer({ min: 1, max: 6 });

const entriesOf = (events: readonly (readonly Change<Rows>[])[]): Entry[] =>
  events.map((changes, index) => ({
    id: randomUUID(),
    type: 'Changed',
    data: { changes: changes.map((change) => dated(change, index + 1)) },
    metadata: METADATA,
    stream: 'mirror',
    revision: index,
    position: BigInt(index + 1),
    recordedAt: '2026-11-24T09:00:00.000Z',
    entry: index + 1,
  }));

const METADATA: Entry['metadata'] = {
  actor: 'p-1',
  role: 'trust-recorder',
  organisation: 'RXX',
  command: randomUUID(),
  digest: 'd',
  correlation: 'c',
  causation: 'c',
  schemaVersion: 1,
};

const dated = <T>(value: T, entry: number): T =>
  JSON.parse(JSON.stringify(value), (key, item: unknown) =>
    (key === 'recorded' || key === 'superseded') && item === NOW ? entry : item,
  ) as T;

type Found = Readonly<Record<keyof Rows, Record<string, unknown>[]>>;
/** A row under its key, by which the tables are put in order as well. */
type Keyed = Readonly<{ id?: string; recorded?: number }>;
const keyIn = (name: keyof Rows, { id = '', recorded = 0 }: Keyed) =>
  name === 'statements' ? `${id} ${String(recorded).padStart(3, '0')}` : id;

/** The meaning of the changes, as plainly as it can be said. */
function oneByOne(entries: readonly Entry[]): Found {
  const rows = {
    ledger: new Map<string, LedgerRow>(),
    statements: new Map<string, StatementRow>(),
    plain: new Map<string, PlainRow>(),
  };
  for (const { data } of entries) {
    for (const change of (data as Changed['data']).changes) {
      const table = rows[change.table] as unknown as Map<string, Record<string, unknown>>;
      if ('put' in change) table.set(keyIn(change.table, change.put), change.put as never);
      else if ('close' in change) {
        for (const [id, row] of table) {
          if (row.factId === change.close && row.superseded === null) {
            table.set(id, { ...row, superseded: change.superseded });
          }
        }
      } else {
        const id = keyIn(change.table, change.key);
        const row = table.get(id);
        if ('remove' in change) table.delete(id);
        else if ('set' in change && row !== undefined) table.set(id, { ...row, ...change.set });
        else if ('add' in change) {
          const none = { id, count: 0, optional: null, label: null, tags: null, detail: null };
          const sums = Object.entries(change.add).map(([name, value]) => [
            name,
            Number((row ?? none)[name as 'count'] ?? 0) + Number(value),
          ]);
          table.set(id, { ...(row ?? none), ...(Object.fromEntries(sums) as object) });
        }
      }
    }
  }
  const sorted = (table: Map<string, object>) =>
    [...table.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => ({ ...row }));
  return {
    ledger: sorted(rows.ledger),
    statements: sorted(rows.statements),
    plain: sorted(rows.plain),
  };
}

let database: FreshDatabase;
let client: Client;
const set = new ProjectionSet([mirror], ['Changed']);

beforeAll(async () => {
  database = await freshDatabase();
  client = await connect(database.url, 'building');
  await client.query('set synchronous_commit = off');
  await prepare(client);
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

function* pagesOf(entries: readonly Entry[], sizes: readonly number[]): Generator<Entry[]> {
  for (let from = 0, n = 0; from < entries.length; n++) {
    const size = sizes[n % sizes.length] ?? 1;
    yield entries.slice(from, from + size);
    from += size;
  }
}

async function writtenInPages(entries: readonly Entry[], sizes: readonly number[]): Promise<Found> {
  const generation = await nextGeneration(client, set);
  await inTransaction(client, () => generation.create(client));
  for (const table of generation.tables) await generation.addKey(client, table);
  for (const page of pagesOf(entries, sizes)) {
    const folded = foldPage(set, page);
    if ('because' in folded) throw folded.because;
    await writePage(client, generation, folded.page);
  }
  return found(generation);
}

async function loaded(
  entries: readonly Entry[],
  sizes: readonly number[],
  window: number,
): Promise<Found> {
  const generation = await nextGeneration(client, set);
  await inTransaction(client, () => generation.create(client));
  const loader = new Loader(client, generation, window);
  for (const page of pagesOf(entries, sizes)) await loader.take(page);
  await loader.finish(entries.length);
  return found(generation);
}

async function found(generation: Generation): Promise<Found> {
  const read = async (name: string) => {
    const table = generation.tables.find(({ shape }) => shape.name === name);
    if (table === undefined) throw new Error(`no table ${name}`);
    const columns = table.shape.columns.map((c) => `"${c.name}" as "${c.property}"`).join();
    return (
      await client.query<Record<string, unknown>>(
        `select ${columns} from ${generation.nameOf(table)}
         order by id${name === 'statements' ? ', recorded' : ''}`,
      )
    ).rows;
  };
  const rows = {
    ledger: await read('ledger'),
    statements: await read('statements'),
    plain: await read('plain'),
  };
  await generation.drop(client);
  return rows;
}
