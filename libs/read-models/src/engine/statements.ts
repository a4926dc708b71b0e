import { createHash } from 'node:crypto';
import { escapeIdentifier as quote, type ClientBase } from 'pg';
import { arrayLiteral, type ColumnShape, type Row, type TableShape } from './row-shape.js';
import { inheriting, type Patch, type Round, type TableFold } from './table-fold.js';

/** Writes what a fold says into the table of one schema: one statement per kind of change. */
export async function writeFold(
  client: ClientBase,
  schema: string,
  fold: TableFold,
): Promise<void> {
  for (const round of fold.rounds) await writeRound(client, schema, fold.shape, round);
}

async function writeRound(
  client: ClientBase,
  schema: string,
  shape: TableShape,
  { slots, closes }: Round,
): Promise<void> {
  const write = (statement: Statement | undefined) => statement && run(client, statement);
  const table = `${quote(schema)}.${quote(shape.name)}`;
  const rows: Row[] = [];
  const gone: Row[] = [];
  const missing: Row[] = [];
  const patches = new Map<string, Patch[]>();
  for (const slot of slots.values()) {
    if (slot.kind === 'row') rows.push(slot.row);
    else if (slot.kind === 'gone') gone.push(slot.key);
    else {
      if (slot.ifMissing !== undefined) missing.push(slot.ifMissing);
      const signature = `${Object.keys(slot.sets).sort().join()}+${Object.keys(slot.adds).sort().join()}`;
      const alike = patches.get(signature);
      if (alike === undefined) patches.set(signature, [slot]);
      else alike.push(slot);
    }
  }
  const heirs = await closing(client, table, shape, closes);
  await write(removeStatement(table, shape, gone));
  for (const alike of patches.values()) await write(patchStatement(table, shape, alike));
  await write(insertMissingStatement(table, shape, missing));
  await write(putStatement(table, shape, heirs(rows)));
}

/** Closes, and answers how the rows that follow inherit from those that were closed. */
async function closing(
  client: ClientBase,
  table: string,
  shape: TableShape,
  closes: Round['closes'],
): Promise<(rows: readonly Row[]) => readonly Row[]> {
  const { ledger, inherited } = shape;
  const statement = closeStatement(table, shape, closes);
  if (statement === undefined) return (rows) => rows;
  const closed = await run(client, statement);
  if (ledger === undefined || inherited.length === 0) return (rows) => rows;
  const byFact = new Map(closed.map((row) => [row[ledger.fact.property], row]));
  return (rows) =>
    rows.map((row) => {
      const from = byFact.get(row[ledger.fact.property]);
      return from === undefined ? row : inheriting(shape, row, from);
    });
}

type Statement = Readonly<{ text: string; values: readonly string[] }>;

function putStatement(
  table: string,
  shape: TableShape,
  rows: readonly Row[],
): Statement | undefined {
  if (rows.length === 0) return undefined;
  const others = shape.columns.filter(({ primary }) => !primary);
  const replace =
    others.length === 0
      ? 'do nothing'
      : `do update set ${others.map(({ name }) => `${quote(name)} = excluded.${quote(name)}`).join()}`;
  return {
    text:
      `insert into ${table} (${names(shape.columns)}) select ${picked(shape.columns)} ` +
      `from ${unnest(shape.columns)} on conflict (${names(shape.key)}) ${replace}`,
    values: columnsOf(shape.columns, rows),
  };
}

function insertMissingStatement(
  table: string,
  { columns, key }: TableShape,
  rows: readonly Row[],
): Statement | undefined {
  if (rows.length === 0) return undefined;
  return {
    text:
      `insert into ${table} (${names(columns)}) select ${picked(columns)} from ${unnest(columns)} ` +
      `where not exists (select 1 from ${table} t where ${sameKey(columns, key)})`,
    values: columnsOf(columns, rows),
  };
}

function removeStatement(
  table: string,
  { key }: TableShape,
  keys: readonly Row[],
): Statement | undefined {
  if (keys.length === 0) return undefined;
  return {
    text: `delete from ${table} t using ${unnest(key)} where ${sameKey(key, key)}`,
    values: columnsOf(key, keys),
  };
}

function patchStatement(
  table: string,
  { name, columns, key }: TableShape,
  patches: readonly Patch[],
): Statement | undefined {
  const [first] = patches;
  if (first === undefined) return undefined;
  const properties = [...Object.keys(first.sets), ...Object.keys(first.adds)];
  if (properties.length === 0) return undefined;
  const changed = properties.map((property) => {
    const column = columns.find((one) => one.property === property);
    if (column === undefined) throw new Error(`The table ${name} has no column "${property}".`);
    return column;
  });
  const all = [...key, ...changed];
  const assignments = changed.map((column, index) => {
    const value = pick(column, key.length + index);
    const old = `coalesce(t.${quote(column.name)}, 0)`;
    return `${quote(column.name)} = ${column.property in first.adds ? `${old} + ${value}` : value}`;
  });
  return {
    text: `update ${table} t set ${assignments.join()} from ${unnest(all)} where ${sameKey(all, key)}`,
    values: columnsOf(
      all,
      patches.map((patch) => ({ ...patch.key, ...patch.sets, ...patch.adds })),
    ),
  };
}

function closeStatement(
  table: string,
  { ledger, inherited }: TableShape,
  closes: ReadonlyMap<string, number>,
): Statement | undefined {
  if (closes.size === 0 || ledger === undefined) return undefined;
  const { fact, superseded } = ledger;
  return {
    text:
      `update ${table} t set ${quote(superseded.name)} = s.c1 from ${unnest([fact, superseded])} ` +
      `where t.${quote(fact.name)} = s.c0 and t.${quote(superseded.name)} is null` +
      (inherited.length === 0 ? '' : ` returning ${known([fact, ...inherited])}`),
    values: [
      arrayLiteral([...closes.keys()], fact.encode),
      arrayLiteral([...closes.values()], superseded.encode),
    ],
  };
}

const known = (columns: readonly ColumnShape[]) =>
  columns.map(({ name, property }) => `t.${quote(name)} as ${quote(property)}`).join();
const names = (columns: readonly ColumnShape[]) => columns.map(({ name }) => quote(name)).join();

// An array of arrays would be flattened by unnest, so array columns travel as texts.
const isArray = ({ type }: ColumnShape) => type.endsWith('[]');
const unnest = (columns: readonly ColumnShape[]) =>
  `unnest(${columns
    .map((column, n) => `$${String(n + 1)}::${isArray(column) ? 'text' : unbounded(column)}[]`)
    .join()}) as s(${columns.map((_, n) => `c${String(n)}`).join()})`;
// A cast to varchar(n) would cut silently; the insert refuses what is too long.
const unbounded = ({ type }: ColumnShape) => type.replace(/\(.*\)/, '');
const pick = (column: ColumnShape, n: number) =>
  `s.c${String(n)}${isArray(column) ? `::${column.type}` : ''}`;
const picked = (columns: readonly ColumnShape[]) => columns.map(pick).join();
const sameKey = (columns: readonly ColumnShape[], key: readonly ColumnShape[]) =>
  key
    .map((column) => `t.${quote(column.name)} = s.c${String(columns.indexOf(column))}`)
    .join(' and ');

const columnsOf = (columns: readonly ColumnShape[], rows: readonly Row[]): string[] =>
  columns.map(({ property, encode }) =>
    arrayLiteral(
      rows.map((row) => row[property]),
      encode,
    ),
  );

/** Prepared once per connection and text. */
async function run(client: ClientBase, { text, values }: Statement): Promise<readonly Row[]> {
  const name = createHash('md5').update(text).digest('hex');
  const { rows } = await client.query<Row>({ name, text, values: [...values] });
  return rows;
}
