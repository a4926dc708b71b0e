import { readFile } from 'node:fs/promises';
import { statedDate } from '#vocabulary';
import type { NationalFigure } from '#read-models';
import { rowsOf, type Cells } from './reference-files.js';

const file = new URL('../data/national_series.csv', import.meta.url);

/** The published national figures we hold, row by row of their file. Rejects where it is not read. */
export async function readNationalSeries(): Promise<readonly NationalFigure[]> {
  return rowsOf(await readFile(file, 'utf8')).map(figureOf);
}

const kinds = ['actual', 'forecast', 'target'] as const;

function figureOf(row: Cells): NationalFigure {
  const { series = '', date = '', unit = '', statement, source_url: source = '' } = row;
  const kind = kinds.find((each) => each === row['kind']);
  if (kind === undefined) throw new Error(`No kind of national figure: ${row['kind'] ?? ''}`);
  return {
    series,
    date: statedDate(date),
    kind,
    unit,
    value: numberIn(row['value']),
    numerator: numberIn(row['numerator']),
    denominator: numberIn(row['denominator']),
    statement: statement ?? null,
    source,
  };
}

const numberIn = (cell: string | undefined): number | null =>
  cell === undefined ? null : Number(cell);
