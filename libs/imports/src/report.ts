import type { OdsCode } from '#vocabulary';
import type { Correction } from './rows/corrections.js';
import type { Doubt } from './rows/doubts.js';
import type { FileProblem } from './rows/read-rows.js';
import { cellsOfProblem, type RowProblem } from './rows/problems.js';
import { csvOf } from './sheets/write-sheet.js';

/** How many rows are what, of those a file has. */
export type Totals = Readonly<{
  rows: number;
  new: number;
  identical: number;
  changed: number;
  conflict: number;
  invalid: number;
}>;

/** What a file would lead to, or has led to. */
export type ImportReport = Readonly<{
  importId: string;
  organisation: OdsCode;
  register: string;
  sha256: string;
  /** `refused`: something is wrong, and nothing was recorded. */
  stage: 'checked' | 'refused' | 'completed' | 'withdrawn';
  /** What is wrong with the file as a whole; then no row was looked at. */
  file: readonly FileProblem[];
  /** Which sheet of a workbook was read; left out for CSV, and where only the log tells of it. */
  sheet?: string;
  totals: Totals;
  /** The first thousand. */
  problems: readonly RowProblem[];
  problemsFound: number;
  /** A thousand of them at most; left out where there are none, and where only the log tells of it. */
  corrections?: readonly Correction[];
  /** As the corrections; a number that is far from the last before it. */
  doubts?: readonly Doubt[];
  doubtsFound?: number;
  /** This is what the same file led to before. */
  repeated: boolean;
  /** Opaque; a later read with `minPosition` includes what was recorded. */
  position?: string;
}>;

const columns = ['sheet', 'row', 'column', 'value', 'code', 'message', 'fix'] as const;

/** The problems of a report, a line for each; where one is about several columns, each value with its own. */
export const problemsCsv = ({ file, problems }: ImportReport): string =>
  csvOf(columns, [
    ...file.map(({ code, message }) => ['', '', '', '', code, message, '']),
    ...problems.map((problem) => {
      const told = { ...problem, ...allOf(problem) };
      return columns.map((column) => String(told[column] ?? ''));
    }),
  ]);

function allOf(problem: RowProblem) {
  const cells = cellsOfProblem(problem);
  if (cells.length < 2) return {};
  return {
    column: cells.map(({ column }) => column).join(', '),
    value: cells.map(({ column, value }) => `${column}: ${value ?? 'nothing'}`).join('; '),
  };
}

export const noRows: Totals = {
  rows: 0,
  ...{ new: 0, identical: 0, changed: 0, conflict: 0, invalid: 0 },
};
