import { setImmediate } from 'node:timers/promises';
import {
  CFB as container,
  read,
  SSF as numberFormats,
  utils,
  type CellObject,
  type Range,
  type WorkBook,
} from '@e965/xlsx';
import { Packed } from '../packed.js';
import { DICTIONARY } from './sheet-names.js';
import {
  isBlank,
  MOST_COLUMNS,
  MOST_ROWS,
  sheetOf,
  unreadable,
  type Cell,
  type SheetRead,
  type SheetRow,
} from './sheet.js';
import { SHARED, slicesOf } from './sheet-slices.js';
import { unpack, type Unpacked } from './unpack.js';

/** Of the rows of a sheet read between two breaths, so that others are served meanwhile. */
const AT_A_STRETCH = 200_000;

/**
 * Reads one sheet of a workbook: the one of this name, else the first that is not the dictionary.
 * Values alone are taken. What was unpacked under our limits is packed anew for the library, so that
 * it sees what we have seen and nothing else; and slice by slice, as it reads whole files alone.
 */
export async function readXlsx(bytes: Buffer, wanted: string): Promise<SheetRead> {
  const unpacked = unpack(bytes);
  if (unpacked.outcome === 'refused') return unreadable(unpacked.because, 'XLSX');
  try {
    return await sheetWanted(unpacked, wanted);
  } catch {
    // The library throws errors of no type of its own at what is no workbook.
    return unreadable('file-broken', 'XLSX');
  }
}

async function sheetWanted({ parts, sheets }: Contents, wanted: string): Promise<SheetRead> {
  const names = [...sheets.keys()];
  const workbook = workbookOf([...parts, ...names.map((name, n) => [name, numbered(n)] as const)]);
  const name = nameOf(workbook, wanted);
  if (name === undefined) return unreadable('file-empty');
  if (isHidden(workbook, name)) return unreadable('sheet-hidden');
  const [[number] = []] = linesOf(workbook, name);
  const part = names[Number(number?.v)] ?? '';
  const sheet = sheets.get(part);
  if (sheet === undefined) return unreadable('file-empty');
  const table = new Table(textsOf(workbook), workbook.Workbook?.WBProps?.date1904 === true);
  const others = [...parts].filter(([, content]) => !isOfTexts(content));
  // These are read anew for each slice: where they are long, slices are as well.
  const held = others.reduce((sum, [, { length }]) => sum + length, 0);
  for await (const slice of slicesOf(sheet, Math.max(AT_A_STRETCH, held))) {
    table.add(workbookOf([...others, [part, slice]], name), name);
    if (table.rows.length > MOST_ROWS) return unreadable('too-many-rows');
    await setImmediate();
  }
  return sheetOf(name, table.header ?? [], table.rows);
}

type Contents = Extract<Unpacked, { outcome: 'unpacked' }>;
type Line = readonly (CellObject | undefined)[];

/** Stands for a sheet while it is asked which sheet is which. */
const numbered = (n: number): Buffer =>
  Buffer.from(
    `<worksheet><sheetData><row r="1"><c r="A1"><v>${String(n)}</v></c></row></sheetData></worksheet>`,
  );

function workbookOf(parts: Iterable<readonly [string, Buffer]>, sheet?: string): WorkBook {
  return read(packedAnew(parts), {
    ...{ type: 'buffer', dense: true, cellFormula: true },
    ...{ cellNF: true, cellText: false, cellHTML: false },
    ...(sheet === undefined ? {} : { sheets: sheet }),
  });
}

const isOfTexts = (content: Buffer): boolean =>
  /<(\w+:)?sst[\s>]/.test(content.toString('latin1', 0, 1_000));

/** The texts that the sheets share. */
const textsOf = (workbook: WorkBook): readonly string[] =>
  ((workbook as WithTexts).Strings ?? []).map(({ t }) => t);

type WithTexts = WorkBook & Readonly<{ Strings?: readonly Readonly<{ t: string }>[] }>;

const linesOf = ({ Sheets }: WorkBook, name: string): readonly (Line | undefined)[] =>
  Sheets[name]?.['!data'] ?? [];

function packedAnew(parts: Iterable<readonly [string, Buffer]>): Buffer {
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

const nameOf = ({ SheetNames }: WorkBook, wanted: string): string | undefined =>
  SheetNames.find((name) => name === wanted) ?? SheetNames.find((name) => name !== DICTIONARY);

const isHidden = ({ SheetNames, Workbook }: WorkBook, name: string): boolean =>
  (Workbook?.Sheets?.[SheetNames.indexOf(name)]?.Hidden ?? 0) !== 0;

/** What the slices of a sheet say, one after the other. */
class Table {
  header: readonly Cell[] | undefined;
  readonly rows = new Packed<SheetRow>();
  /** The last line of each column that a formula above fills; these cells hold values alone. */
  private readonly filledTo: number[] = [];

  constructor(
    private readonly texts: readonly string[],
    private readonly date1904: boolean,
  ) {}

  add(workbook: WorkBook, name: string): void {
    const lines = linesOf(workbook, name);
    const merges = workbook.Sheets[name]?.['!merges'] ?? [];
    const merged = new Set(merges.map(({ s: { r, c } }) => `${String(r)}/${String(c)}`));
    // Lines that hold nothing are holes in the list, and there may be a million of them.
    for (const index of Object.keys(lines).map(Number)) {
      const cells = within(lines[index] ?? []).map((cell, column): Cell => {
        const text = this.isSpilled(cell, index, column)
          ? { odd: 'formula' as const, text: '=…' }
          : this.cellOf(cell);
        const isMerged = merged.has(`${String(index)}/${String(column)}`);
        return isMerged && typeof text === 'string' ? { odd: 'merged', text } : text;
      });
      if (cells.every((cell) => isBlank(cell))) continue;
      if (this.header === undefined) this.header = cells;
      else this.rows.add({ row: index + 1, cells });
    }
  }

  private cellOf(cell: CellObject | undefined): Cell {
    if (cell === undefined) return '';
    if (cell.f !== undefined) return { odd: 'formula', text: `=${cell.f}` };
    if (cell.t === 'e') return { odd: 'error', text: '#ERROR' };
    if (typeof cell.v === 'boolean') return cell.v ? 'yes' : 'no';
    if (typeof cell.v === 'number') return numberOf(cell.v, cell.z, this.date1904);
    return typeof cell.v === 'string' ? this.textOf(cell.v) : '';
  }

  private textOf(value: string): string {
    if (!value.startsWith(SHARED)) return value;
    const text = this.texts[Number(value.slice(SHARED.length))];
    if (text === undefined) throw new Error('A text is missing.');
    return text;
  }

  private isSpilled(cell: CellObject | undefined, row: number, column: number): boolean {
    if (cell === undefined) return false;
    const { f: own, F: area } = cell;
    if (area?.includes(':')) this.fill(utils.decode_range(area));
    return own === undefined && row <= (this.filledTo[column] ?? -1);
  }

  private fill({ s, e }: Range): void {
    const last = Math.min(e.c, MOST_COLUMNS);
    for (let column = s.c; column <= last; column++)
      this.filledTo[column] = Math.max(this.filledTo[column] ?? -1, e.r);
  }
}

/** The cells of a line without holes; of those beyond all columns only the first. */
function within(line: Line): readonly (CellObject | undefined)[] {
  const cells = Array.from(line.slice(0, MOST_COLUMNS));
  const beyond = line.length > MOST_COLUMNS ? Object.keys(line).map(Number) : [];
  const [first] = beyond.filter((column) => column >= MOST_COLUMNS);
  return first === undefined ? cells : [...cells, line[first]];
}

/** A date is written as well as it is shown: one shown without its day is a month. */
function numberOf(value: number, format: string | number | undefined, date1904: boolean): string {
  if (typeof format !== 'string' || !isDate(format)) return String(value);
  const date = dateOf(value, { date1904 });
  if (date === null || date.y < 1) return String(value);
  const month = `${String(date.y).padStart(4, '0')}-${String(date.m).padStart(2, '0')}`;
  return /d/i.test(format) ? `${month}-${String(date.d).padStart(2, '0')}` : month;
}
