import type { ReadRows } from '#event-sourcing';
import type { KnownFact } from '#facts';
import { adjustmentsOf, type Adjustment, type ClosedPeriod } from '#figures';
import { FACT_COLUMNS, knownFact, type FactColumns } from '../facts-ledger/known-facts.js';
import type { KeptSpans } from '../facts-ledger/kept-spans.js';
import type { Series } from '../facts-ledger/series-key.js';
import { AdjustmentNumbers, type RowNamed } from './adjustment-numbers.js';

/** A row of a fact with the entry that superseded it. */
export type TouchedRow = KnownFact & Readonly<{ owner: string; supersededEntry?: number }>;

/** How many facts came to each end. */
export type CountsOfChanges = Readonly<Record<Adjustment['change'], number>>;

/** As known at an entry, of the series that count. */
type Knows = Readonly<{ known: number; counts: (series: Series) => boolean }>;
type Page = Readonly<{ offset: number; limit: number }>;

/** Facts that are read at a time: a file may have a million of them. */
const PART = 10_000;

/** The prior-period adjustments of a closed period; only those that are shown are read. */
export class PriorAdjustments {
  private readonly facts: AdjustmentNumbers;
  readonly counts: CountsOfChanges;

  constructor(
    spans: KeptSpans,
    private readonly period: ClosedPeriod,
    private readonly knows: Knows,
  ) {
    this.facts = new AdjustmentNumbers(spans, {
      ...knows,
      close: period.lastEntry,
      day: period.to,
    });
    this.counts = this.facts.counts();
  }

  /** Some of them: what was put right before what was only recorded late, each as it was first touched. */
  async page(read: ReadRows, { offset, limit }: Page): Promise<readonly Adjustment<TouchedRow>[]> {
    const shown = this.facts.inOrder().slice(offset, offset + limit);
    const rows = this.facts.rowsOf(shown);
    const adjustments: Adjustment<TouchedRow>[] = [];
    for (let from = 0; from < shown.length; from += PART) {
      const named = shown.slice(from, from + PART).flatMap((number) => rows.get(number) ?? []);
      const those = adjustmentsOf(this.period, await rowsOf(read, named), this.knows.known);
      for (const each of putRightFirst(those)) adjustments.push(each);
    }
    return adjustments;
  }
}

export const putRightFirst = <Each extends Pick<Adjustment, 'change'>>(
  adjustments: readonly Each[],
): readonly Each[] => {
  const isLate = ({ change }: Each): boolean => change === 'added';
  return adjustments.toSorted((one, other) => Number(isLate(one)) - Number(isLate(other)));
};

async function rowsOf(read: ReadRows, named: readonly RowNamed[]): Promise<readonly TouchedRow[]> {
  const keys = [named.map(({ recorded }) => recorded), named.map(({ key }) => key)];
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
