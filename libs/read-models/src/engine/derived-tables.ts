import { escapeIdentifier as quote, type ClientBase } from 'pg';
import { readerOf } from './connection.js';
import { keyColumnOf, sinceColumnOf, type Generation } from './generation.js';
import { attributing } from './pages.js';
import { EVERY_KEY, touch, type OwnedDerived, type Touched } from './projection-set.js';
import type { Row } from './row-shape.js';
import { writeFold } from './statements.js';
import { TableFold } from './table-fold.js';

/** Keys asked for at once: bounds the memory of one call of `rows`. */
const KEYS = 500;

type TouchedTables = ReadonlyMap<OwnedDerived, Touched>;

/** Replaces the rows of the touched keys, in the transaction that wrote what they follow from. */
export async function settle(
  client: ClientBase,
  generation: Generation,
  touched: TouchedTables,
  upTo: number,
): Promise<void> {
  for (const [table, keys] of touched) {
    if (keys.size === 0) continue;
    await eachRows(client, generation, { table, keys, upTo }, async (chunk, rows) => {
      await clear(client, generation, { table, keys: chunk, touched: keys });
      await writeFold(client, generation.schemaOf(table), foldOf(table, rows, upTo));
    });
  }
}

/** The rows of a derived table, some keys at a time. */
export async function eachRows(
  client: ClientBase,
  generation: Generation,
  { table, keys, upTo }: Readonly<{ table: OwnedDerived; keys: Touched; upTo: number }>,
  take: (keys: readonly string[], rows: readonly Row[]) => Promise<void>,
): Promise<void> {
  const source = await readerOf(client, generation.schemas);
  if (keys.delete(EVERY_KEY)) {
    const every = await attributing(
      table.projection,
      () => table.derived.everyKey?.(source) ?? Promise.resolve([]),
    );
    for (const key of every) touch(keys, key, undefined);
  }
  const sorted = [...keys.keys()].sort();
  const since = new Map(
    [...keys].flatMap(([key, from]) => (from === undefined ? [] : [[key, from]])),
  );
  for (let from = 0; from < sorted.length; from += KEYS) {
    const chunk = sorted.slice(from, from + KEYS);
    const rows = await attributing(table.projection, () =>
      table.derived.rows(source, chunk, upTo, since),
    );
    await attributing(table.projection, () => take(chunk, rows as readonly Row[]));
  }
}

function foldOf(table: OwnedDerived, rows: readonly Row[], upTo: number): TableFold {
  const fold = new TableFold(table.shape, 'unknown');
  for (const put of rows) fold.apply({ table: table.shape.name, put }, upTo);
  return fold;
}

/** Keys touched while catching up wait in the database, so that a crash does not lose them. */
export async function postpone(client: ClientBase, touched: TouchedTables): Promise<void> {
  for (const [{ shape }, keys] of touched) {
    if (keys.size === 0) continue;
    // `least` would pass over the null that stands for all rows.
    await client.query(
      `insert into projections.pending as waiting (derived, key, since)
       select $1, * from unnest($2::text[], $3::text[])
       on conflict (derived, key) do update set since = case
         when waiting.since is null or excluded.since is null then null
         else least(waiting.since, excluded.since) end`,
      [shape.name, [...keys.keys()], [...keys.values()]],
    );
  }
}

/** Takes the postponed keys back, to be settled in this transaction. */
export async function takePostponed(
  client: ClientBase,
  generation: Generation,
  touched: TouchedTables,
): Promise<TouchedTables> {
  const { rows } = await client.query<{ derived: string; key: string; since: string | null }>(
    'delete from projections.pending returning derived, key, since',
  );
  const all = new Map([...touched].map(([table, keys]) => [table, new Map(keys)]));
  for (const table of generation.set.derived) {
    const keys = all.get(table);
    for (const { derived, key, since } of rows) {
      if (keys !== undefined && derived === table.shape.name) touch(keys, key, since ?? undefined);
    }
  }
  return all;
}

type Clearing = Readonly<{ table: OwnedDerived; keys: readonly string[]; touched: Touched }>;

async function clear(
  client: ClientBase,
  generation: Generation,
  { table, keys, touched }: Clearing,
): Promise<void> {
  const [key, since] = [keyColumnOf(table), sinceColumnOf(table)];
  if (key === undefined) return;
  const name = generation.nameOf(table);
  if (since === undefined) {
    await client.query(`delete from ${name} where ${quote(key.name)} = any($1::${key.type}[])`, [
      keys,
    ]);
    return;
  }
  await client.query(
    `delete from ${name} t using unnest($1::${key.type}[], $2::${since.type}[]) s(key, since)
     where t.${quote(key.name)} = s.key and (s.since is null or t.${quote(since.name)} >= s.since)`,
    [keys, keys.map((each) => touched.get(each) ?? null)],
  );
}
