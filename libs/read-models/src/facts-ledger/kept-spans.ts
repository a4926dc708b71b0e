import type { ReadRows } from '#event-sourcing';
import { Kept } from './kept.js';
import type { Series } from './series-key.js';
import { WholeNumbers } from './whole-numbers.js';

/**
 * When everything that was ever stated was known, in 20 bytes each: what changed between two entries is
 * found by going through what they have between them. What an entry states of one series has a place.
 */
export class KeptSpans extends Kept {
  private facts = new WholeNumbers();
  private recorded = new WholeNumbers();
  /** Days since 1970 of the day that is spoken of, the last of several. */
  private days = new WholeNumbers();
  /** 0 while it is known. */
  private superseded = new WholeNumbers();
  /** Places among `directory`, and of the owners of those among `owners`. */
  private series = new WholeNumbers();
  private ownersOf = new WholeNumbers();
  /** The places of what is known no more, in the order in which it came to be so, and since which entry. */
  private ended = new WholeNumbers();
  private endings = new WholeNumbers();
  private directory: ListedSeries[] = [];
  private listed = new Map<number, number>();
  private owners: string[] = [];
  private ownersListed = new Map<string, number>();

  /** By its first entry, the fact that is stated at a place: its name through every correction. */
  factAt(place: number): number {
    return this.facts.at(place);
  }

  recordedAt(place: number): number {
    return this.recorded.at(place);
  }

  /** The last day it speaks of, in days since 1970. */
  dayAt(place: number): number {
    return this.days.at(place);
  }

  /** Infinity while it is known. */
  supersededAt(place: number): number {
    return this.superseded.at(place) || Infinity;
  }

  seriesAt(place: number): ListedSeries {
    const listed = this.directory[this.series.at(place)];
    if (listed === undefined) throw new Error('A statement is of a series that is not listed.');
    return listed;
  }

  /** Whether what is stated at a place is of an owner of whom this is so; each owner is looked at once. */
  ofOwners(isMeant: (owner: string) => boolean): (place: number) => boolean {
    const meant = Uint8Array.from(this.owners, (owner) => Number(isMeant(owner)));
    return (place) => meant[this.ownersOf.at(this.series.at(place))] === 1;
  }

  /**
   * All that came to be known, or to be known no more, after an entry and up to another, with the entry
   * that made it so: the last of them first. What did both comes twice.
   */
  touches(since: number, until: number, visit: (place: number, entry: number) => void): void {
    const { recorded, ended, endings } = this;
    const [firstStated, firstEnded] = [recorded.firstAfter(since), endings.firstAfter(since)];
    let stated = recorded.firstAfter(until) - 1;
    let ending = endings.firstAfter(until) - 1;
    while (stated >= firstStated || ending >= firstEnded) {
      const isStated =
        ending < firstEnded || (stated >= firstStated && recorded.at(stated) > endings.at(ending));
      if (isStated) visit(stated, recorded.at(stated--));
      else visit(ended.at(ending), endings.at(ending--));
    }
  }

  /** The same, each once: with the last of the entries that touched it. */
  between(since: number, until: number, visit: (place: number, last: number) => void): void {
    this.touches(since, until, (place, entry) => {
      const superseded = this.supersededAt(place);
      const last = superseded > until ? this.recordedAt(place) : superseded;
      if (entry === last) visit(place, last);
    });
  }

  /** All is read before any of it is kept: where a read fails, the next one begins at the same entry. */
  protected async readOn(read: ReadRows, after: number): Promise<void> {
    const parts = await read<StatedRows>(STATED, [after]);
    const ended = await read<EndedRow>(ENDED, [after]);
    const unknown = new Set<number>();
    for (const { series } of parts) {
      for (const key of series) if (!this.listed.has(key)) unknown.add(key);
    }
    const begun = unknown.size === 0 ? [] : await read<ListedSeries>(SERIES, [[...unknown]]);
    for (const series of begun) this.list(series);
    for (const { facts, recorded, series, days } of parts) {
      for (const [at, fact] of facts.entries()) {
        this.facts.add(fact);
        this.recorded.add(recorded[at] ?? 0);
        this.days.add(days[at] ?? 0);
        this.superseded.add(0);
        this.series.add(this.listed.get(series[at] ?? 0) ?? 0);
      }
    }
    for (const { recorded, superseded } of ended) this.end(recorded, superseded);
  }

  private list(series: ListedSeries): void {
    const place = this.ownersListed.get(series.owner) ?? this.owners.length;
    if (place === this.owners.length) {
      this.owners.push(series.owner);
      this.ownersListed.set(series.owner, place);
    }
    this.listed.set(series.key, this.directory.length);
    this.directory.push({ ...series, owner: this.owners[place] ?? series.owner });
    this.ownersOf.add(place);
  }

  /** All that an entry stated is known until another. */
  private end(recorded: number, superseded: number): void {
    const { recorded: entries } = this;
    for (let at = entries.firstAfter(recorded - 1); entries.at(at) === recorded; at++) {
      this.superseded.put(at, superseded);
      this.ended.add(at);
      this.endings.add(superseded);
    }
  }

  protected forget(): void {
    this.facts = new WholeNumbers();
    this.recorded = new WholeNumbers();
    this.days = new WholeNumbers();
    this.superseded = new WholeNumbers();
    this.series = new WholeNumbers();
    this.ended = new WholeNumbers();
    this.endings = new WholeNumbers();
    this.ownersOf = new WholeNumbers();
    this.directory = [];
    this.listed = new Map();
    this.owners = [];
    this.ownersListed = new Map();
  }
}

/** After an entry and up to another. */
export type Range = Readonly<{ since: number; until: number }>;

/** A series with its number in the ledger. */
export type ListedSeries = Series & Readonly<{ key: number }>;
type StatedRows = Readonly<Record<'facts' | 'recorded' | 'series' | 'days', number[]>>;
type EndedRow = Readonly<{ recorded: number; superseded: number }>;

/** Columns of many rows at a time, in the order of the log. */
const STATED = `
  select json_agg(first_entry order by recorded, series) as facts,
    json_agg(recorded order by recorded, series) as recorded,
    json_agg(series order by recorded, series) as series,
    json_agg(latest - date '1970-01-01' order by recorded, series) as days
  from read_models.facts where recorded > $1
  group by recorded / 10000 order by recorded / 10000`;

const ENDED = `
  select distinct superseded, recorded from read_models.facts where superseded > $1
  order by superseded, recorded`;

const SERIES = `
  select owner, kind, subject, series as key from read_models.series where series = any($1)`;
