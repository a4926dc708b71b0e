import { escapeIdentifier as quote, escapeLiteral, type ClientBase } from 'pg';
import type { OwnedDerived, OwnedTable, ProjectionSet } from './projection-set.js';
import type { ColumnShape } from './row-shape.js';

/** One complete set of tables: the live one, or one being built beside it. */
export class Generation {
  constructor(
    readonly set: ProjectionSet,
    readonly number: number,
  ) {}

  get tables(): readonly (OwnedTable | OwnedDerived)[] {
    return [...this.set.tables, ...this.set.derived];
  }

  get schemas(): readonly string[] {
    return [...new Set(this.tables.map((table) => this.schemaOf(table)))];
  }

  schemaOf({ projection }: OwnedTable): string {
    const version = String(this.set.versions[projection]);
    const name = projection.replace(/\W/g, '_').slice(0, 40);
    return `rm_${name}_v${version}_${String(this.number)}`;
  }

  nameOf(table: OwnedTable): string {
    return `${quote(this.schemaOf(table))}.${quote(table.shape.name)}`;
  }

  /** Empty tables, without keys and indexes until they are filled. */
  async create(client: ClientBase): Promise<void> {
    for (const schema of this.schemas) await client.query(`create schema ${quote(schema)}`);
    for (const table of this.tables) {
      const columns = table.shape.columns.map(
        ({ name, type, nullable, primary }) =>
          `${quote(name)} ${type}${nullable && !primary ? '' : ' not null'}`,
      );
      await client.query(`create table ${this.nameOf(table)} (${columns.join()})`);
    }
  }

  async addKey(client: ClientBase, table: OwnedTable): Promise<void> {
    const { key, ledger } = table.shape;
    const name = this.nameOf(table);
    await client.query(
      `alter table ${name} add primary key (${key.map((c) => quote(c.name)).join()})`,
    );
    if (ledger === undefined) return;
    await client.query(
      `create index on ${name} (${quote(ledger.fact.name)}) where ${quote(ledger.superseded.name)} is null`,
    );
  }

  async addIndexes(client: ClientBase, table: OwnedTable): Promise<void> {
    const name = this.nameOf(table);
    for (const { on, unique } of table.indexes) {
      await client.query(`create ${unique ? 'unique index' : 'index'} on ${name} ${on}`);
    }
    const key = keyColumnOf(table);
    if (key !== undefined) await client.query(`create index on ${name} (${quote(key.name)})`);
    // Without a visibility map the covering indexes would still visit every row.
    await client.query(`vacuum (analyze) ${name}`);
  }

  /** Points the views that queries read at these tables; part of the swap's transaction. */
  async expose(client: ClientBase): Promise<void> {
    // Locked first, as a figure reads it first: whoever does so can't end in a deadlock with a swap.
    await client.query('drop view if exists read_models.checkpoint');
    for (const table of this.tables) {
      const view = `read_models.${quote(table.shape.name)}`;
      const columns = table.shape.columns.map(({ name }) => quote(name)).join();
      await client.query(`drop view if exists ${view}`);
      await client.query(`create view ${view} as select ${columns} from ${this.nameOf(table)}`);
    }
    // A transaction whose snapshot is older than the swap finds no row here, and begins anew.
    await client.query(`
      create view read_models.checkpoint as
        select position, event_id, entry, recorded_at, settled
        from projections.checkpoint where generation = ${String(this.number)}`);
  }

  async drop(client: ClientBase): Promise<void> {
    for (const schema of this.schemas) {
      await client.query(`drop schema if exists ${quote(schema)} cascade`);
    }
  }
}

/** The column of a derived table by which its rows are replaced. */
export function keyColumnOf(table: OwnedTable | OwnedDerived): ColumnShape | undefined {
  return columnNamed(table, table.derived?.keyColumn);
}

/** The column of a derived table by which the rows of a key follow each other. */
export const sinceColumnOf = (table: OwnedDerived): ColumnShape | undefined =>
  columnNamed(table, table.derived.sinceColumn);

const columnNamed = ({ shape }: OwnedTable, name: string | undefined): ColumnShape | undefined =>
  shape.columns.find(({ property }) => property === name);

export async function nextGeneration(client: ClientBase, set: ProjectionSet): Promise<Generation> {
  const { rows } = await client.query<{ n: number }>(
    "select nextval('projections.generations')::int as n",
  );
  const [row] = rows;
  if (row === undefined) throw new Error('The sequence of generations gave no number.');
  return new Generation(set, row.n);
}

/** Drops views of tables that no projection has any more; part of the swap's transaction. */
export async function dropOrphanedViews(client: ClientBase, set: ProjectionSet): Promise<void> {
  const kept = [...set.tables, ...set.derived].map(({ shape }) => shape.name);
  const { rows } = await client.query<{ name: string }>(
    `select viewname as name from pg_views where schemaname = 'read_models'
     and viewname <> all($1::text[]) and viewname <> 'checkpoint'`,
    [kept],
  );
  for (const { name } of rows) await client.query(`drop view read_models.${quote(name)}`);
}

/** Drops the tables of every generation but this one: retired ones and what dead builds left. */
export async function dropOthers(client: ClientBase, live: number): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select nspname as name from pg_namespace where nspname ~ '^rm_.*_v[0-9]+_[0-9]+$'
     and substring(nspname from '[0-9]+$')::int <> ${escapeLiteral(String(live))}::int`,
  );
  for (const { name } of rows) await client.query(`drop schema ${quote(name)} cascade`);
}
