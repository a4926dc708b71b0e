import { escapeIdentifier as quote, type ClientBase } from 'pg';
import { readerOf } from './connection.js';
import { keyColumnOf, type Generation } from './generation.js';
import { attributing } from './pages.js';
import { EVERY_KEY, type OwnedDerived } from './projection-set.js';
import type { Row } from './row-shape.js';
import { writeFold } from './statements.js';
import { TableFold } from './table-fold.js';

/** Keys asked for at once: bounds the memory of one call of `rows`. */
const KEYS = 500;

export type Touched = ReadonlyMap<OwnedDerived, ReadonlySet<string>>;

/** Replaces the rows of the touched keys, in the transaction that wrote what they follow from. */
export async function settle(
  client: ClientBase,
  generation: Generation,
  touched: Touched,
  upTo: number,
): Promise<void> {
  for (const [table, keys] of touched) {
    if (keys.size === 0) continue;
    await eachRows(client, generation, { table, keys, upTo }, async (chunk, rows) => {
      await clear(client, generation, table, chunk);
      await writeFold(client, generation.schemaOf(table), foldOf(table, rows, upTo));
    });
  }
}

/** The rows of a derived table, some keys at a time. */
export async function eachRows(
  client: ClientBase,
  generation: Generation,
  { table, keys, upTo }: Readonly<{ table: OwnedDerived; keys: Iterable<string>; upTo: number }>,
  take: (keys: readonly string[], rows: readonly Row[]) => Promise<void>,
): Promise<void> {
  const source = await readerOf(client, generation.schemas);
  const named = new Set(keys);
  if (named.delete(EVERY_KEY)) {
    const every = await attributing(
      table.projection,
      () => table.derived.everyKey?.(source) ?? Promise.resolve([]),
    );
    for (const key of every) named.add(key);
  }
  const sorted = [...named].sort();
  for (let from = 0; from < sorted.length; from += KEYS) {
    const chunk = sorted.slice(from, from + KEYS);
    const rows = await attributing(table.projection, () => table.derived.rows(source, chunk, upTo));
    await attributing(table.projection, () => take(chunk, rows as readonly Row[]));
  }
}

function foldOf(table: OwnedDerived, rows: readonly Row[], upTo: number): TableFold {
  const fold = new TableFold(table.shape, 'unknown');
  for (const put of rows) fold.apply({ table: table.shape.name, put }, upTo);
  return fold;
}

/** Keys touched while catching up wait in the database, so that a crash does not lose them. */
export async function postpone(client: ClientBase, touched: Touched): Promise<void> {
  for (const [{ shape }, keys] of touched) {
    if (keys.size === 0) continue;
    await client.query(
      `insert into projections.pending (derived, key)
       select $1, unnest($2::text[]) on conflict do nothing`,
      [shape.name, [...keys]],
    );
  }
}

/** Takes the postponed keys back, to be settled in this transaction. */
export async function takePostponed(
  client: ClientBase,
  generation: Generation,
  touched: Touched,
): Promise<Touched> {
  const { rows } = await client.query<{ derived: string; key: string }>(
    'delete from projections.pending returning derived, key',
  );
  const all = new Map([...touched].map(([table, keys]) => [table, new Set(keys)]));
  for (const table of generation.set.derived) {
    for (const { derived, key } of rows) {
      if (derived === table.shape.name) all.get(table)?.add(key);
    }
  }
  return all;
}

async function clear(
  client: ClientBase,
  generation: Generation,
  table: OwnedDerived,
  keys: readonly string[],
): Promise<void> {
  const column = keyColumnOf(table);
  if (column === undefined) return;
  await client.query(
    `delete from ${generation.nameOf(table)} where ${quote(column.name)} = any($1::${column.type}[])`,
    [keys],
  );
}
