import { compare, type Adjustment } from '#figures';
import type { IsoDate } from '#vocabulary';
import { daysTo } from '../facts-ledger/day-numbers.js';
import type { KeptSpans, ListedSeries } from '../facts-ledger/kept-spans.js';
import { WholeNumbers } from '../facts-ledger/whole-numbers.js';

/** What became, after an entry and up to another, of what some series say of the days up to one. */
export type AdjustmentsAsked = Readonly<{
  close: number;
  known: number;
  day: IsoDate;
  counts: (series: ListedSeries) => boolean;
}>;

/** A statement as the ledger has it: its entry and the number of its series. */
export type RowNamed = Readonly<{ recorded: number; key: number }>;

const BEFORE = 1;
const AFTER = 2;
const CHANGES = ['passed', 'withdrawn', 'added', 'restated'] as const;

/**
 * The facts that were touched since a period was closed, each at a number of its own, by the rule of
 * `adjustmentsOf`: they may be a million. What one fact says of several kinds or subjects counts apart.
 */
export class AdjustmentNumbers {
  private readonly places = new WholeNumbers();
  /** Of each place, the number of its fact. */
  private readonly owns = new WholeNumbers();
  /** By number: at which end it is known, and the first entry since the close that touched it. */
  private readonly marks = new WholeNumbers();
  private readonly touched = new WholeNumbers();
  private readonly series: ListedSeries[] = [];
  /** By the first entry of a fact, one more than the number of its last; of each, the same of the one before. */
  private readonly heads: Int32Array;
  private readonly nexts = new WholeNumbers();

  constructor(
    private readonly spans: KeptSpans,
    { close, known, day, counts }: AdjustmentsAsked,
  ) {
    this.heads = new Int32Array(known + 1);
    const upTo = daysTo(day);
    const isCounted = judgedOnce(counts);
    spans.between(close, known, (place, last) => {
      if (spans.dayAt(place) > upTo || !isCounted(spans.seriesAt(place))) return;
      const number = this.numberOf(place);
      const recorded = spans.recordedAt(place);
      const isBefore = recorded <= close;
      const isAfter = spans.supersededAt(place) > known;
      const marks = (isBefore ? BEFORE : 0) | (isAfter ? AFTER : 0);
      this.marks.put(number, this.marks.at(number) | marks);
      this.touched.put(number, Math.min(this.touched.at(number), isBefore ? last : recorded));
      this.places.add(place);
      this.owns.add(number);
    });
  }

  /** How many facts came to each end. */
  counts(): Readonly<Record<Adjustment['change'], number>> {
    const counts = { added: 0, restated: 0, withdrawn: 0, passed: 0 };
    for (let number = 0; number < this.marks.length; number++) counts[this.changeOf(number)] += 1;
    return counts;
  }

  /**
   * All of them: what was put right before what was only recorded late, each in the order in which it was first
   * touched. A page shows the two apart, and a few corrections must not be lost among a thousand late entries.
   */
  inOrder(): readonly number[] {
    const [putRight, late]: [number[], number[]] = [[], []];
    // The last comes first, so that hardly any is out of its place once they are turned.
    for (let number = this.marks.length - 1; number >= 0; number--) {
      (this.changeOf(number) === 'added' ? late : putRight).push(number);
    }
    const inTurn = (one: number, other: number) => this.compare(one, other);
    return [...putRight.sort(inTurn), ...late.sort(inTurn)];
  }

  /** What is stated of some of them. */
  rowsOf(numbers: readonly number[]): ReadonlyMap<number, readonly RowNamed[]> {
    const rows = new Map<number, RowNamed[]>(numbers.map((number) => [number, []]));
    for (let at = 0; at < this.places.length; at++) {
      const own = rows.get(this.owns.at(at));
      if (own === undefined) continue;
      const place = this.places.at(at);
      own.push({ recorded: this.spans.recordedAt(place), key: this.spans.seriesAt(place).key });
    }
    return rows;
  }

  private changeOf(number: number): Adjustment['change'] {
    return CHANGES[this.marks.at(number)] ?? 'passed';
  }

  private compare(one: number, other: number): number {
    const earlier = this.touched.at(one) - this.touched.at(other);
    if (earlier !== 0) return earlier;
    const [a, b] = [this.series[one], this.series[other]];
    return compare(a?.kind ?? '', b?.kind ?? '') || compare(a?.subject ?? '', b?.subject ?? '');
  }

  private numberOf(place: number): number {
    const fact = this.spans.factAt(place);
    const series = this.spans.seriesAt(place);
    for (let next = this.heads[fact] ?? 0; next > 0; next = this.nexts.at(next - 1)) {
      if (areAlike(this.series[next - 1], series)) return next - 1;
    }
    const number = this.series.length;
    this.series.push(series);
    this.marks.add(0);
    this.touched.add(LAST);
    this.nexts.add(this.heads[fact] ?? 0);
    this.heads[fact] = number + 1;
    return number;
  }
}

const LAST = 2 ** 31 - 1;

/** A fact may be stated of several owners. */
const areAlike = (one: ListedSeries | undefined, other: ListedSeries): boolean =>
  one === other || (one?.kind === other.kind && one.subject === other.subject);

/** Each series is judged once. */
function judgedOnce(counts: AdjustmentsAsked['counts']): AdjustmentsAsked['counts'] {
  const judged = new Map<ListedSeries, boolean>();
  return (series) => {
    const known = judged.get(series);
    if (known !== undefined) return known;
    const is = counts(series);
    judged.set(series, is);
    return is;
  };
}
