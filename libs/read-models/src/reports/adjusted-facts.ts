import type { ReadRows } from '#event-sourcing';
import type { KnownFact } from '#facts';
import { adjustmentsOf, type Adjustment, type ClosedPeriod } from '#figures';
import { numberOf } from '../facts-ledger/day-numbers.js';
import { FACT_COLUMNS, knownFact, type FactColumns } from '../facts-ledger/known-facts.js';
import type { Series } from '../facts-ledger/series-key.js';
import type { Became, BecameAsked, RowsOfFact, TouchedColumns } from './touched-columns.js';

/** A row of a fact with the entry that superseded it. */
export type TouchedRow = KnownFact & Readonly<{ owner: string; supersededEntry?: number }>;

/** How many facts came to each end. */
export type CountsOfChanges = Readonly<Record<Adjustment['change'], number>>;

/** As known at an entry, of the series that count. */
type Knows = Readonly<{ known: number; counts: (series: Series) => boolean }>;
type Page = Readonly<{ offset: number; limit: number }>;
type Touched = RowsOfFact & Became;

/** Facts that are read at a time: a file may have a million of them. */
const PART = 10_000;

/** The prior-period adjustments of a closed period; only those that are shown are read. */
export class AdjustedFacts {
  private readonly asked: BecameAsked;

  constructor(
    private readonly columns: TouchedColumns,
    private readonly period: ClosedPeriod,
    { known, counts }: Knows,
  ) {
    const [close, day] = [period.lastEntry, numberOf(period.to)];
    this.asked = { close, known, day, counts: judgedOnce(columns, counts) };
  }

  /** What became of one fact, or undefined. */
  changeOf(rows: RowsOfFact): Adjustment['change'] | undefined {
    return this.columns.became(rows, this.asked)?.change;
  }

  counts(): CountsOfChanges {
    const counts = { added: 0, restated: 0, withdrawn: 0, passed: 0 };
    this.columns.eachFact((rows) => {
      const change = this.changeOf(rows);
      if (change !== undefined) counts[change] += 1;
    });
    return counts;
  }

  /**
   * Some of them: what was put right before what was only recorded late, each in the order in which it was
   * first touched. A page shows the two apart, and a few corrections must not be lost among a thousand late
   * entries.
   */
  async page(read: ReadRows, { offset, limit }: Page): Promise<readonly Adjustment<TouchedRow>[]> {
    const { putRight, moved } = this.apart();
    const end = offset + limit;
    const late = end - putRight.length;
    const places = [
      putRight.slice(offset, end),
      late > 0
        ? this.late({ offset: Math.max(0, offset - putRight.length), end: late }, moved)
        : [],
    ].flat();
    // Before anything is awaited: rows that are added meanwhile move the others.
    const rows = places.map((each) => this.columns.rowsOf(each, this.asked));
    const adjustments: Adjustment<TouchedRow>[] = [];
    for (let from = 0; from < rows.length; from += PART) {
      const known = await rowsOf(read, rows.slice(from, from + PART).flat());
      const those = adjustmentsOf(this.period, known, this.asked.known);
      for (const each of putRightFirst(those)) adjustments.push(each);
    }
    return adjustments;
  }

  /** What was put right, and what was recorded late of facts first stated earlier, about other days. */
  private apart(): Readonly<{ putRight: readonly Touched[]; moved: readonly Touched[] }> {
    const [putRight, moved]: [Touched[], Touched[]] = [[], []];
    this.columns.eachFact((rows) => {
      const became = this.columns.became(rows, this.asked);
      if (became === undefined) return;
      if (became.change !== 'added') putRight.push({ ...rows, ...became });
      else if (became.touched !== this.columns.firstOf(rows)) moved.push({ ...rows, ...became });
    });
    return { putRight: putRight.sort(asTouched), moved: moved.sort(asTouched) };
  }

  /** What was recorded late, from one to before another; facts stand in the order of their first entries. */
  private late(
    { offset, end }: Readonly<{ offset: number; end: number }>,
    moved: readonly Touched[],
  ): readonly RowsOfFact[] {
    const late: RowsOfFact[] = [];
    let [nth, next] = [0, 0];
    const take = (rows: RowsOfFact) => {
      if (nth >= offset && nth < end) late.push(rows);
      nth += 1;
    };
    const takeMoved = (before: number) => {
      for (let one = moved[next]; one && one.touched < before; one = moved[++next]) take(one);
    };
    this.columns.eachFact((rows) => {
      const became = this.columns.became(rows, this.asked);
      if (became?.change !== 'added' || became.touched !== this.columns.firstOf(rows)) return;
      takeMoved(became.touched);
      take(rows);
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

const asTouched = (one: Touched, other: Touched): number => one.touched - other.touched;

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
