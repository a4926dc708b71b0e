import { sentenceOf, type Handled } from '#event-sourcing';
import { personalDetailIn } from '#vocabulary';
import { columnsOf } from '../registers/columns-of.js';
import type { Column } from '../registers/column.js';
import type { Register } from '../registers/register.js';

/** One thing wrong with one row: where, what it says there, why not, and what to do. */
export type RowProblem = Readonly<{
  sheet: string | null;
  row: number;
  column: string | null;
  /** Cut short, and hidden where it seems to hold a personal detail. */
  value: string | null;
  code: string;
  message: string;
  fix: string;
}>;

/** A problem before it is known of which row. */
export type Found = Readonly<{ column?: Column | undefined; code: string; message: string }>;

/** The most problems a report lists; it counts them all. */
export const MOST_PROBLEMS = 1_000;
const LONGEST_VALUE = 40;

export function problemAt(
  {
    sheet,
    row,
    cells,
  }: Readonly<{
    sheet: string | undefined;
    row: number;
    cells: Readonly<Record<string, string>>;
  }>,
  { column, code, message }: Found,
): RowProblem {
  const value = column === undefined ? undefined : cells[column.name];
  return {
    sheet: sheet ?? null,
    row,
    column: column?.name ?? null,
    value: value === undefined || value === '' ? null : masked(value),
    code,
    message,
    fix: fixOf(code, column, value),
  };
}

const masked = (value: string): string => {
  const short = value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}…` : value;
  return personalDetailIn(value) === undefined ? short : short.replace(/[\p{L}\p{N}]/gu, '•');
};

/** What stands in the way is an entry, or a row, that is there: nothing is wrong with the row alone. */
const conflicts: ReadonlySet<string> = new Set([
  'period-overlaps',
  'already-recorded',
  'already-live',
  'correction-repeats-another',
  'command-id-reused',
  'row-contradicts-another',
  'others-were-first',
]);

export const isConflict = (code: string): boolean => conflicts.has(code);

const fixes: Readonly<Record<string, string>> = {
  formula: 'Copy the cell and paste it as a value.',
  merged: 'Unmerge the cells, and fill in each of them.',
  'example-row': 'Take this row out of the file.',
  'others-were-first': 'Import the file again.',
  'cell-beside-table':
    'Empty the cells to the right of the last column. In a CSV, a text that holds a comma stands in quotation marks.',
};

function fixOf(code: string, column: Column | undefined, value = ''): string {
  const fix = fixes[code];
  if (fix !== undefined) return fix;
  if (isConflict(code)) {
    return 'Take the row out, or export the register and change the entry there.';
  }
  if (column === undefined) return 'Put the row right, or take it out of the file.';
  if (column.isDate === true && /^\d{5}$/.test(value)) {
    return 'This is how a spreadsheet counts days: show the column as dates, like 31/03/2026, and save the file again.';
  }
  if (column.isDate === true && /^\d{1,2}\/\d{1,2}\/\d{2}$/.test(value)) {
    return 'Write the year with 4 numbers, like 31/03/2026.';
  }
  const like = column.example === '' ? '' : `, like ${column.example}`;
  return `${column.description}${like}.`;
}

/** Why a row was not accepted, in the words of its context. */
export function foundIn(
  handled: Exclude<Handled<string>, { outcome: 'accepted' }>,
  register: Register,
): Found {
  if (handled.outcome !== 'refused') {
    return { code: 'others-were-first', message: 'Others kept changing this record meanwhile.' };
  }
  const sentences = { ...register.refusals, 'command-id-reused': REUSED };
  return {
    code: handled.because,
    message: sentenceOf(handled, sentences as Record<string, string>),
    column: columnOf(register, handled.field),
  };
}

const REUSED = 'This row was imported before and said something else then.';

/** The column of a field of an entry or an order: `source/name`, `sites/2`, `when`. */
export function columnOf(register: Register, field: string | undefined): Column | undefined {
  if (field === undefined) return undefined;
  const path = field.replaceAll('/', '.');
  const columns = columnsOf(register);
  return (
    columns.find((column) => column.field === path) ??
    columns.find((column) => column.field !== '' && path.startsWith(`${column.field}.`)) ??
    columns.find((column) => column.field.startsWith(`${path}.`)) ??
    (path === 'when' ? columns.find(({ name }) => name === 'date') : undefined)
  );
}
