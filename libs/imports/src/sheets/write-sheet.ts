import { stringify } from 'csv-stringify/sync';
import { utils, write } from '@e965/xlsx';
import { withMark } from './cell-marks.js';

type Line = readonly string[];

/** RFC 4180 in UTF-8 with a byte order mark, by which spreadsheets know it; nothing in it is run. */
export const csvOf = (header: Line, lines: readonly Line[]): string =>
  stringify(
    [header, ...lines].map((line) => line.map(withMark)),
    {
      bom: true,
      record_delimiter: '\r\n',
    },
  );

/** A workbook of texts: every cell is what it says, and none is run. */
export function xlsxOf(
  sheets: readonly Readonly<{ name: string; lines: readonly Line[] }>[],
): Buffer {
  const workbook = utils.book_new();
  for (const { name, lines } of sheets) {
    const sheet = utils.aoa_to_sheet(lines.map((line) => [...line]));
    const [first = []] = lines;
    sheet['!cols'] = first.map((_, column) => ({
      wch: Math.min(60, Math.max(...lines.map((line) => (line[column] ?? '').length)) + 2),
    }));
    utils.book_append_sheet(workbook, sheet, name);
  }
  return write(workbook, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer;
}
