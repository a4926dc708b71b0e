import type { FileOutcome } from './domain/import.events.js';
import type { ImportSeen } from './import.reader.js';
import { csvOfRows } from './registers/template.js';
import type { Register } from './registers/register.js';
import { registerNamed } from './registers/registers.js';
import { noRows, type ImportReport, type Totals } from './report.js';
import { inColumns, isConflict, MOST_PROBLEMS, problemAt, type Found } from './rows/problems.js';
import { columnsNamed } from './rows/rule-columns.js';
import type { Outcomes } from './rows/outcomes.js';

type Judged = Pick<
  ImportReport,
  'totals' | 'problems' | 'problemsFound' | 'corrections' | 'doubts' | 'doubtsFound'
>;

/** What rows are, what is wrong with them, and what they change. */
export function judged(outcomes: Outcomes, sheet: string | undefined): Judged {
  const found = outcomes.wrong.flatMap(({ row, cells, typed, found: all }) =>
    all.map((each) => ({ at: { sheet, row, cells, typed }, each })),
  );
  return {
    totals: totalsOf(outcomes),
    problems: found.slice(0, MOST_PROBLEMS).map(({ at, each }) => problemAt(at, each)),
    problemsFound: found.length,
    ...(outcomes.corrections.length > 0 && { corrections: outcomes.corrections }),
    ...(outcomes.doubtsFound > 0 && { doubts: outcomes.doubts, doubtsFound: outcomes.doubtsFound }),
  };
}

function totalsOf({ right, wrong }: Outcomes): Totals {
  const rows = right.new + right.changed + right.identical + wrong.length;
  const conflict = wrong.filter(({ found }) => found.every(({ code }) => isConflict(code))).length;
  return { rows, ...right, conflict, invalid: wrong.length - conflict };
}

/** The rows that are wrong, as a file of the same template to put right and import. */
export function rejectedCsv(register: Register, { wrong }: Outcomes): string | undefined {
  return wrong.length === 0
    ? undefined
    : csvOfRows(
        register,
        wrong.map(({ cells }) => cells),
      );
}

/** What the log keeps of the rows: the refused ones are counted, and the first of them told. */
export function outcomeOf(register: Register, outcomes: Outcomes): FileOutcome {
  const totals = totalsOf(outcomes);
  const refused = outcomes.wrong.map(({ row, found: [first] }) => ({
    row,
    code: first?.code ?? '',
    sentence: first?.message ?? '',
    ...namesOf(first),
  }));
  const told = refused.slice(0, MOST_PROBLEMS);
  return {
    file: register.name,
    rows: totals.rows,
    recorded: totals.new,
    corrected: totals.changed,
    alreadyThere: totals.identical,
    refused: told,
    ...(refused.length > told.length ? { refusedRows: refused.length } : {}),
  };
}

function namesOf({ column, others = [] }: Partial<Found> = {}): { columns?: readonly string[] } {
  return column === undefined ? {} : { columns: [column, ...others].map(({ name }) => name) };
}

/** What the log says of an import of a trust's own file; undefined where it holds no end of one. */
export function reportOf(
  importId: string,
  { started, completed, withdrawn }: ImportSeen,
): ImportReport | undefined {
  const of = started?.of;
  const last = withdrawn ?? completed;
  if (of === undefined || last === undefined) return undefined;
  const { organisation, register, sha256, rows } = of;
  const file = completed?.files[0];
  return {
    ...{ importId, organisation, register, sha256 },
    stage: withdrawn === undefined ? 'completed' : 'withdrawn',
    file: [],
    ...(file === undefined
      ? { totals: { ...noRows, rows }, problems: [], problemsFound: 0 }
      : toldBy(file, registerNamed(register))),
    repeated: true,
    position: String(last.position),
  };
}

function toldBy(
  file: FileOutcome,
  register: Register | undefined,
): Pick<ImportReport, 'totals' | 'problems' | 'problemsFound'> {
  const { refused, refusedRows = refused.length } = file;
  return {
    totals: totalsToldBy(file),
    problems: refused.map(({ row, code, sentence: message, columns = [] }) => {
      const named = register === undefined ? [] : columnsNamed(register, columns);
      return problemAt(
        { sheet: undefined, row, cells: {} },
        { code, message, ...inColumns(named) },
      );
    }),
    problemsFound: refusedRows,
  };
}

function totalsToldBy(file: FileOutcome): Totals {
  const conflict = file.refused.filter(({ code }) => isConflict(code)).length;
  return {
    rows: file.rows,
    new: file.recorded,
    changed: file.corrected ?? 0,
    identical: file.alreadyThere,
    conflict,
    invalid: (file.refusedRows ?? file.refused.length) - conflict,
  };
}
