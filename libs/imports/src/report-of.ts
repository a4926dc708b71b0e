import type { FileOutcome } from './domain/import.events.js';
import type { ImportSeen } from './import.reader.js';
import { csvOfRows } from './registers/template.js';
import type { Register } from './registers/register.js';
import { noRows, type ImportReport, type Totals } from './report.js';
import { isConflict, MOST_PROBLEMS, problemAt } from './rows/problems.js';
import type { Settled } from './rows/put-rows.js';

type Wrong = Extract<Settled, { is: 'wrong' }>;
const isWrong = (row: Settled): row is Wrong => row.is === 'wrong';

/** What rows are, and what is wrong with them. */
export function judged(
  settled: readonly Settled[],
  sheet: string | undefined,
): Pick<ImportReport, 'totals' | 'problems' | 'problemsFound'> {
  const wrong = settled.filter(isWrong);
  const found = wrong.flatMap(({ row, cells, found: all }) =>
    all.map((each) => ({ at: { sheet, row, cells }, each })),
  );
  return {
    totals: totalsOf(settled),
    problems: found.slice(0, MOST_PROBLEMS).map(({ at, each }) => problemAt(at, each)),
    problemsFound: found.length,
  };
}

function totalsOf(settled: readonly Settled[]): Totals {
  const totals = { ...noRows, rows: settled.length };
  for (const row of settled) {
    if (!isWrong(row)) totals[row.is] += 1;
    else if (row.found.every(({ code }) => isConflict(code))) totals.conflict += 1;
    else totals.invalid += 1;
  }
  return totals;
}

/** The rows that are wrong, as a file of the same template to put right and import. */
export function rejectedCsv(register: Register, settled: readonly Settled[]): string | undefined {
  const wrong = settled.filter(isWrong);
  return wrong.length === 0
    ? undefined
    : csvOfRows(
        register,
        wrong.map(({ cells }) => cells),
      );
}

/** What the log keeps of the rows: the refused ones are counted, and the first of them told. */
export function outcomeOf(register: Register, settled: readonly Settled[]): FileOutcome {
  const totals = totalsOf(settled);
  const refused = settled.filter(isWrong).map(({ row, found: [first] }) => ({
    row,
    code: first?.code ?? '',
    sentence: first?.message ?? '',
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
      : toldBy(file)),
    repeated: true,
    position: String(last.position),
  };
}

function toldBy(file: FileOutcome): Pick<ImportReport, 'totals' | 'problems' | 'problemsFound'> {
  const { refused, refusedRows = refused.length } = file;
  return {
    totals: totalsToldBy(file),
    problems: refused.map(({ row, code, sentence: message }) =>
      problemAt({ sheet: undefined, row, cells: {} }, { code, message }),
    ),
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
