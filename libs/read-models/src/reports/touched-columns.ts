import type { Adjustment } from '#figures';
import type { Series } from '../facts-ledger/series-key.js';
import { SeriesPlaces } from './series-places.js';

/** A row of a fact: the entries that stated the fact first, opened the row and closed it, and its day. */
export type RowNumbers = Readonly<{
  first: number;
  /** The key of its series. */
  series: number;
  recorded: number;
  /** Infinity while it stands. */
  ends: number;
  /** As `numberOf` gives it. */
  day: number;
}>;

/** About what became, between two entries, of what some series say of the days up to one. */
export type BecameAsked = Readonly<{
  close: number;
  known: number;
  day: number;
  counts: (place: number) => boolean;
}>;

// Where each number of a row stands.
const FIRST = 0;
const PLACE = 1;
const RECORDED = 2;
const ENDS = 3;
const DAY = 4;
const WIDTH = 5;
const FIRST_ROOM = 1_024;

/**
 * Rows of facts as numbers, 44 bytes each: what became of a million facts since a period was closed is gone
 * through in some milliseconds, by the rule of `adjustmentsOf`.
 */
export class TouchedColumns {
  readonly series = new SeriesPlaces();
  private used = 0;
  private numbers = new Float64Array(FIRST_ROOM * WIDTH);
  /** The rows by first entry, kind, subject and entry. */
  private order = new Uint32Array(FIRST_ROOM);

  add(rows: readonly RowNumbers[]): void {
    const before = this.used;
    this.makeRoom(before + rows.length);
    for (const { first, series, recorded, ends, day } of rows) {
      const at = this.used * WIDTH;
      this.numbers[at + FIRST] = first;
      this.numbers[at + PLACE] = this.series.placeOf(series) ?? 0;
      this.numbers[at + RECORDED] = recorded;
      this.numbers[at + ENDS] = ends;
      this.numbers[at + DAY] = day;
      this.used += 1;
    }
    const added = Array.from(rows.keys(), (nth) => before + nth);
    added.sort((one, other) => this.compare(one, other));
    this.merge(added, before);
  }

  /** Says when a row ended; false where there is no such row. */
  end({ first, series, recorded, ends }: RowNumbers): boolean {
    const place = this.series.placeOf(series) ?? 0;
    let low = 0;
    for (let high = this.used; low < high;) {
      const middle = (low + high) >> 1;
      if (this.compareTo(this.rowAt(middle), first, place) < 0) low = middle + 1;
      else high = middle;
    }
    for (; low < this.used && this.compareTo(this.rowAt(low), first, place) === 0; low++) {
      const row = this.rowAt(low);
      if (this.read(row, PLACE) !== place || this.read(row, RECORDED) !== recorded) continue;
      this.numbers[row * WIDTH + ENDS] = ends;
      return true;
    }
    return false;
  }

  /**
   * Fact by fact, in the order in which they were first stated. The rows of one fact, of one kind and subject,
   * stand from one place to before another; they are told as numbers, as there may be a million.
   */
  eachFact(tell: (from: number, to: number) => void): void {
    for (let from = 0; from < this.used;) {
      const head = this.rowAt(from);
      let to = from + 1;
      while (to < this.used && this.isOfOneFact(head, this.rowAt(to))) to += 1;
      tell(from, to);
      from = to;
    }
  }

  /** What a fact is stated of. */
  seriesOf(from: number): Series | undefined {
    return this.series.at(this.read(this.rowAt(from), PLACE));
  }

  /** The entry that first stated it. */
  firstOf(from: number): number {
    return this.read(this.rowAt(from), FIRST);
  }

  /** Whether it was ever corrected or withdrawn. */
  wasMended(from: number, to: number): boolean {
    return to - from > 1 || this.read(this.rowAt(from), ENDS) !== Infinity;
  }

  /** Undefined where nothing became of it. */
  became(from: number, to: number, asked: BecameAsked): Adjustment['change'] | undefined {
    let before = false;
    let after = false;
    let isTouched = false;
    for (let at = from; at < to; at++) {
      const row = this.rowAt(at);
      const recorded = this.read(row, RECORDED);
      const ends = this.read(row, ENDS);
      if (ends <= asked.close || !this.isAbout(row, asked)) continue;
      isTouched ||= recorded > asked.close || ends <= asked.known;
      before ||= recorded <= asked.close;
      after ||= ends > asked.known;
    }
    if (!isTouched) return undefined;
    if (before) return after ? 'restated' : 'withdrawn';
    return after ? 'added' : 'passed';
  }

  /** The first entry since the close that touched it; Infinity without one. */
  touchedAt(from: number, to: number, asked: BecameAsked): number {
    let touched = Infinity;
    for (let at = from; at < to; at++) {
      const row = this.rowAt(at);
      if (!this.isAbout(row, asked)) continue;
      const recorded = this.read(row, RECORDED);
      const ends = this.read(row, ENDS);
      if (recorded > asked.close) touched = Math.min(touched, recorded);
      else if (ends > asked.close && ends <= asked.known) touched = Math.min(touched, ends);
    }
    return touched;
  }

  /** Its rows that are asked about: by their entry and the key of their series. */
  rowsOf(
    from: number,
    to: number,
    asked: BecameAsked,
  ): readonly Readonly<{ recorded: number; key: number }>[] {
    return [...this.order.subarray(from, to)]
      .filter((row) => this.isAbout(row, asked))
      .map((row) => ({
        recorded: this.read(row, RECORDED),
        key: this.series.keyOf(this.read(row, PLACE)),
      }));
  }

  private isAbout(row: number, { known, day, counts }: BecameAsked): boolean {
    return (
      this.read(row, RECORDED) <= known &&
      this.read(row, DAY) <= day &&
      counts(this.read(row, PLACE))
    );
  }

  private rowAt(at: number): number {
    return this.order[at] ?? 0;
  }

  private read(row: number, which: number): number {
    return this.numbers[row * WIDTH + which] ?? 0;
  }

  private isOfOneFact(one: number, other: number): boolean {
    return (
      this.read(one, FIRST) === this.read(other, FIRST) &&
      this.series.areAlike(this.read(one, PLACE), this.read(other, PLACE))
    );
  }

  private compare(one: number, other: number): number {
    return (
      this.compareTo(one, this.read(other, FIRST), this.read(other, PLACE)) ||
      this.read(one, RECORDED) - this.read(other, RECORDED)
    );
  }

  private compareTo(row: number, first: number, place: number): number {
    return this.read(row, FIRST) - first || this.series.compare(this.read(row, PLACE), place);
  }

  /** Sets rows, which are in order, among those before, from the back. */
  private merge(added: readonly number[], before: number): void {
    let [old, own] = [before - 1, added.length - 1];
    for (let at = this.used - 1; own >= 0; at--) {
      const mine = added[own] ?? 0;
      const theirs = old < 0 ? undefined : this.rowAt(old);
      if (theirs !== undefined && this.compare(theirs, mine) > 0) {
        this.order[at] = theirs;
        old -= 1;
      } else {
        this.order[at] = mine;
        own -= 1;
      }
    }
  }

  private makeRoom(rows: number): void {
    if (rows <= this.order.length) return;
    const room = Math.max(rows, 2 * this.order.length);
    const [numbers, order] = [new Float64Array(room * WIDTH), new Uint32Array(room)];
    numbers.set(this.numbers);
    order.set(this.order);
    this.numbers = numbers;
    this.order = order;
  }
}
