import {
  SSF as numberFormats,
  utils,
  type CellObject,
  type Range,
  type WorkBook,
} from '@e965/xlsx';
import { Packed } from '../packed.js';
import { isBlank, MOST_COLUMNS, type Cell, type SheetRow } from './sheet.js';
import { formulaIn, SHARED } from './sheet-slices.js';

type Line = readonly (CellObject | undefined)[];

export const linesOf = ({ Sheets }: WorkBook, name: string): readonly (Line | undefined)[] =>
  Sheets[name]?.['!data'] ?? [];

/** What the slices of a sheet say, one after the other. */
export class Table {
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
    if (cell.f !== undefined) return { odd: 'formula', text: `=${formulaIn(cell.f).formula}` };
    if ((cell.t as string) === SHARED) return this.sharedText(cell.v);
    if (cell.t === 'e') return { odd: 'error', text: '#ERROR' };
    if (typeof cell.v === 'boolean') return cell.v ? 'yes' : 'no';
    if (typeof cell.v === 'number') return numberOf(cell.v, cell.z, this.date1904);
    return typeof cell.v === 'string' ? cell.v : '';
  }

  private sharedText(number: CellObject['v']): string {
    if (number === undefined) return '';
    const text = this.texts[Number(number)];
    if (text === undefined) throw new Error('A text is missing.');
    return text;
  }

  private isSpilled(cell: CellObject | undefined, row: number, column: number): boolean {
    if (cell === undefined) return false;
    if (cell.f === undefined) return row <= (this.filledTo[column] ?? -1);
    const { area } = formulaIn(cell.f);
    if (area !== undefined) this.fill(utils.decode_range(area));
    return false;
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

type NumberFormats = Readonly<{
  is_date: (format: string) => boolean;
  parse_date_code: (
    days: number,
    options: Readonly<{ date1904: boolean }>,
  ) => Readonly<{ y: number; m: number; d: number }> | null;
}>;
const { is_date: isDate, parse_date_code: dateOf } = numberFormats as NumberFormats;
