import { uuidV5, type Asker, type EventStore } from '#event-sourcing';
import type { FactId, FreeText, OdsCode } from '#vocabulary';
import type { Column } from '../registers/column.js';
import { cellsOf, columnsOf, ENTRY, keyOf } from '../registers/columns-of.js';
import type { RecordPlace, Register, RowCommand } from '../registers/register.js';
import { Packed } from '../packed.js';
import { correctionBy, type Correction } from './corrections.js';
import { Doubts, type Doubt } from './doubts.js';
import { Outcomes, type Right } from './outcomes.js';
import { inColumns, type Found } from './problems.js';
import type { Cells, RowRead } from './read-rows.js';
import { keyColumns } from './rule-columns.js';
import { readStatements, type Statements } from './statements.js';

/** Namespace of the command ids of all rows of trusts' own files. */
const ROWS = 'a4a0d1f6-0c3e-5d6b-8f8f-6d1f1a5b7c21';

/** A row that asks for something; who asks for it is the same for all rows but for the command's id. */
export type AskedRow = Readonly<{
  row: number;
  /** As JSON, as they are asked for only where the row is refused. */
  cells: string;
  typed?: Cells | undefined;
  command: RowCommand;
  commandId: string;
  /** What it is shown as where it is accepted. */
  correction?: Correction | undefined;
  doubt?: Doubt | undefined;
}>;

/** What a file asks of one record, in its order. */
export type AskedOfRecord = Readonly<{ place: RecordPlace; rows: Packed<AskedRow> }>;

/** What the rows of a file turned out to be, and what is yet to be asked for, record by record. */
export type Plan = Readonly<{ outcomes: Outcomes; asked: readonly AskedOfRecord[] }>;

export type RowsOf = Readonly<{
  register: Register;
  organisation: OdsCode;
  importId: string;
  /** Who imports; each row's command has an id of its own. */
  asker: Omit<Asker, 'commandId' | 'correlation'>;
}>;

/**
 * What each row asks for, against what its record holds: nothing where it says the same, a
 * correction where the entry it is about says something else, else the entry.
 */
export async function planRows(
  store: EventStore,
  rows: AsyncIterable<RowRead>,
  of: RowsOf,
): Promise<Plan> {
  const records = new Map<string, Held>();
  const outcomes = new Outcomes();
  for await (const read of rows) {
    const { row, cells, typed } = read;
    if ('found' in read) {
      outcomes.refuse(read);
      continue;
    }
    const place = of.register.placeOf(of.organisation, read.order);
    const held = records.get(place.stream) ?? (await heldIn(store, place, of));
    records.set(place.stream, held);
    const planned = planOf(read, held, of);
    if (planned.is === 'asked') {
      held.rows.add({ row, cells: JSON.stringify(cells), typed, ...planned.by });
    } else if (planned.is === 'wrong') outcomes.refuse({ row, cells, typed, found: planned.found });
    else outcomes.accept(planned.is);
  }
  const asked = [...records.values()].map(({ place, rows }) => ({ place, rows }));
  return { outcomes, asked: asked.filter(({ rows }) => rows.length > 0) };
}

/** The correction's reason; letters alone, as digits might be taken for a telephone number. */
export const reasonOf = (importId: string): FreeText => `import ${importId}` as FreeText;

export const commandIdOf = (importId: string, name: string): string =>
  uuidV5(ROWS, `${importId}\n${name}`);

type Planned =
  | Readonly<{ is: Right }>
  | Readonly<{ is: 'wrong'; found: readonly Found[] }>
  | Readonly<{ is: 'asked'; by: Omit<AskedRow, 'row' | 'cells' | 'typed'> }>;

type Held = Statements &
  Readonly<{
    place: RecordPlace;
    byKey: ReadonlyMap<string, FactId>;
    doubts: Doubts;
    /** Rows of the file that are about the same, by what they are about. */
    seen: Map<string, Readonly<{ row: number; said: string }>>;
    rows: Packed<AskedRow>;
  }>;

async function heldIn(store: EventStore, place: RecordPlace, of: RowsOf): Promise<Held> {
  const { register, importId, organisation } = of;
  const { stream } = place;
  const statements = await readStatements(store, { stream, fact: register.fact, importId });
  const own = [...statements.current.values()].filter(
    ({ isSources, data }) => !isSources && data['organisation'] === organisation,
  );
  const byKey = new Map(
    own.map(({ factId, data }) => [keyOf(register, cellsOf(register, data)), factId]),
  );
  const doubts = new Doubts(register, statements.current.values());
  return { ...statements, place, byKey, doubts, seen: new Map(), rows: new Packed() };
}

function planOf(
  read: Extract<RowRead, { corrects: unknown }>,
  held: Held,
  { register, importId }: RowsOf,
): Planned {
  const { row, cells, order, corrects } = read;
  const about = corrects ?? keyOf(register, cells);
  const said = saidIn(register, cells);
  const earlier = held.seen.get(about);
  if (earlier !== undefined) return repeated(earlier, said, keyColumns(register, cells));
  held.seen.set(about, { row, said });

  const commandId = commandIdOf(importId, `row ${String(row)}`);
  const done = held.obeyed.get(commandId);
  if (done !== undefined) {
    return { is: done.type === 'FactCorrected' ? 'changed' : 'new' };
  }
  const factId = corrects ?? held.byKey.get(about);
  const entry = factId === undefined ? undefined : held.current.get(factId);
  if (entry !== undefined && saidIn(register, cellsOf(register, entry.data)) === said) {
    return { is: 'identical' };
  }
  const command: RowCommand =
    factId === undefined
      ? order
      : { type: 'CorrectFact', data: { factId, reason: reasonOf(importId), order } };
  const correction = entry && correctionBy(register, read, entry);
  const doubt = held.doubts.of(row, cells, entry);
  return { is: 'asked', by: { command, commandId, correction, doubt } };
}

/** A row repeated is harmless; two that differ cannot both be right. */
function repeated(
  earlier: Readonly<{ row: number; said: string }>,
  said: string,
  key: readonly Column[],
): Planned {
  if (earlier.said === said) return { is: 'identical' };
  const message = `Row ${String(earlier.row)} is about the same and says something else. Keep one of them.`;
  return { is: 'wrong', found: [{ code: 'row-contradicts-another', message, ...inColumns(key) }] };
}

/** All that a row or an entry says: alike where both say the same. */
const saidIn = (register: Register, cells: Cells): string =>
  JSON.stringify(
    columnsOf(register)
      .filter(({ name }) => name !== ENTRY)
      .map(({ name }) => cells[name] ?? ''),
  );
