import type { FactId } from '#vocabulary';
import { cellsOf, columnsOf, ENTRY } from '../registers/columns-of.js';
import type { Register } from '../registers/register.js';
import type { Cells } from './read-rows.js';
import type { Statement } from './statements.js';

/** A row that says something else of an entry there is: what that says, and what it is made to say. */
export type Correction = Readonly<{
  row: number;
  entry: FactId;
  /** Where the entry was first said in the log; opaque. */
  position: string;
  /** What the entry is about, as its register's key says it. */
  about: string;
  /** Every column in which they differ; empty where it says nothing. */
  changes: readonly Readonly<{ column: string; was: string; says: string }>[];
}>;

/** What a row changes of the entry it corrects. */
export function correctionBy(
  register: Register,
  { row, cells }: Readonly<{ row: number; cells: Cells }>,
  { factId, position, data }: Statement,
): Correction {
  const before: Cells = cellsOf(register, data);
  const changes = columnsOf(register)
    .filter(({ name }) => name !== ENTRY)
    .map(({ name }) => ({ column: name, was: before[name] ?? '', says: cells[name] ?? '' }))
    .filter(({ was, says }) => was !== says);
  const about = register.key.map((name) => before[name] ?? '').filter((text) => text !== '');
  return { row, entry: factId, position, about: about.join(', '), changes };
}
