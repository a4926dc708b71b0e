import {
  CFB as container,
  read,
  SSF as numberFormats,
  type CellObject,
  type WorkBook,
} from '@e965/xlsx';
import { Packed } from '../packed.js';
import { DICTIONARY } from './sheet-names.js';
import {
  isBlank,
  MOST_ROWS,
  sheetOf,
  unreadable,
  type Cell,
  type SheetRead,
  type SheetRow,
} from './sheet.js';
import { unpack } from './unpack.js';

/** Lines that are read below the headings: those allowed, one too many, and some blank ones. */
const LINES_READ = MOST_ROWS + 1_001;

/**
 * Reads one sheet of a workbook: the one of this name, else the first that is not the dictionary.
 * Values alone are taken. What was unpacked under our limits is packed anew for the library, so that
 * it sees what we have seen and nothing else.
 */
export function readXlsx(bytes: Buffer, wanted: string): SheetRead {
  const unpacked = unpack(bytes);
  if (unpacked.outcome === 'refused') return unreadable(unpacked.because, 'XLSX');
  const packed = packedAnew(unpacked.parts);
  try {
    const named = read(packed, { type: 'buffer', bookSheets: true, bookProps: false });
    const name = sheetWanted(named, wanted);
    if (name === undefined) return unreadable('file-empty');
    const workbook = read(packed, {
      type: 'buffer',
      ...{ dense: true, sheets: name, sheetRows: LINES_READ },
      ...{ cellFormula: true, cellNF: true, cellText: false, cellHTML: false },
    });
    return isHidden(workbook, name) ? unreadable('sheet-hidden') : tableIn(workbook, name);
  } catch {
    // The library throws errors of no type of its own at what is no workbook.
    return unreadable('file-broken', 'XLSX');
  }
}

function packedAnew(parts: ReadonlyMap<string, Buffer>): Buffer {
  const { utils, write } = container as Container;
  const zip = utils.cfb_new();
  for (const [name, content] of parts) utils.cfb_add(zip, `/${name}`, content);
  return write(zip, { fileType: 'zip', type: 'buffer' });
}

/** What the library does not type. */
type Container = Readonly<{
  utils: Readonly<{
    cfb_new: () => object;
    cfb_add: (zip: object, name: string, content: Buffer) => void;
  }>;
  write: (zip: object, options: Readonly<{ fileType: 'zip'; type: 'buffer' }>) => Buffer;
}>;
type NumberFormats = Readonly<{
  is_date: (format: string) => boolean;
  parse_date_code: (
    days: number,
    options: Readonly<{ date1904: boolean }>,
  ) => Readonly<{ y: number; m: number; d: number }> | null;
}>;
const { is_date: isDate, parse_date_code: dateOf } = numberFormats as NumberFormats;

const sheetWanted = ({ SheetNames }: WorkBook, wanted: string): string | undefined =>
  SheetNames.find((name) => name === wanted) ?? SheetNames.find((name) => name !== DICTIONARY);

const isHidden = ({ SheetNames, Workbook }: WorkBook, name: string): boolean =>
  (Workbook?.Sheets?.[SheetNames.indexOf(name)]?.Hidden ?? 0) !== 0;

function tableIn({ Sheets, Workbook }: WorkBook, name: string): SheetRead {
  const sheet = Sheets[name];
  const lines = (sheet?.['!data'] ?? []) as readonly (readonly (CellObject | undefined)[])[];
  const date1904 = Workbook?.WBProps?.date1904 === true;
  const merged = new Set(
    (sheet?.['!merges'] ?? []).map(({ s: { r, c } }) => `${String(r)}/${String(c)}`),
  );
  let header: readonly Cell[] | undefined;
  const rows = new Packed<SheetRow>();
  // Lines that hold nothing are holes in the list.
  for (const [index, line = []] of lines.entries()) {
    const cells = Array.from(line, (cell, column): Cell => {
      const text = cellOf(cell, date1904);
      const isMerged = merged.has(`${String(index)}/${String(column)}`);
      return isMerged && typeof text === 'string' ? { odd: 'merged', text } : text;
    });
    if (cells.every((cell) => isBlank(cell))) continue;
    if (header === undefined) header = cells;
    else rows.add({ row: index + 1, cells });
  }
  return sheetOf(name, header ?? [], rows);
}

function cellOf(cell: CellObject | undefined, date1904: boolean): Cell {
  if (cell === undefined) return '';
  if (cell.f !== undefined) return { odd: 'formula', text: `=${cell.f}` };
  if (cell.t === 'e') return { odd: 'error', text: '#ERROR' };
  if (typeof cell.v === 'boolean') return cell.v ? 'yes' : 'no';
  if (typeof cell.v === 'number') return numberOf(cell.v, cell.z, date1904);
  return typeof cell.v === 'string' ? cell.v : '';
}

/** A date is written as well as it is shown: one shown without its day is a month. */
function numberOf(value: number, format: string | number | undefined, date1904: boolean): string {
  if (typeof format !== 'string' || !isDate(format)) return String(value);
  const date = dateOf(value, { date1904 });
  if (date === null || date.y < 1) return String(value);
  const month = `${String(date.y).padStart(4, '0')}-${String(date.m).padStart(2, '0')}`;
  return /d/i.test(format) ? `${month}-${String(date.d).padStart(2, '0')}` : month;
}
