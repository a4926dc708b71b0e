import { DICTIONARY } from '../sheets/sheet-names.js';
import { csvOf, xlsxOf } from '../sheets/write-sheet.js';
import { columnsOf } from './columns-of.js';
import type { Register } from './register.js';

const headerOf = (register: Register) => columnsOf(register).map(({ name }) => name);
const exampleOf = (register: Register) => columnsOf(register).map(({ example }) => example);

/** The headings and the example row; whoever fills it in takes the example out. */
export const csvTemplate = (register: Register): string =>
  csvOf(headerOf(register), [exampleOf(register)]);

/** The same as a workbook, with the data dictionary on a sheet of its own. */
export const xlsxTemplate = (register: Register): Buffer =>
  xlsxOf([
    { name: register.title, lines: [headerOf(register), exampleOf(register)] },
    { name: DICTIONARY, lines: dictionaryOf(register) },
  ]);

/** What each column holds, for the workbook, the pages and the handbook. */
export const dictionaryOf = (register: Register): readonly (readonly string[])[] => [
  ['column', 'needed', 'what it holds', 'example'],
  ...columnsOf(register).map(({ name, needed, description, example }) => [
    name,
    needed ? 'yes' : 'no',
    description,
    example,
  ]),
];

/** Rows in the columns of the template, as `check` and `run` read them. */
export const csvOfRows = (
  register: Register,
  rows: readonly Readonly<Record<string, string>>[],
): string =>
  csvOf(
    headerOf(register),
    rows.map((row) => columnsOf(register).map(({ name }) => row[name] ?? '')),
  );
