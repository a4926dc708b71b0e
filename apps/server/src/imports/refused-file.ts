import type { ImportReport, RowProblem } from '#imports';
import { Problem, type FieldError } from '../api/http/problem.js';

/** Why nothing of a file was recorded: what is wrong with it as a whole, or each problem of its rows. */
export function refusedFile({ file, problems, problemsFound }: ImportReport): Problem {
  const [first] = file;
  return new Problem(
    422,
    first?.code ?? 'rows-refused',
    first?.message ??
      `Nothing was recorded: ${problemsFound.toLocaleString('en-GB')} ${problemsFound === 1 ? 'problem was' : 'problems were'} found. Put the rows right, or import with partial=true.`,
    {
      errors: [
        ...file.map(({ code, message }) => ({ pointer: '', code, message })),
        ...problems.map(errorOf),
      ],
    },
  );
}

/** Where a rule is about several cells, the pointer leads to the one to look at first. */
function errorOf({ row, column, value, others, code, message }: RowProblem): FieldError {
  const at = (name: string): string => `/${String(row)}/${name}`;
  return {
    pointer: column === null ? `/${String(row)}` : at(column),
    ...{ code, message, value },
    ...(others && {
      others: others.map((cell) => ({ pointer: at(cell.column), value: cell.value })),
    }),
  };
}
