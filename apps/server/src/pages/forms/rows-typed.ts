import type { About, Answers, Cell, Row, Rows, Typed, WrongRow } from './form.js';
import { uncapital } from '../stages-in-words.js';
import { typedText } from './input-typed.js';

/** As many sites as a scope may have, and more than forty years of months: no shape of an entry takes more. */
export const MOST_ROWS = 500;

/** A field of rows, with its name. */
export type NamedRows<Known> = Rows<Known> & Readonly<{ name: string }>;

/** The rows of an answer, the empty ones between them too, so that each keeps its number. */
function rowsIn(answer: string | undefined): readonly Row[] {
  return answer?.startsWith('[') === true ? (JSON.parse(answer) as readonly Row[]) : [];
}

/** The rows of an answer that say something, in the order of the body that is handed in. */
export const filledRows = (answer: string | undefined): readonly Row[] =>
  rowsIn(answer).filter(isFilled);

export const rowsAnswer = (rows: readonly Row[]): string => {
  const last = rows.findLastIndex(isFilled);
  return last < 0 ? '' : JSON.stringify(rows.slice(0, last + 1));
};

export const isFilled = (row: Row): boolean => Object.values(row).some((text) => text !== '');

/** The input of a cell, whose name stays what it is while rows are added. */
export const inputOf = (name: string, row: number, cell: string): string =>
  `${name}-${String(row + 1)}-${cell}`;

/** Where an input stands among those of its field, row by row. */
export function placeInRows({ name, cells }: NamedRows<never>, input: string): number {
  const [, row = '0', cell] = /^(\d+)-(.+)$/.exec(input.slice(name.length + 1)) ?? [];
  return Number(row) * cells.length + cells.findIndex((each) => each.name === cell);
}

/** The inputs of a field that came, as they were typed. */
export function rowInputsOf(
  { name, cells }: NamedRows<never>,
  typed: Typed,
): Readonly<Record<string, string>> {
  const count = rowsTyped({ name, cells }, typed).length;
  return Object.fromEntries(
    Array.from({ length: count }, (_, row) => cells.map((cell) => inputOf(name, row, cell.name)))
      .flat()
      .map((input) => [input, typedText(typed, input)]),
  );
}

/** The rows as they were typed; none where their inputs did not come at all. */
export function rowsTyped(
  { name, cells }: Readonly<{ name: string; cells: readonly Cell<never>[] }>,
  typed: Typed,
): readonly Row[] {
  const [first] = cells;
  if (first === undefined) return [];
  const rows: Row[] = [];
  while (rows.length < MOST_ROWS && inputOf(name, rows.length, first.name) in typed) {
    const inputs = cells.map((cell) => [
      cell.name,
      typedText(typed, inputOf(name, rows.length, cell.name)),
    ]);
    rows.push(Object.fromEntries(inputs) as Row);
  }
  return rows;
}

/** The inputs that an answer would have been typed into. */
export const rowInputsFrom = (
  { name, cells, writes = same }: NamedRows<never>,
  answer: string,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    rowsIn(answer).flatMap((kept, row) => {
      const written = writes(kept);
      return cells.map((cell) => [inputOf(name, row, cell.name), written[cell.name] ?? '']);
    }),
  );

export const same = (row: Row): Row => row;

/** Reads the rows of a field: its answer, and what is wrong in which input. */
export function readRows<Known>(
  field: NamedRows<Known>,
  typed: Typed,
  about: About<Known>,
  missing: string | undefined,
) {
  const { name, cells, reads = same, amiss } = field;
  const rows = rowsTyped(field, typed).map((row) => readOr(row, reads));
  const value = rowsAnswer(rows);
  if (value === '') {
    const input = inputOf(name, 0, cells[0].name);
    return { value, wrong: missing === undefined ? [] : [{ input, message: missing }] };
  }
  const filled = rows.filter(isFilled);
  const wrong = [
    ...filled.flatMap((row, index) => emptyIn(cells, row, index)),
    ...(amiss?.(filled, about) ?? []),
  ];
  return { value, wrong: wrong.map((each) => wrongInput(field, value, each)) };
}

/** What was typed in a row of which nothing can be read is kept, for the shape to refuse. */
function readOr(row: Row, reads: (row: Row) => Row): Row {
  if (!isFilled(row)) return {};
  const read = reads(row);
  return isFilled(read) ? read : row;
}

const emptyIn = <Known>(
  cells: readonly Cell<Known>[],
  row: Row,
  index: number,
): readonly WrongRow[] =>
  cells.flatMap(({ name, missing }) =>
    missing === undefined || (row[name] ?? '') !== ''
      ? []
      : [{ row: index, cell: name, message: missing }],
  );

/** What is wrong with a row, said of the row as it is numbered on the page. */
function wrongInput<Known>(
  { name, what }: NamedRows<Known>,
  answer: string,
  { row, cell, message }: WrongRow,
): Readonly<{ input: string; message: string }> {
  const at = placeOf(answer, row);
  return {
    input: inputOf(name, at, cell),
    message: `${what} ${String(at + 1)}: ${uncapital(message)}`,
  };
}

/** Where a filled row stands among all. */
const placeOf = (answer: string, filled: number): number =>
  rowsIn(answer).findIndex(
    (row, index, all) => isFilled(row) && all.slice(0, index).filter(isFilled).length === filled,
  );

/** The input that a part of the body came from: "/3/amount", below the field. */
export function wrongAt<Known>(
  field: NamedRows<Known>,
  answers: Answers,
  { below, message }: Readonly<{ below: string; message: string }>,
): Readonly<{ input: string; message: string }> {
  const { name, cells } = field;
  const [, row, part] = /^\/(\d+)(?:\/(\w+))?/.exec(below) ?? [];
  if (row === undefined) return { input: inputOf(name, 0, cells[0].name), message };
  const cell = cells.find((each) => each.name === part) ?? cells[0];
  return wrongInput(field, answers[name] ?? '', { row: Number(row), cell: cell.name, message });
}
