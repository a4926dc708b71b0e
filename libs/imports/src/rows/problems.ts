import { sentenceOf, type Handled } from '#event-sourcing';
import { personalDetailIn } from '#vocabulary';
import type { Column } from '../registers/column.js';
import type { Register } from '../registers/register.js';
import { columnsOfRule, keyColumns } from './rule-columns.js';

/** One thing wrong with one row: where, what it says there, why not, and what to do. */
export type RowProblem = Readonly<{
  sheet: string | null;
  row: number;
  column: string | null;
  /** Cut short, and hidden where it seems to hold a personal detail. */
  value: string | null;
  /** Further cells of the row that the rule is about; left out where there are none. */
  others?: readonly Readonly<{ column: string; value: string | null }>[];
  code: string;
  message: string;
  fix: string;
}>;

/** All cells that a problem is about, the one to look at first being the first; none where the row is. */
export const cellsOfProblem = ({ column, value, others = [] }: RowProblem) =>
  column === null ? [] : [{ column, value }, ...others];

/** A problem before it is known of which row. */
export type Found = Readonly<{
  column?: Column | undefined;
  others?: readonly Column[];
  code: string;
  message: string;
  /** A rule of its context: each of its values is one that its column takes. */
  isRule?: true;
}>;

/** The most problems a report lists; it counts them all. */
export const MOST_PROBLEMS = 1_000;
const LONGEST_VALUE = 40;

export function problemAt(
  {
    sheet,
    row,
    cells,
    typed = {},
  }: Readonly<{
    sheet: string | undefined;
    row: number;
    cells: Texts;
    typed?: Texts | undefined;
  }>,
  { column, others = [], code, message, isRule }: Found,
): RowProblem {
  const valueIn = ({ name }: Column) => typed[name] ?? cells[name];
  const value = column && valueIn(column);
  return {
    sheet: sheet ?? null,
    row,
    column: column?.name ?? null,
    value: shown(value),
    ...(others.length > 0 && {
      others: others.map((each) => ({ column: each.name, value: shown(valueIn(each)) })),
    }),
    code,
    message,
    fix: fixOf(code, column, value) ?? (isRule && value ? fixOfRule(others) : formOf(column)),
  };
}

type Texts = Readonly<Record<string, string>>;

const shown = (value: string | undefined): string | null =>
  value === undefined || value === '' ? null : masked(value);

const masked = (value: string): string => {
  const short = value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}…` : value;
  return personalDetailIn(value) === undefined ? short : short.replace(/[\p{L}\p{N}]/gu, '•');
};

/** What stands in the way is an entry, or a row, that is there: nothing is wrong with the row alone. */
const conflicts: ReadonlySet<string> = new Set([
  'assessed-already',
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

/** What to do, whatever the column takes. */
function fixOf(code: string, column: Column | undefined, value = ''): string | undefined {
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
  return undefined;
}

/** What the column takes. */
function formOf(column: Column | undefined): string {
  const { description = '', example = '' } = column ?? {};
  if (example === '') return `${description}.`;
  return description.includes('. ')
    ? `${description}. For example: ${example}.`
    : `${description}, like ${example}.`;
}

const fixOfRule = (others: readonly Column[]): string =>
  others.length === 0
    ? 'Put this value right, or take the row out of the file.'
    : 'Put one of these values right, or take the row out of the file.';

/** Why a row was not accepted, in the words of its context. */
export function foundIn(
  handled: Exclude<Handled<string>, { outcome: 'accepted' }>,
  register: Register,
  cells: Texts,
): Found {
  if (handled.outcome !== 'refused') {
    return { code: 'others-were-first', message: 'Others kept changing this record meanwhile.' };
  }
  const sentences = { ...register.refusals, 'command-id-reused': REUSED };
  const ofRule = columnsOfRule(register, handled, cells);
  const ofRival = isConflict(handled.because) ? keyColumns(register, cells) : [];
  return {
    code: handled.because,
    message: sentenceOf(handled, sentences as Record<string, string>),
    ...inColumns([...new Set([...ofRule, ...ofRival])]),
    isRule: true,
  };
}

/** A problem of these columns, the one to look at first being the first. */
export const inColumns = ([column, ...others]: readonly Column[]): Pick<
  Found,
  'column' | 'others'
> => (others.length > 0 ? { column, others } : { column });

const REUSED = 'This row was imported before and said something else then.';
