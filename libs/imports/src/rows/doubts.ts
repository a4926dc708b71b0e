import { FAR_TIMES, farFrom } from '#measurements';
import { parseIsoDate, periodInWords, type IsoDate } from '#vocabulary';
import { cellsOf } from '../registers/columns-of.js';
import type { Register } from '../registers/register.js';
import type { Cells } from './read-rows.js';
import type { Statement } from './statements.js';

/** A number of a row that is right, and yet far from the last one of the same. */
export type Doubt = Readonly<{
  row: number;
  column: string;
  value: number;
  side: 'higher' | 'lower';
  /** Both are pence, where they are money at all. */
  isPence?: true;
  /** What was said for the period from `from` to `to`. */
  last: number;
  from: IsoDate;
  to: IsoDate;
}>;

/** In the words of the file, as the row is looked up there. */
export function doubtInWords(doubt: Doubt): string {
  const { row, column, value, side, last, isPence, ...period } = doubt;
  const far = `at least ${String(FAR_TIMES)} times ${side}`;
  const [now, before] = [value, last].map(inThousands);
  const pounds = isPence
    ? ` If it is money, that is ${inPounds(value)}, and was ${inPounds(last)}.`
    : '';
  return `Row ${String(row)}: ${column} ${now ?? ''} is ${far} than the last, ${before ?? ''}, recorded for ${periodInWords(period)}.${pounds}`;
}

const inThousands = (number: number): string => number.toLocaleString('en-GB');
const inPounds = (pence: number): string =>
  (pence / 100).toLocaleString('en-GB', { style: 'currency', currency: 'GBP' });

/** The numbers of an entry, in the order of the columns that are compared. */
type Counted = Readonly<{ from: IsoDate; to: IsoDate; numbers: readonly number[] }>;

/**
 * Holds the rows of a file about one record against what was said before their periods: in the record,
 * and by the row above, as files go from month to month. A row that is doubted itself is not what the
 * next is held against, or one slip would be told twice.
 */
export class Doubts {
  private readonly compared: readonly string[];
  private readonly said: readonly Counted[];
  private above: Counted | undefined;

  constructor(
    private readonly register: Register,
    statements: Iterable<Statement>,
  ) {
    this.compared = register.compared ?? [];
    this.said =
      this.compared.length === 0
        ? []
        : [...statements]
            .flatMap(({ data }) => this.countedIn(cellsOf(register, data)) ?? [])
            .sort((one, other) => (one.to < other.to ? -1 : 1));
  }

  /** Undefined where nothing is odd. A correction is also held against what it corrects. */
  of(row: number, cells: Cells, corrected: Statement | undefined): Doubt | undefined {
    const now = this.countedIn(cells);
    if (now === undefined) return undefined;
    const was = corrected && this.countedIn(cellsOf(this.register, corrected.data));
    const found = this.far(now, this.lastBefore(now.from)) ?? this.far(now, was);
    if (found === undefined) this.above = now;
    return found && { row, ...found };
  }

  private countedIn(cells: Cells): Counted | undefined {
    if (this.compared.length === 0) return undefined;
    const from = parseIsoDate(cells['period_from'] ?? '');
    const to = parseIsoDate(cells['period_to'] ?? '');
    if (from === undefined || to === undefined) return undefined;
    return { from, to, numbers: this.compared.map((name) => Number(cells[name] ?? '')) };
  }

  private lastBefore(day: IsoDate): Counted | undefined {
    const { said, above } = this;
    let [low, high] = [0, said.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((said[middle]?.to ?? day) < day) low = middle + 1;
      else high = middle;
    }
    const last = said[low - 1];
    const isNewer = above !== undefined && above.to < day && above.to >= (last?.to ?? above.to);
    return isNewer ? above : last;
  }

  private far(now: Counted, last: Counted | undefined): Omit<Doubt, 'row'> | undefined {
    for (const [n, column] of this.compared.entries()) {
      const [value = NaN, before = NaN] = [now.numbers[n], last?.numbers[n]];
      const side = farFrom(before, value);
      if (last !== undefined && side !== undefined) {
        const { isPence } = this.register.columns.find(({ name }) => name === column) ?? {};
        const found = { column, value, side, last: before, from: last.from, to: last.to };
        return isPence ? { ...found, isPence } : found;
      }
    }
    return undefined;
  }
}
