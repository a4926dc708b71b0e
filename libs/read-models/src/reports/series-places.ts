import type { Series } from '../facts-ledger/series-key.js';

/** The series of rows that are kept as numbers, each at a place of its own. */
export class SeriesPlaces {
  private readonly all: Series[] = [];
  private readonly keys: number[] = [];
  /** By place, the number of its kind and subject: a fact may be stated of several owners. */
  private readonly alike: number[] = [];
  private readonly places = new Map<number, number>();
  private readonly numbers = new Map<string, number>();

  add(key: number, series: Series): void {
    if (this.places.has(key)) return;
    const { kind, subject } = series;
    const name = `${kind}\n${subject}`;
    const number = this.numbers.get(name) ?? this.numbers.size;
    this.numbers.set(name, number);
    this.places.set(key, this.all.length);
    this.alike.push(number);
    this.all.push(series);
    this.keys.push(key);
  }

  placeOf(key: number): number | undefined {
    return this.places.get(key);
  }

  keyOf(place: number): number {
    return this.keys[place] ?? 0;
  }

  at(place: number): Series | undefined {
    return this.all[place];
  }

  /** Whether the series at two places are of one kind and subject. */
  areAlike(one: number, other: number): boolean {
    return this.alike[one] === this.alike[other];
  }

  /** By kind and subject, in the order of code points. */
  compare(one: number, other: number): number {
    if (this.areAlike(one, other)) return 0;
    const [a, b] = [this.all[one], this.all[other]];
    if (a === undefined || b === undefined) return one - other;
    if (a.kind !== b.kind) return a.kind < b.kind ? -1 : 1;
    return a.subject < b.subject ? -1 : 1;
  }
}
