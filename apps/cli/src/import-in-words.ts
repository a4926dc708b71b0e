import {
  cellsOfProblem,
  doubtInWords,
  type Correction,
  type ImportReport,
  type RowProblem,
} from '#imports';

/** Of each list, shown at a terminal; `--json` has a thousand, and `--problems` those of the problems. */
const SHOWN = 20;
const LONGEST = 40;

/** What a file would lead to, or has led to: counts, problems, doubts, corrections. */
export function linesOf(of: ImportReport): readonly string[] {
  const { totals, file, problems, problemsFound, importId, stage, repeated } = of;
  const { doubts = [], doubtsFound = 0 } = of;
  const counts = Object.entries(totals).map(([name, count]) => `${name} ${String(count)}`);
  return [
    `Import ${importId}: ${stage}${repeated ? ', as it was before' : ''}`,
    counts.join(', '),
    ...file.map(({ message }) => `${message}.`),
    ...problems.slice(0, SHOWN).map(problemInWords),
    ...countOf(problemsFound, 'problems'),
    ...doubts.slice(0, SHOWN).map(doubtInWords),
    ...countOf(doubtsFound, 'numbers that are far from the last'),
    ...correctionLines(of),
  ];
}

const countOf = (found: number, what: string): readonly string[] =>
  found > SHOWN
    ? [`${found.toLocaleString('en-GB')} ${what} in all; the first ${String(SHOWN)} are shown.`]
    : [];

function problemInWords(problem: RowProblem): string {
  const cells = cellsOfProblem(problem).map(({ column, value }) =>
    value === null ? column : `${column} “${value}”`,
  );
  const at = [`Row ${String(problem.row)}`, ...cells].join(', ');
  return `${at}: ${problem.message} ${problem.fix}`;
}

/** A line for each column that a row changes of the entry it is about. */
function correctionLines({ corrections = [], sheet, stage, totals }: ImportReport) {
  if (corrections.length === 0) return [];
  const where = sheet === undefined ? [] : [sheet];
  const isDone = stage === 'completed';
  const headings = [
    ...(sheet === undefined ? [] : ['Sheet']),
    ...['Row', 'What', 'Column'],
    ...(isDone ? ['Said before', 'Says now'] : ['Says now', 'Would say']),
  ];
  const lines = corrections
    .slice(0, SHOWN)
    .flatMap((each) => changesOf(each).map((cells) => [...where, ...cells]));
  return [
    'Corrections (row 1 has the headings):',
    ...inColumns([headings, ...lines]),
    ...countOf(totals.changed, 'corrections'),
  ];
}

const changesOf = ({ row, about, changes }: Correction): readonly (readonly string[])[] =>
  changes.map(({ column, was, says }) => [String(row), about, column, cellOf(was), cellOf(says)]);

/** On one line, cut short; what says nothing is said. */
function cellOf(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  if (line === '') return '(nothing)';
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

function inColumns(lines: readonly (readonly string[])[]): readonly string[] {
  const widths = (lines[0] ?? []).map((_, at) =>
    Math.max(...lines.map((cells) => (cells[at] ?? '').length)),
  );
  return lines.map((cells) =>
    `  ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd(),
  );
}
