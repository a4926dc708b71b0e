import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { CsvError, parse } from 'csv-parse';
import { Packed } from '../packed.js';
import { withoutMark } from './cell-marks.js';
import { kindOfText, textIn } from './file-kind.js';
import {
  isBlank,
  MOST_CHARACTERS,
  MOST_COLUMNS,
  MOST_ROWS,
  sheetOf,
  unreadable,
  type Cell,
  type SheetRead,
  type SheetRow,
} from './sheet.js';

/** Piece by piece, so that a long file does not hold up who else is served. */
const PIECE = 64 * 1024;
/** Rows read between two breaths. */
const AT_A_STRETCH = 500;

/** Reads RFC 4180 in UTF-8, with or without a byte order mark; its numbers and dates stay texts. */
export async function readCsv(bytes: Buffer): Promise<SheetRead> {
  const text = textIn(bytes);
  if (text === undefined) return unreadable('file-encoding');
  const kind = kindOfText(text);
  if (kind !== undefined) return unreadable(kind);
  try {
    return await tableIn(bytes);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return error.code.includes('QUOTE')
      ? unreadable('file-quotes', String(lineOf(error, bytes)))
      : unreadable('file-broken', 'CSV UTF-8');
  }
}

/** Where quotation marks went wrong: the line in which their cell begins. */
function lineOf(error: CsvError, text: Buffer): number {
  const { bytes } = error as CsvError & Readonly<{ bytes: number }>;
  return text.toString('utf8', 0, bytes).split(/\r\n|\r|\n/).length;
}

async function tableIn(bytes: Buffer): Promise<SheetRead> {
  const lines = parse({
    bom: true,
    relax_column_count: true,
    max_record_size: MOST_CHARACTERS * MOST_COLUMNS,
  });
  Readable.from(pieces(bytes)).pipe(lines);
  let header: readonly Cell[] | undefined;
  let row = 0;
  const rows = new Packed<SheetRow>();
  for await (const record of lines as AsyncIterable<readonly string[]>) {
    row += 1;
    // Streams alone let nobody else in between.
    if (row % AT_A_STRETCH === 0) await setImmediate();
    const cells = record.map(cellOf);
    if (cells.every((cell) => isBlank(cell))) continue;
    if (header === undefined) header = cells;
    else rows.add({ row, cells });
    // Whatever follows is not read at all.
    if (rows.length > MOST_ROWS) return unreadable('too-many-rows');
  }
  return sheetOf(undefined, header ?? [], rows);
}

/** Of bytes, as a letter may be cut by the end of a piece. */
function* pieces(bytes: Buffer): Generator<Buffer> {
  for (let from = 0; from < bytes.length; from += PIECE) yield bytes.subarray(from, from + PIECE);
}

/** What begins with "=" a spreadsheet would have run. */
const cellOf = (text: string): Cell =>
  text.startsWith('=') ? { odd: 'formula', text } : withoutMark(text);
