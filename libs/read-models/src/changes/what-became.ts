import type { KeptSpans, ListedSeries, Range } from '../facts-ledger/kept-spans.js';

/**
 * What became of a fact between two entries. `moved`: a plan or forecast that says otherwise than the
 * one known before. `passing`: recorded and taken back in between, so that neither end knows it.
 */
export type Change = 'new' | 'moved' | 'corrected' | 'withdrawn' | 'passing';

/** Whose facts are asked about, and in which series something planned stood before. */
export type Asked = Readonly<{
  isAsked: (owner: string) => boolean;
  moves: (series: ListedSeries) => boolean;
}>;

/** A statement of a fact that changed. */
export type Touched = Readonly<{
  change: Change;
  /** The last entry that touched the fact. */
  last: number;
  recorded: number;
  /** The number of its series in the ledger. */
  series: number;
}>;

const BEFORE = 1;
const AFTER = 2;
const MOVES = 4;
const SHOWN = 8;

/** What became of every fact that two entries know otherwise, in a few numbers each: they may be a million. */
export class WhatBecame {
  private readonly places: number[] = [];
  /** By the first entry of a fact: at which end it is known, and what else is to be known of it. */
  private readonly marks: Uint8Array;
  private readonly lasts: Uint32Array;
  /** The one that was touched last comes first. */
  private readonly facts: number[] = [];

  constructor(
    private readonly spans: KeptSpans,
    private readonly range: Range,
    { isAsked, moves }: Asked,
  ) {
    this.marks = new Uint8Array(range.until + 1);
    this.lasts = new Uint32Array(range.until + 1);
    const isOfAsked = spans.ofOwners(isAsked);
    spans.between(range.since, range.until, (place, last) => {
      if (!isOfAsked(place)) return;
      this.places.push(place);
      this.mark(place, last, moves);
    });
  }

  /** How many facts became what. */
  counts(): Readonly<Record<Change, number>> {
    const counts = { new: 0, moved: 0, corrected: 0, withdrawn: 0, passing: 0 };
    for (const fact of this.facts) counts[this.changeOf(fact)] += 1;
    return counts;
  }

  /** What is stated of so many facts touched before an entry, the last of them first, and whether there are more. */
  page(before: number, limit: number): Readonly<{ touched: readonly Touched[]; isLast: boolean }> {
    const from = this.facts.findIndex((fact) => this.lastOf(fact) < before);
    const shown = from < 0 ? [] : this.facts.slice(from, from + limit);
    for (const fact of shown) this.marks[fact] = this.marksOf(fact) | SHOWN;
    const touched = this.places.flatMap((place) => {
      const fact = this.spans.factAt(place);
      if ((this.marksOf(fact) & SHOWN) === 0) return [];
      const recorded = this.spans.recordedAt(place);
      const series = this.spans.seriesAt(place).key;
      return [{ change: this.changeOf(fact), last: this.lastOf(fact), recorded, series }];
    });
    for (const fact of shown) this.marks[fact] = this.marksOf(fact) & ~SHOWN;
    return { touched, isLast: from < 0 || from + shown.length === this.facts.length };
  }

  private mark(place: number, last: number, moves: Asked['moves']): void {
    const { spans, range } = this;
    const fact = spans.factAt(place);
    const recorded = spans.recordedAt(place);
    const before = recorded <= range.since;
    const after = spans.supersededAt(place) > range.until;
    const marks = this.marksOf(fact);
    if (this.lastOf(fact) === 0) this.facts.push(fact);
    this.marks[fact] =
      marks | (before ? BEFORE : moves(spans.seriesAt(place)) ? MOVES : 0) | (after ? AFTER : 0);
    this.lasts[fact] = Math.max(this.lastOf(fact), last);
  }

  private changeOf(fact: number): Change {
    const marks = this.marksOf(fact);
    const isAfter = (marks & AFTER) !== 0;
    if ((marks & BEFORE) !== 0) return isAfter ? 'corrected' : 'withdrawn';
    if (!isAfter) return 'passing';
    return (marks & MOVES) === 0 ? 'new' : 'moved';
  }

  private marksOf(fact: number): number {
    return this.marks[fact] ?? 0;
  }

  private lastOf(fact: number): number {
    return this.lasts[fact] ?? 0;
  }
}
