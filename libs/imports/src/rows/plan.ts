import { uuidV5, type Asker, type EventStore } from '#event-sourcing';
import type { FactId, FreeText, OdsCode } from '#vocabulary';
import { cellsOf, columnsOf, ENTRY, keyOf } from '../registers/columns-of.js';
import type { RecordPlace, Register, RowCommand } from '../registers/register.js';
import type { Found } from './problems.js';
import type { Cells, RowRead } from './read-rows.js';
import { readStatements, type Statements } from './statements.js';

/** Namespace of the command ids of all rows of trusts' own files. */
const ROWS = 'a4a0d1f6-0c3e-5d6b-8f8f-6d1f1a5b7c21';

/** What a row turned out to be, or is yet to be asked for. */
export type Planned = Readonly<{ row: number; cells: Cells }> &
  (
    | Readonly<{ is: 'new' | 'changed' | 'identical' }>
    | Readonly<{ is: 'wrong'; found: readonly Found[] }>
    | Readonly<{ is: 'asked'; place: RecordPlace; command: RowCommand; asker: Asker }>
  );

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
  rows: readonly RowRead[],
  of: RowsOf,
): Promise<readonly Planned[]> {
  const records = new Map<string, Held>();
  const planned: Planned[] = [];
  for (const read of rows) {
    const { row, cells } = read;
    if ('found' in read) {
      planned.push({ row, cells, is: 'wrong', found: read.found });
      continue;
    }
    const place = of.register.placeOf(of.organisation, read.order);
    const held = records.get(place.stream) ?? (await heldIn(store, place, of));
    records.set(place.stream, held);
    planned.push({ row, cells, ...planOf(read, place, held, of) });
  }
  return planned;
}

/** The correction's reason; letters alone, as digits might be taken for a telephone number. */
export const reasonOf = (importId: string): FreeText => `import ${importId}` as FreeText;

export const commandIdOf = (importId: string, name: string): string =>
  uuidV5(ROWS, `${importId}\n${name}`);

type Held = Statements &
  Readonly<{
    byKey: ReadonlyMap<string, FactId>;
    /** Rows of the file that are about the same, by what they are about. */
    seen: Map<string, Readonly<{ row: number; cells: Cells }>>;
  }>;

async function heldIn(store: EventStore, { stream }: RecordPlace, of: RowsOf): Promise<Held> {
  const { register, importId, organisation } = of;
  const statements = await readStatements(store, { stream, fact: register.fact, importId });
  const own = [...statements.current.values()].filter(
    ({ isSources, data }) => !isSources && data['organisation'] === organisation,
  );
  const byKey = new Map(
    own.map(({ factId, data }) => [keyOf(register, cellsOf(register, data)), factId]),
  );
  return { ...statements, byKey, seen: new Map() };
}

function planOf(
  read: Extract<RowRead, { corrects: unknown }>,
  place: RecordPlace,
  held: Held,
  { register, importId, asker }: RowsOf,
) {
  const { row, cells, order, corrects } = read;
  const about = corrects ?? keyOf(register, cells);
  const earlier = held.seen.get(about);
  if (earlier !== undefined) return repeated(register, earlier, cells);
  held.seen.set(about, { row, cells });

  const commandId = commandIdOf(importId, `row ${String(row)}`);
  const done = held.obeyed.get(commandId);
  if (done !== undefined) {
    return { is: done.type === 'FactCorrected' ? ('changed' as const) : ('new' as const) };
  }
  const factId = corrects ?? held.byKey.get(about);
  const entry = factId === undefined ? undefined : held.current.get(factId);
  if (entry !== undefined && saysTheSame(register, cellsOf(register, entry.data), cells)) {
    return { is: 'identical' as const };
  }
  const command: RowCommand =
    factId === undefined
      ? order
      : { type: 'CorrectFact', data: { factId, reason: reasonOf(importId), order } };
  const asked = { ...asker, commandId, correlation: importId };
  return { is: 'asked' as const, place, command, asker: asked };
}

/** A row repeated is harmless; two that differ cannot both be right. */
function repeated(
  register: Register,
  earlier: Readonly<{ row: number; cells: Cells }>,
  cells: Cells,
) {
  if (saysTheSame(register, earlier.cells, cells)) return { is: 'identical' as const };
  const message = `Row ${String(earlier.row)} is about the same and says something else. Keep one of them.`;
  return { is: 'wrong' as const, found: [{ code: 'row-contradicts-another', message }] };
}

const saysTheSame = (register: Register, one: Cells, other: Cells): boolean =>
  columnsOf(register)
    .filter(({ name }) => name !== ENTRY)
    .every(({ name }) => (one[name] ?? '') === (other[name] ?? ''));
