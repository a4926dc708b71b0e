import { escapeIdentifier as quote, type ClientBase } from 'pg';
import type { Entry } from '#event-sourcing';
import { codeOf, inTransaction } from './connection.js';
import { copyRows, copyText, CopyText } from './copy.js';
import { eachRows } from './derived-tables.js';
import type { Generation } from './generation.js';
import { attributing } from './pages.js';
import type { OwnedTable, PageFold } from './projection-set.js';
import type { ColumnShape, LedgerShape, Row } from './row-shape.js';
import { closeColumns, isStreamed, RowStream } from './row-stream.js';
import { writeFold } from './statements.js';
import { TableFold } from './table-fold.js';

/** Rows of one table held in memory before they are written: bounds the memory of a rebuild. */
const WINDOW = 10_000;

/**
 * How far a table is: `empty` until its rows outgrow the window, then `loaded` by COPY without any
 * index, and `indexed` early if changes come that need to find single rows.
 */
type Stage = 'empty' | 'loaded' | 'indexed';

/** Fills the empty tables of a new generation from the beginning of the log. */
export class Loader {
  private readonly page: PageFold<RowStream | TableFold>;
  private readonly stages = new Map<OwnedTable, Stage>();
  private readonly closesKept = new Set<OwnedTable>();
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly client: ClientBase,
    private readonly generation: Generation,
    private readonly window = WINDOW,
  ) {
    this.page = generation.set.newPage(({ shape }) =>
      isStreamed(shape) ? new RowStream(shape) : new TableFold(shape, 'absent'),
    );
  }

  /** Folds entries into the windows; full ones are written while the next page is folded. */
  async take(entries: readonly Entry[]): Promise<void> {
    for (const entry of entries) this.generation.set.fold(entry, this.page);
    const full = [...this.page.folds].filter(([, fold]) => fold.size >= this.window);
    if (full.length === 0) return;
    await this.writing;
    for (const [table, fold] of full) this.page.folds.set(table, this.following(table, fold));
    this.writing = this.flush(full);
    // It is awaited before the next flush; until then its failure is nobody's surprise.
    this.writing.catch(() => undefined);
  }

  /** Writes what is left, then keys, indexes and, once for every key touched, the derived tables. */
  async finish(upTo: number): Promise<void> {
    await this.writing;
    await this.flush([...this.page.folds].filter(([, fold]) => fold.size > 0));
    for (const table of this.generation.set.tables) {
      await attributing(table.projection, async () => {
        if (this.stages.get(table) !== 'indexed') await this.index(table);
        await this.generation.addIndexes(this.client, table);
      });
    }
    for (const [table, keys] of this.page.touched) {
      await inTransaction(this.client, () =>
        eachRows(this.client, this.generation, { table, keys, upTo }, (_, rows) =>
          copyRows(this.client, this.generation.nameOf(table), table.shape.columns, rows),
        ),
      );
      await attributing(table.projection, async () => {
        await this.generation.addKey(this.client, table);
        await this.generation.addIndexes(this.client, table);
      });
    }
  }

  /** What takes the changes after these, while these are written. */
  private following(table: OwnedTable, before: RowStream | TableFold): RowStream | TableFold {
    return before instanceof RowStream && before.rest === undefined
      ? before.next()
      : new TableFold(table.shape, 'unknown');
  }

  private async flush(
    full: readonly (readonly [OwnedTable, RowStream | TableFold])[],
  ): Promise<void> {
    for (const [table, fold] of full) {
      await attributing(table.projection, () =>
        fold instanceof RowStream ? this.stream(table, fold) : this.write(table, fold),
      );
    }
  }

  private async stream(table: OwnedTable, stream: RowStream): Promise<void> {
    stream.finishEvent();
    const { rows, closes, rest } = stream;
    await copyText(this.client, this.generation.nameOf(table), rows);
    if (closes !== undefined && closes.lines > 0) await this.keepCloses(table, closes);
    this.stages.set(table, 'loaded');
    if (rest !== undefined) await this.write(table, rest);
  }

  private async write(table: OwnedTable, fold: TableFold): Promise<void> {
    const stage = this.stages.get(table) ?? 'empty';
    if (stage === 'indexed') return this.upsert(table, fold);
    if (stage === 'loaded' && !isLoadable(fold)) {
      await this.index(table);
      return this.upsert(table, fold);
    }
    const name = this.generation.nameOf(table);
    await copyRows(this.client, name, table.shape.columns, rowsOf(fold));
    this.stages.set(table, 'loaded');
    if (stage === 'loaded') await this.keepClosesOf(table, fold);
    // Closes are matched to loaded rows by their recorded entry, so it has to be the event's own.
    if (fold.recordedElsewhen) await this.index(table);
  }

  private upsert(table: OwnedTable, fold: TableFold): Promise<void> {
    return inTransaction(this.client, () =>
      writeFold(this.client, this.generation.schemaOf(table), fold),
    );
  }

  private async keepClosesOf(table: OwnedTable, { rounds }: TableFold): Promise<void> {
    const closes = rounds[0]?.closes;
    const { ledger } = table.shape;
    if (ledger === undefined || closes === undefined || closes.size === 0) return;
    const text = new CopyText(closeColumns(ledger));
    for (const row of closeRows(ledger, closes)) text.add(row);
    await this.keepCloses(table, text);
  }

  private async keepCloses(table: OwnedTable, closes: CopyText): Promise<void> {
    const name = this.closesOf(table);
    if (!this.closesKept.has(table)) {
      await this.client.query(
        `create table ${name} as select ${columns(...closes.columns).join()}
         from ${this.generation.nameOf(table)} limit 0`,
      );
      this.closesKept.add(table);
    }
    await copyText(this.client, name, closes);
  }

  private async index(table: OwnedTable): Promise<void> {
    if (this.closesKept.delete(table)) await this.applyCloses(table);
    try {
      await this.generation.addKey(this.client, table);
    } catch (error) {
      if (codeOf(error) !== UNIQUE_VIOLATION) throw error;
      await this.keepNewest(table);
      await this.generation.addKey(this.client, table);
    }
    this.stages.set(table, 'indexed');
  }

  /** A row is superseded by the first close of its fact after the entry that recorded it. */
  private async applyCloses(table: OwnedTable): Promise<void> {
    const { ledger } = table.shape;
    if (ledger?.recorded === undefined) return;
    const [name, closes] = [this.generation.nameOf(table), this.closesOf(table)];
    const [fact, superseded, recorded] = columns(ledger.fact, ledger.superseded, ledger.recorded);
    await this.client.query(`analyze ${closes}`);
    await this.client.query(`analyze ${name}`);
    await this.client.query(
      `update ${name} t set ${superseded} = s.by from (
         select t.ctid as id, min(c.${superseded}) as by from ${name} t
         join ${closes} c on c.${fact} = t.${fact} and c.${superseded} > t.${recorded}
         where t.${superseded} is null group by t.ctid) s
       where t.ctid = s.id`,
    );
    await this.client.query(`drop table ${closes}`);
    await this.applyInheritance(table);
  }

  /** A row takes what it leaves null from the first row of its fact. */
  private async applyInheritance(table: OwnedTable): Promise<void> {
    const { ledger, inherited } = table.shape;
    if (ledger?.recorded === undefined || inherited.length === 0) return;
    const name = this.generation.nameOf(table);
    const [fact = '', recorded = ''] = columns(ledger.fact, ledger.recorded);
    const those = columns(...inherited);
    const isNull = those.map((column) => `t.${column} is null`).join(' or ');
    await this.client.query(
      `update ${name} t set ${those.map((c) => `${c} = coalesce(t.${c}, first.${c})`).join()}
       from (select distinct on (${fact}) ${fact}, ${those.join()} from ${name}
             where ${fact} in (select t.${fact} from ${name} t where ${isNull})
             order by ${fact}, ${recorded}) first
       where first.${fact} = t.${fact} and (${isNull})`,
    );
  }

  /** Rows put again under their key: the last one stands. */
  private async keepNewest(table: OwnedTable): Promise<void> {
    const { key, ledger } = table.shape;
    const name = this.generation.nameOf(table);
    const newest = ledger?.recorded === undefined ? '' : `${quote(ledger.recorded.name)} desc, `;
    await this.client.query(
      `delete from ${name} where ctid = any(array(select id from (
         select ctid as id, row_number() over (
           partition by ${columns(...key).join()} order by ${newest}ctid desc) as nth
         from ${name}) ranked where nth > 1))`,
    );
  }

  private closesOf(table: OwnedTable): string {
    return `${quote(this.generation.schemaOf(table))}.${quote(`${table.shape.name}__closes`)}`;
  }
}

const UNIQUE_VIOLATION = '23505';

const columns = (...shapes: readonly ColumnShape[]) => shapes.map(({ name }) => quote(name));

/** Whole rows and closes can be loaded blindly; anything else must find rows written before. */
function isLoadable({ rounds, shape, recordedElsewhen }: TableFold): boolean {
  const [round] = rounds;
  if (round === undefined || rounds.length > 1 || recordedElsewhen) return false;
  if (round.closes.size > 0 && shape.ledger?.recorded === undefined) return false;
  return [...round.slots.values()].every(({ kind }) => kind === 'row');
}

function* rowsOf({ rounds }: TableFold): Generator<Row> {
  for (const { slots } of rounds) {
    for (const slot of slots.values()) if (slot.kind === 'row') yield slot.row;
  }
}

function* closeRows(
  { fact, superseded }: LedgerShape,
  closes: ReadonlyMap<string, number>,
): Generator<Row> {
  for (const [id, entry] of closes) yield { [fact.property]: id, [superseded.property]: entry };
}
