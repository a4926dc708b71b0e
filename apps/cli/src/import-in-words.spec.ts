import type { ImportReport, RowProblem } from '#imports';
import { odsCode } from '#vocabulary';
import { linesOf } from './import-in-words.js';

describe('A list of more problems than are shown', () => {
  const lines = () => linesOf(reportOf(Array.from({ length: 30 }, (_, n) => problemIn(n + 1_234))));

  it('names each row as a spreadsheet writes it', () => {
    expect(lines()[2]).toBe('Row 1234, numerator “x”: Enter a number. A whole number, like 8400.');
  });

  it('ends with how many there are in all', () => {
    expect(lines()).toHaveLength(2 + 20 + 1);
    expect(lines().at(-1)).toBe('2,345 problems in all; the first 20 are shown.');
  });
});

const problemIn = (row: number): RowProblem => ({
  ...{ sheet: null, row, column: 'numerator', value: 'x', code: 'number' },
  ...{ message: 'Enter a number.', fix: 'A whole number, like 8400.' },
});

function reportOf(problems: readonly RowProblem[]): ImportReport {
  return {
    ...{ importId: 'i1', organisation: odsCode('RXX'), register: 'adoption-measurements' },
    ...{ sha256: '', stage: 'checked', file: [], repeated: false, problems, problemsFound: 2_345 },
    totals: { rows: 2_345, new: 0, identical: 0, changed: 0, conflict: 0, invalid: 2_345 },
  };
}
