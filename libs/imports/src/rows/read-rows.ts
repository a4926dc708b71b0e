import { setImmediate } from 'node:timers/promises';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import type { AnyMessage } from '#event-sourcing';
import { FROM_TEXT } from '#organisations';
import { parseFactId, type FactId, type OdsCode } from '#vocabulary';
import { columnsOf, ENTRY } from '../registers/columns-of.js';
import type { Column } from '../registers/column.js';
import type { Register } from '../registers/register.js';
import { fileRefusals, isBlank, type Cell, type FileRefusal, type Sheet } from '../sheets/sheet.js';
import { dateIn } from './dates.js';
import type { Found } from './problems.js';
import { columnOf } from './rule-columns.js';
import { isSurelyRight } from './surely-right.js';

/** A row's texts by the names of its columns; columns that are left out are empty. */
export type Cells = Readonly<Record<string, string>>;

/** A row by its number; `typed` holds what was typed where `cells` holds it in our own form. */
type RowGiven = Readonly<{ row: number; cells: Cells; typed?: Cells | undefined }>;

export type RowRead = RowGiven &
  (
    | Readonly<{ order: AnyMessage; corrects: FactId | undefined }>
    | Readonly<{ found: readonly Found[] }>
  );

/** Something wrong with a file as a whole. */
export type FileProblem = Readonly<{ code: FileRefusal; message: string }>;

/** Rows read between two breaths, so that whoever else this process serves is not kept waiting. */
const AT_A_STRETCH = 100;

/** Every row as the order it asks for, or with everything that is wrong with it. */
export async function* readRows(
  sheet: Sheet,
  register: Register,
  organisation: OdsCode,
): AsyncGenerator<RowRead> {
  const columns = sheet.header.map((name) =>
    columnsOf(register).find((each) => each.name === name),
  );
  let index = 0;
  for (const { row, cells } of sheet.rows) {
    if (index++ % AT_A_STRETCH === 0) await setImmediate();
    yield { row, ...rowOf(register, organisation, columns, cells) };
  }
}

/** Whether the headings are those of the template; every one that is not is named. */
export function headingProblems({ header }: Sheet, register: Register): readonly FileProblem[] {
  const columns = columnsOf(register);
  const known = new Set(columns.map(({ name }) => name));
  if (!header.some((name) => known.has(name))) {
    const isApart = header.some((text) =>
      text.split(/[;\t]/).some((name) => known.has(name.trim())),
    );
    return [fileProblem(isApart ? 'file-separators' : 'template')];
  }
  const missing = columns.filter(({ name, needed }) => needed && !header.includes(name));
  return [
    ...missing.map(({ name }) => fileProblem('column-missing', name)),
    ...header.filter((name) => !known.has(name)).map((name) => fileProblem('column-unknown', name)),
    ...header
      .filter((name, index) => known.has(name) && header.indexOf(name) !== index)
      .map((name) => fileProblem('column-twice', name)),
  ];
}

export const fileProblem = (code: FileRefusal, detail = ''): FileProblem => ({
  code,
  message: fileRefusals[code].replace('{detail}', detail),
});

function rowOf(
  register: Register,
  organisation: OdsCode,
  columns: readonly (Column | undefined)[],
  line: readonly Cell[],
) {
  const cells: Record<string, string> = {};
  let typed: Record<string, string> | undefined;
  const found: Found[] = [];
  for (const [index, cell] of line.entries()) {
    const column = columns[index];
    if (isBlank(cell)) continue;
    if (column === undefined) {
      found.push({ code: 'cell-beside-table', message: 'There is a cell outside the columns.' });
      continue;
    }
    if (typeof cell !== 'string') {
      cells[column.name] = cell.text;
      found.push({ column, code: cell.odd, message: oddities[cell.odd] });
      continue;
    }
    const text = cell.trim();
    cells[column.name] = column.isDate === true ? dateIn(text) : text;
    if (cells[column.name] !== text) typed = { ...typed, [column.name]: text };
  }
  if (isExample(register, cells)) return { cells, found: [EXAMPLE] };
  const corrects = cells[ENTRY] === undefined ? undefined : parseFactId(cells[ENTRY]);
  const dto = plainToInstance(register.entry, entryIn(register, cells), FROM_TEXT);
  const errors = isSurelyRight(dto) ? [] : validateSync(dto, { forbidUnknownValues: true });
  const wrong = errors.flatMap((error) => foundBy(register, error, ''));
  // A cell that holds no value is wrong for that alone.
  const odd = new Set(found.map(({ column }) => column));
  found.push(...wrong.filter(({ column }) => column === undefined || !odd.has(column)));
  if (cells[ENTRY] !== undefined && corrects === undefined) found.push(noReference(register));
  return found.length > 0
    ? { cells, typed, found }
    : { cells, typed, order: dto.toCommand(organisation), corrects };
}

const oddities: Readonly<Record<Exclude<Cell, string>['odd'], string>> = {
  formula: 'A formula stands here. Enter its value.',
  error: 'An error of the spreadsheet stands here. Enter a value.',
  merged: 'Cells are merged here. Split them.',
};

const EXAMPLE: Found = {
  code: 'example-row',
  message: 'This is the example of the template. Remove it.',
};

const noReference = (register: Register): Found => ({
  column: columnsOf(register).find(({ name }) => name === ENTRY),
  code: 'entry-unreadable',
  message: 'Enter the reference of an entry as an export gives it, or leave this out.',
});

const isExample = (register: Register, cells: Cells): boolean =>
  columnsOf(register).every(({ name, example }) => (cells[name] ?? '') === example);

/** The entry that texts fill in, before it is read into its shape. */
export function entryIn(register: Register, cells: Cells): Record<string, unknown> {
  const entry: Record<string, unknown> = {};
  for (const column of register.columns) {
    const text = cells[column.name] ?? '';
    if (text !== '') fill(entry, column, text);
  }
  return entry;
}

/** Puts a text at the place of its field, which may lie in an object within the entry. */
function fill(entry: Record<string, unknown>, { field, into }: Column, text: string): void {
  const value = into === undefined ? text : into(text);
  const [first = '', second] = field.split('.');
  if (second === undefined) entry[first] = value;
  else entry[first] = { ...(entry[first] as object | undefined), [second]: value };
}

/** Codes are what class-validator calls its rules, in the spelling of our own codes. */
function foundBy(
  register: Register,
  { property, constraints = {}, children = [] }: ValidationError,
  under: string,
): Found[] {
  const field = `${under}${property}`;
  const [rule] = Object.entries(constraints).reverse();
  const own =
    rule === undefined
      ? []
      : [{ column: columnOf(register, field), code: kebab(rule[0]), message: rule[1] }];
  return [...own, ...children.flatMap((child) => foundBy(register, child, `${field}.`))];
}

const kebab = (rule: string): string =>
  rule.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
