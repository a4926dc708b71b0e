import { escapeIdentifier as quote, type Client } from 'pg';
import { readStanding, type Standing } from './checkpoint.js';
import { inTransaction } from './connection.js';
import { Generation } from './generation.js';
import { assertSameLog } from './numbering.js';
import type { OwnedTable } from './projection-set.js';
import {
  catchUp,
  pause,
  whileBuilding,
  withBuild,
  type BuildOptions,
  type Built,
} from './rebuild.js';
import type { ColumnShape } from './row-shape.js';

/** How a live table differs from its rebuild; keys as the texts of the key columns. */
export type Difference = Readonly<{
  table: string;
  /** The columns of its key. */
  columns: readonly string[];
  /** Rows that differ, stand only in the live table, or are missing from it. */
  rows: number;
  /** The first of them. */
  keys: readonly (readonly string[])[];
}>;

/** There is nothing that a rebuild by this build could be held against. */
export class NotComparable extends Error {
  constructor({ generation }: Standing) {
    super(
      generation === undefined
        ? 'There are no read models yet: run "projections rebuild".'
        : 'The read models are of another version of the tracker: run "projections rebuild" first.',
    );
  }
}

const SHOWN = 20;

/** How many keys of a table are named. */
type Shown = Readonly<{ keysShown?: number }>;

/**
 * Rebuilds everything beside the live tables and says where the two differ; swaps nothing. Throws
 * `NotComparable` where the live tables are not of this build, or are not there.
 */
export async function compareWithRebuild(
  options: BuildOptions & Shown,
): Promise<readonly Difference[]> {
  return whileBuilding(options, async (client) => {
    const live = await readStanding(client);
    if (!options.set.isLive(live)) throw new NotComparable(live);
    await assertSameLog(options.store, live.checkpoint);
    // Nothing was projected yet: position 0 stands before every event.
    const upTo = live.checkpoint.position ?? 0n;
    return withBuild({ ...options, upTo }, client, async (built) => {
      try {
        return await untilComparable(options, client, built);
      } finally {
        await built.generation.drop(client);
      }
    });
  });
}

async function untilComparable(
  options: BuildOptions & Shown,
  client: Client,
  built: Built,
): Promise<readonly Difference[]> {
  for (;;) {
    options.signal.throwIfAborted();
    const differences = await inTransaction(
      client,
      () => compareHere(options, client, built),
      'begin isolation level repeatable read',
    );
    if (differences !== undefined) return differences;
    await pause(50, options.signal);
  }
}

/** In one snapshot: brings the rebuilt tables to the entry of the live ones, then compares; undefined while derived tables lag. */
async function compareHere(
  options: BuildOptions & Shown,
  client: Client,
  built: Built,
): Promise<readonly Difference[] | undefined> {
  const live = await readStanding(client);
  const { position } = live.checkpoint;
  if (live.generation === undefined || live.settled !== position) return undefined;
  if (position !== built.checkpoint.position) {
    await catchUp({ ...options, upTo: position }, client, built, (work) => work());
  }
  const { onProgress, keysShown = SHOWN } = options;
  onProgress?.({ step: 'comparing', entry: live.checkpoint.entry });
  const before = new Generation(options.set, live.generation);
  const differences: Difference[] = [];
  for (const table of built.generation.tables) {
    const difference = await compareTable(client, table, [before, built.generation], keysShown);
    if (difference !== undefined) differences.push(difference);
  }
  return differences;
}

async function compareTable(
  client: Client,
  table: OwnedTable,
  [live, rebuilt]: readonly [Generation, Generation],
  keysShown: number,
): Promise<Difference | undefined> {
  const { key, columns, name } = table.shape;
  const compared = columns.filter(
    ({ primary, property }) => !primary && property !== table.derived?.heldForColumn,
  );
  const { rows } = await client.query<{ all: number; keys: (readonly string[])[] }>(
    `with differing as (
       select array[${key.map(either).join()}] as key
       from ${live.nameOf(table)} l full join ${rebuilt.nameOf(table)} r
         on ${key.map((column) => `${own('l', column)} = ${own('r', column)}`).join(' and ')}
       where l.ctid is null or r.ctid is null
         or (${compared.map(differs).join(' or ') || 'false'}))
     select count(*)::int as all,
       coalesce((select json_agg(key) from (select key from differing order by key
         limit ${String(keysShown)}) shown), '[]') as keys
     from differing`,
  );
  const [row] = rows;
  return row === undefined || row.all === 0
    ? undefined
    : { table: name, columns: key.map((column) => column.name), rows: row.all, keys: row.keys };
}

const own = (alias: string, { name }: ColumnShape) => `${alias}.${quote(name)}`;
const either = (column: ColumnShape) => `coalesce(${own('l', column)}, ${own('r', column)})::text`;
const differs = (column: ColumnShape) =>
  `${own('l', column)}::text is distinct from ${own('r', column)}::text`;
