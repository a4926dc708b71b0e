import fc from 'fast-check';
import type { Client } from 'pg';
import { defineProjection, type Change, type Entry, type Message } from '#event-sourcing';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { freshDatabase, type FreshDatabase } from '../../../../test/support/database.js';
import { prepare } from './checkpoint.js';
import { connect, inTransaction } from './connection.js';
import { settle } from './derived-tables.js';
import { nextGeneration, type Generation } from './generation.js';
import { Loader } from './loader.js';
import { foldPage, ProjectionFailed, writePage } from './pages.js';
import { ProjectionSet, type AnyProjection } from './projection-set.js';

/*
 * Columns inherited from the row that is closed, unique indexes, and derived tables of which one event
 * touches every key: for random histories, rows written page by page, loaded into empty tables, and
 * reckoned one by one are the same. Each law is run again against a projection that goes without the
 * feature, and must then find a history that tells.
 */
describe('A column that a correction inherits', () => {
  it('is that of the first row of its fact, however events fall into pages', async () => {
    await fc.assert(law(all, sameRows('statements')), RUNS);
  }, 120_000);

  it('and would be empty, were it not declared', async () => {
    const { inherited: _, ...bare } = all;
    expect(await fails(law(bare, sameRows('statements')))).toBe(true);
  }, 120_000);
});

describe('Rows that follow from others', () => {
  it('are the same, also where one event touches all of them', async () => {
    await fc.assert(law(all, sameRows('totals')), RUNS);
  }, 120_000);

  it('and would not be, were it not told which all are', async () => {
    const [derived] = all.derived ?? [];
    const { everyKey: _, ...blind } = derived ?? totals;
    expect(await fails(law({ ...all, derived: [blind] }, sameRows('totals')))).toBe(true);
  }, 120_000);
});

describe('A number that may be given once', () => {
  it('is refused a second time, by following and by a rebuild alike', async () => {
    await fc.assert(law(all, refusedAlike), RUNS);
  }, 120_000);

  it('and would not be, without its unique index', async () => {
    expect(await fails(law({ ...all, indexes: [] }, refusedAlike))).toBe(true);
  }, 120_000);
});

const RUNS = { numRuns: 40, seed: 20261124 };

type Tables = Readonly<Record<'statements' | 'numbers' | 'totals', readonly object[]>>;
/** The rows, or that the projection could not take the events. */
type Outcome = Tables | 'refused';
type Outcomes = Readonly<{ followed: Outcome; loaded: Outcome; reckoned: Tables; twice: boolean }>;

function law(projection: AnyProjection, holds: (outcomes: Outcomes) => void) {
  const set = new ProjectionSet([projection], ['Changed']);
  return fc.asyncProperty(throws, sizes, window, async (dice, pageSizes, rowsHeld) => {
    const entries = entriesOf(dice);
    const reckoned = oneByOne(entries);
    const numbers = new Set(reckoned.numbers.map((row) => (row as NumberRow).number));
    holds({
      followed: await written(set, (generation) => follow(generation, entries, pageSizes)),
      loaded: await written(set, (generation) => load(generation, entries, pageSizes, rowsHeld)),
      reckoned,
      twice: numbers.size < reckoned.numbers.length,
    });
  });
}

const fails = async (property: ReturnType<typeof law>): Promise<boolean> =>
  (await fc.check(property, { ...RUNS, numRuns: 100, endOnFailure: true })).failed;

const sameRows =
  (table: keyof Tables) =>
  ({ followed, loaded, reckoned, twice }: Outcomes): void => {
    if (twice) return;
    expect([followed, loaded].map((outcome) => outcome !== 'refused' && outcome[table])).toEqual([
      reckoned[table],
      reckoned[table],
    ]);
  };

const refusedAlike = ({ followed, loaded, twice }: Outcomes): void => {
  expect([followed === 'refused', loaded === 'refused']).toEqual([twice, twice]);
};

type Data = Readonly<{ changes: readonly Change<Rows>[]; touches: readonly string[] | 'every' }>;
type Changed = Message<'Changed', Data>;
type Rows = { statements: StatementRow; numbers: NumberRow };

@Entity({ name: 'statements' })
class StatementRow {
  @PrimaryColumn('bigint') recorded: number;
  @PrimaryColumn('text') subject: string;
  @Column('text') owner: string;
  @Column('text', { name: 'fact_id' }) factId: string;
  @Column('bigint', { nullable: true }) superseded: number | null;
  @Column('bigint', { name: 'first_entry', nullable: true }) firstEntry: number | null;
  @Column('int') amount: number;
}

@Entity({ name: 'numbers' })
class NumberRow {
  @PrimaryColumn('text') owner: string;
  @PrimaryColumn('int') number: number;
}

@Entity({ name: 'totals' })
class TotalRow {
  @PrimaryColumn('text') owner: string;
  @Column('int') total: number;
}

/** What stands of an owner, times what stands of the factor, which is a statement as well. */
const FACTOR = 'factor';

const totals = {
  table: 'totals',
  row: TotalRow,
  keyColumn: 'owner',
  touched: ({ data }: Entry) => (data as Data).touches,
  everyKey: async (read) =>
    (await read<{ owner: string }>('select distinct owner from read_models.statements')).map(
      ({ owner }) => owner,
    ),
  rows: (read, keys) =>
    read<TotalRow>(
      `select owner, (sum(amount) * (select coalesce(sum(amount), 1) from read_models.statements
         where owner = '${FACTOR}' and superseded is null))::int as total
       from read_models.statements
       where superseded is null and owner = any($1) and owner <> '${FACTOR}' group by owner`,
      [keys],
    ),
} satisfies NonNullable<AnyProjection['derived']>[number];

const all: AnyProjection = defineProjection<Changed, Rows>()({
  name: 'features',
  version: 1,
  tables: { statements: StatementRow, numbers: NumberRow },
  indexes: [{ table: 'numbers', on: '(number)', unique: true }],
  inherited: [{ table: 'statements', column: 'firstEntry' }],
  derived: [totals],
  on: { Changed: ({ data }) => data.changes },
});

/** Numbers that decide what is said next. */
type Dice = Readonly<{ act: number; owner: number; pick: number; amount: number; both: boolean }>;

const throws = fc.array(
  fc.record({
    act: fc.nat({ max: 9 }),
    owner: fc.nat({ max: 3 }),
    pick: fc.nat({ max: 9 }),
    amount: fc.integer({ min: 1, max: 9 }),
    both: fc.boolean(),
  }),
  { minLength: 1, maxLength: 40, size: 'max' },
);
const sizes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 5 });
const window = fc.integer({ min: 1, max: 8 });

/** Facts opened, corrected while they stand, and retracted; owners that are given their numbers. */
function entriesOf(dice: readonly Dice[]): readonly Entry[] {
  const standing: { factId: string; owner: string }[] = [];
  return dice.map(({ act, owner: nth, pick, amount, both }, index) => {
    const entry = index + 1;
    const chosen = standing[pick % Math.max(1, standing.length)];
    if (act < 5 || chosen === undefined) {
      const owner = act === 0 ? FACTOR : `owner-${String(nth)}`;
      const fact = { factId: `fact-${String(entry)}`, owner };
      standing.push(fact);
      const opened = statements({ ...fact, entry, amount, both }, entry);
      // Each owner has a number of its own, and now and then is given one that another may have.
      const number = act === 1 ? pick : 10 + nth;
      const given = owner === FACTOR ? [] : [{ table: 'numbers' as const, put: { owner, number } }];
      return changed(entry, [...opened, ...given], owner);
    }
    const { factId, owner } = chosen;
    const close = { table: 'statements' as const, close: factId, superseded: entry };
    if (act < 8) {
      const corrected = statements({ factId, owner, entry, amount, both }, null);
      return changed(entry, [close, ...corrected], owner);
    }
    standing.splice(standing.indexOf(chosen), 1);
    return changed(entry, [close], owner);
  });
}

type Said = Readonly<{
  factId: string;
  owner: string;
  entry: number;
  amount: number;
  both: boolean;
}>;

/** One fact may have several rows. */
const statements = (
  { factId, owner, entry: recorded, amount, both }: Said,
  firstEntry: number | null,
) =>
  (both ? ['here', 'there'] : ['here']).map((subject) => ({
    table: 'statements' as const,
    put: { recorded, subject, owner, factId, superseded: null, firstEntry, amount },
  }));

function changed(entry: number, changes: Data['changes'], owner: string): Entry {
  const data: Data = { changes, touches: owner === FACTOR ? 'every' : [owner] };
  return {
    id: `00000000-0000-4000-8000-${String(entry).padStart(12, '0')}`,
    type: 'Changed',
    data,
    metadata: METADATA,
    stream: 'features',
    revision: entry - 1,
    position: BigInt(entry),
    recordedAt: '2026-11-24T09:00:00.000Z',
    entry,
  };
}

const METADATA: Entry['metadata'] = {
  actor: 'p-1',
  role: 'trust-recorder',
  organisation: 'RXX',
  command: 'command-1',
  digest: 'd',
  correlation: 'c',
  causation: 'c',
  schemaVersion: 1,
};

/** The meaning of the changes, as plainly as it can be said. */
function oneByOne(entries: readonly Entry[]): Tables {
  const said: StatementRow[] = [];
  const numbers = new Map<string, NumberRow>();
  for (const { data } of entries) {
    let first: number | null = null;
    for (const change of (data as Data).changes) {
      if (change.table === 'numbers') {
        if ('put' in change) numbers.set(JSON.stringify(change.put), change.put);
      } else if ('close' in change) {
        for (const row of said) {
          if (row.factId !== change.close || row.superseded !== null) continue;
          first = row.firstEntry;
          row.superseded = change.superseded;
        }
      } else if ('put' in change) {
        said.push({ ...change.put, firstEntry: change.put.firstEntry ?? first });
      }
    }
  }
  const standing = said.filter(({ superseded }) => superseded === null);
  const sum = (owner: string): number =>
    standing.filter((row) => row.owner === owner).reduce((total, row) => total + row.amount, 0);
  const factor = standing.some(({ owner }) => owner === FACTOR) ? sum(FACTOR) : 1;
  const owners = [...new Set(standing.map(({ owner }) => owner))];
  return {
    statements: sorted(said),
    numbers: sorted([...numbers.values()]),
    totals: sorted(
      owners
        .filter((owner) => owner !== FACTOR)
        .map((owner) => ({ owner, total: sum(owner) * factor })),
    ),
  };
}

const sorted = (rows: readonly object[]): readonly object[] =>
  [...rows]
    .map((row) => Object.fromEntries(Object.entries(row).sort()))
    .sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));

function* pagesOf(entries: readonly Entry[], pageSizes: readonly number[]): Generator<Entry[]> {
  for (let from = 0, n = 0; from < entries.length; n++) {
    const size = pageSizes[n % pageSizes.length] ?? 1;
    yield entries.slice(from, from + size);
    from += size;
  }
}

/** As the projector does: rows, and the rows that follow from them, in one transaction for a page. */
async function follow(
  generation: Generation,
  entries: readonly Entry[],
  pageSizes: readonly number[],
): Promise<void> {
  for (const table of generation.tables) {
    await generation.addKey(client, table);
    await generation.addIndexes(client, table);
  }
  for (const page of pagesOf(entries, pageSizes)) {
    const folded = foldPage(generation.set, page);
    if ('because' in folded) throw folded.because;
    await inTransaction(client, async () => {
      await writePage(client, generation, folded.page);
      await settle(client, generation, folded.page.touched, page.at(-1)?.entry ?? 0);
    });
  }
}

/** As a rebuild does. */
async function load(
  generation: Generation,
  entries: readonly Entry[],
  pageSizes: readonly number[],
  rowsHeld: number,
): Promise<void> {
  const loader = new Loader(client, generation, rowsHeld);
  for (const page of pagesOf(entries, pageSizes)) await loader.take(page);
  await loader.finish(entries.length);
}

async function written(
  set: ProjectionSet,
  write: (generation: Generation) => Promise<void>,
): Promise<Outcome> {
  const generation = await nextGeneration(client, set);
  try {
    await inTransaction(client, () => generation.create(client));
    await write(generation);
    return {
      statements: await rowsIn(generation, 'statements'),
      numbers: await rowsIn(generation, 'numbers'),
      totals: await rowsIn(generation, 'totals'),
    };
  } catch (error) {
    if (error instanceof ProjectionFailed) return 'refused';
    throw error;
  } finally {
    await generation.drop(client);
  }
}

async function rowsIn(generation: Generation, name: keyof Tables): Promise<readonly object[]> {
  const table = generation.tables.find(({ shape }) => shape.name === name);
  if (table === undefined) throw new Error(`There is no table ${name}.`);
  const columns = table.shape.columns.map((c) => {
    const value = c.type === 'bigint' ? `"${c.name}"::int` : `"${c.name}"`;
    return `${value} as "${c.property}"`;
  });
  const { rows } = await client.query<Record<string, unknown>>(
    `select ${columns.join()} from ${generation.nameOf(table)}`,
  );
  return sorted(rows);
}

let database: FreshDatabase;
let client: Client;

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
