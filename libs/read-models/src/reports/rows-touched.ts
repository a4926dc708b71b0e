import type { ReadRows } from '#event-sourcing';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { Kept } from '../facts-ledger/kept.js';
import type { Series } from '../facts-ledger/series-key.js';
import { TouchedColumns, type RowNumbers } from './touched-columns.js';

/** Entries that are read at a time, so that a million are never held as text together. */
const PART = 10_000;

/** Of all facts the rows that were recorded, corrected or withdrawn after an entry, each read once. */
export class RowsTouched extends Kept {
  private columns = new TouchedColumns();

  constructor(readonly since: number) {
    super();
  }

  /** Up to the entry of the ledger, and maybe some of later entries. */
  async at(ledger: LedgerAt): Promise<TouchedColumns> {
    await this.catchUp(ledger.read, ledger.knowledge.entry, ledger.tables);
    return this.columns;
  }

  protected async readOn(read: ReadRows, after: number, upTo: number): Promise<void> {
    for (let from = Math.max(after, this.since); from < upTo; from = this.upTo) {
      const to = Math.min(from + PART, upTo);
      const ended = rowsIn(await read<LinesRow>(ENDED, [from, to]));
      const recorded = rowsIn(await read<LinesRow>(RECORDED, [from, to]));
      await this.meet(read, [...ended, ...recorded]);
      const unknown = ended.filter((row) => !this.columns.end(row));
      this.columns.add([...unknown, ...recorded]);
      // Where the next part fails, this one is not read again.
      this.upTo = to;
    }
  }

  protected forget(): void {
    this.columns = new TouchedColumns();
  }

  private async meet(read: ReadRows, rows: readonly RowNumbers[]): Promise<void> {
    const { series } = this.columns;
    const keys = new Set(rows.map((row) => row.series));
    const unknown = [...keys].filter((key) => series.placeOf(key) === undefined);
    if (unknown.length === 0) return;
    for (const { key, ...named } of await read<Series & { key: number }>(SERIES, [unknown])) {
      series.add(key, named);
    }
  }
}

type LinesRow = Readonly<{ lines: string }>;

const rowsIn = (parts: readonly LinesRow[]): readonly RowNumbers[] =>
  parts.flatMap(({ lines }) => lines.split('\n').map(rowIn));

function rowIn(line: string): RowNumbers {
  const [first = 0, series = 0, recorded = 0, ends = 0, day = 0] = line.split(' ').map(Number);
  return { first, series, recorded, ends, day };
}

// A line each, many of them together.
const LINES = `
  select string_agg(concat_ws(' ', coalesce(f.first_entry, f.recorded), f.series, f.recorded,
    coalesce(f.superseded::text, 'Infinity'), to_char(f.latest, 'YYYYMMDD')), E'\\n') as lines
  from read_models.facts f`;
const RECORDED = `${LINES} where f.recorded > $1 and f.recorded <= $2 group by f.recorded / 1000`;
const ENDED = `${LINES}
  where f.superseded > $1 and f.superseded <= $2 and f.recorded <= $1 group by f.recorded / 1000`;

const SERIES = `
  select series as key, owner, kind, subject from read_models.series where series = any($1)`;
