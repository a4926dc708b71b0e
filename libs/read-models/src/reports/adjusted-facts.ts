import type { ReadRows } from '#event-sourcing';
import type { KnownFact } from '#facts';
import { adjustmentsOf, type Adjustment, type ClosedPeriod } from '#figures';
import { numberOf } from '../facts-ledger/day-numbers.js';
import { FACT_COLUMNS, knownFact, type FactColumns } from '../facts-ledger/known-facts.js';
import type { Series } from '../facts-ledger/series-key.js';
import type { BecameAsked, TouchedColumns } from './touched-columns.js';

/** A row of a fact with the entry that superseded it. */
export type TouchedRow = KnownFact & Readonly<{ owner: string; supersededEntry?: number }>;

/** How many facts came to each end. */
export type CountsOfChanges = Readonly<Record<Adjustment['change'], number>>;

/** As known at an entry, of the series that count. */
type Knows = Readonly<{ known: number; counts: (series: Series) => boolean }>;
type Page = Readonly<{ offset: number; limit: number }>;
/** Where the rows of a fact stand, and the entry that first touched it since the close. */
type Place = Readonly<{ from: number; to: number; touched: number }>;
/** All facts counted, and the places of those that are seldom many. */
type Sorted = Readonly<{
  counts: CountsOfChanges;
  putRight: readonly Place[];
  moved: readonly Place[];
}>;

/** Facts that are read at a time: a file may have a million of them. */
const PART = 10_000;

/** The prior-period adjustments of a closed period; only those that are shown are read. */
export class AdjustedFacts {
  private readonly asked: BecameAsked;
  private known: Sorted | undefined;

  constructor(
    private readonly columns: TouchedColumns,
    private readonly period: ClosedPeriod,
    { known, counts }: Knows,
  ) {
    const [close, day] = [period.lastEntry, numberOf(period.to)];
    this.asked = { close, known, day, counts: judgedOnce(columns, counts) };
  }

  /** What became of one fact, or undefined. */
  changeOf(from: number, to: number): Adjustment['change'] | undefined {
    return this.columns.became(from, to, this.asked);
  }

  get counts(): CountsOfChanges {
    return this.sorted().counts;
  }

  /**
   * Some of them: what was put right before what was only recorded late, each in the order in which it was
   * first touched. A page shows the two apart, and a few corrections must not be lost among a thousand late
   * entries.
   */
  async page(read: ReadRows, { offset, limit }: Page): Promise<readonly Adjustment<TouchedRow>[]> {
    const { putRight } = this.sorted();
    const end = offset + limit - putRight.length;
    const places = [
      ...putRight.slice(offset, offset + limit),
      ...(end > 0 ? this.late(Math.max(0, offset - putRight.length), end) : []),
    ];
    // Before anything is awaited: rows that are added meanwhile move the others.
    const rows = places.map(({ from, to }) => this.columns.rowsOf(from, to, this.asked));
    const adjustments: Adjustment<TouchedRow>[] = [];
    for (let from = 0; from < rows.length; from += PART) {
      const known = await rowsOf(read, rows.slice(from, from + PART).flat());
      const those = adjustmentsOf(this.period, known, this.asked.known);
      for (const each of putRightFirst(those)) adjustments.push(each);
    }
    return adjustments;
  }

  /** Moved: recorded late of a fact that was first stated earlier, about a later day. */
  private sorted(): Sorted {
    if (this.known !== undefined) return this.known;
    const { columns, asked } = this;
    const counts = { added: 0, restated: 0, withdrawn: 0, passed: 0 };
    const putRight: Place[] = [];
    const moved: Place[] = [];
    columns.eachFact((from, to) => {
      const change = columns.became(from, to, asked);
      if (change === undefined) return;
      counts[change] += 1;
      const touched = columns.touchedAt(from, to, asked);
      if (change !== 'added') putRight.push({ from, to, touched });
      else if (touched !== columns.firstOf(from)) moved.push({ from, to, touched });
    });
    this.known = { counts, putRight: putRight.sort(asTouched), moved: moved.sort(asTouched) };
    return this.known;
  }

  /** What was recorded late, from one to before another; facts stand in the order of their first entries. */
  private late(first: number, end: number): readonly Place[] {
    const { columns, asked } = this;
    const { moved } = this.sorted();
    const late: Place[] = [];
    let nth = 0;
    let next = 0;
    const take = (from: number, to: number, touched: number) => {
      if (nth >= first && nth < end) late.push({ from, to, touched });
      nth += 1;
    };
    const takeMoved = (before: number) => {
      for (let one = moved[next]; one && one.touched < before; one = moved[++next])
        take(one.from, one.to, one.touched);
    };
    columns.eachFact((from, to) => {
      if (nth >= end || columns.became(from, to, asked) !== 'added') return;
      const touched = columns.touchedAt(from, to, asked);
      if (touched !== columns.firstOf(from)) return;
      takeMoved(touched);
      take(from, to, touched);
    });
    takeMoved(Infinity);
    return late;
  }
}

export const putRightFirst = <Each extends Pick<Adjustment, 'change'>>(
  adjustments: readonly Each[],
): readonly Each[] => {
  const isLate = ({ change }: Each): boolean => change === 'added';
  return adjustments.toSorted((one, other) => Number(isLate(one)) - Number(isLate(other)));
};

const asTouched = (one: Place, other: Place): number => one.touched - other.touched;

/** Each series is judged once, when its first row is met. */
function judgedOnce(
  { series }: TouchedColumns,
  counts: Knows['counts'],
): (place: number) => boolean {
  const judged: (boolean | undefined)[] = [];
  return (place) => {
    const known = judged[place];
    if (known !== undefined) return known;
    const named = series.at(place);
    const is = named !== undefined && counts(named);
    judged[place] = is;
    return is;
  };
}

async function rowsOf(
  read: ReadRows,
  rows: readonly Readonly<{ recorded: number; key: number }>[],
): Promise<readonly TouchedRow[]> {
  const keys = [rows.map(({ recorded }) => recorded), rows.map(({ key }) => key)];
  return (await read<FactColumns>(ROWS, keys)).map((row) => ({
    ...knownFact(row),
    owner: row.owner,
    ...(row.superseded !== null && { supersededEntry: row.superseded }),
  }));
}

const ROWS = `
  select s.owner, s.kind, s.subject, ${FACT_COLUMNS}
  from unnest($1::bigint[], $2::bigint[]) as sought(recorded, series)
    join read_models.facts f on f.recorded = sought.recorded and f.series = sought.series
    join read_models.series s on s.series = f.series`;
