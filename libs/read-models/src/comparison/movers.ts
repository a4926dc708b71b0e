import type { FactKind } from '#facts';
import { BEFORE_RECORDS, dayBefore, type IsoDate } from '#vocabulary';
import { daysTo } from '../facts-ledger/day-numbers.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { lastEntryAt } from '../facts-ledger/known-at.js';
import { measuredKinds } from '../facts-ledger/known-facts.js';
import type { Series } from '../facts-ledger/series-key.js';
import { movingKinds } from './moves.js';

/** The newest entry of a kind that can move a figure, or of one target, and how many there are. */
export type Mover = Readonly<{
  owner: string;
  kind: FactKind;
  subject: string;
  entry: number;
  entries: number;
}>;

export type Days = Readonly<{ before: IsoDate; asOf: IsoDate }>;
export type LearnedAfter = Readonly<{ before: IsoDate; sinceEntry: number }>;

const moving: ReadonlySet<string> = new Set(movingKinds);
const measured: ReadonlySet<string> = new Set(measuredKinds);

/**
 * Of what is known and speaks of the days after one and up to the other. What is measured was recorded after the earlier
 * one, or in its last seconds: the application says what day it is, and the store, by another clock, when something was
 * recorded. What is stated may have been recorded long before its day.
 */
export async function moversBetween(ledger: LedgerAt, days: Days): Promise<readonly Mover[]> {
  const movers = new Movers();
  statedBetween(ledger, days, movers);
  const { entry: until } = ledger.knowledge;
  const evening = days.before === BEFORE_RECORDS ? days.before : dayBefore(days.before);
  const since = await lastEntryAt(ledger.read, { day: evening });
  const [after, upTo] = [daysTo(days.before), daysTo(days.asOf)];
  const spans = await ledger.spans();
  spans.touches(since.entry, until, (place, entry) => {
    const isNow = spans.recordedAt(place) === entry && spans.supersededAt(place) > until;
    const day = spans.dayAt(place);
    if (!isNow || day <= after || day > upTo) return;
    const series = spans.seriesAt(place);
    if (measured.has(series.kind)) movers.add(series, entry);
  });
  return movers.all();
}

function statedBetween(ledger: LedgerAt, { before, asOf }: Days, movers: Movers): void {
  for (const owner of ledger.owners()) {
    for (const { kind, subject, effective, entry } of ledger.stated(owner)) {
      if (effective.latest > before && effective.latest <= asOf) {
        movers.addOnce({ owner, kind, subject }, entry);
      }
    }
  }
}

/** Of what was recorded, corrected or withdrawn after an entry and speaks of days up to one. */
export async function moversSince(
  ledger: LedgerAt,
  { before, sinceEntry }: LearnedAfter,
): Promise<readonly Mover[]> {
  const movers = new Movers();
  const upTo = daysTo(before);
  const spans = await ledger.spans();
  spans.touches(sinceEntry, ledger.knowledge.entry, (place, entry) => {
    if (spans.dayAt(place) <= upTo) movers.add(spans.seriesAt(place), entry);
  });
  return movers.all();
}

/** Adds up what moves figures, target by target, and of all else kind by kind. */
class Movers {
  private readonly found = new Map<string, Moved>();
  /** The same by series: the name of one is put together once, whatever is said of it. */
  private readonly ofSeries = new Map<Series, Moved>();

  /** Of a series that is looked at by itself. */
  addOnce(series: Series, entry: number): void {
    if (moving.has(series.kind)) this.movedBy(series).entries.add(entry);
  }

  add(series: Series, entry: number): void {
    if (!moving.has(series.kind)) return;
    const known = this.ofSeries.get(series);
    const moved = known ?? this.movedBy(series);
    if (known === undefined) this.ofSeries.set(series, moved);
    moved.entries.add(entry);
  }

  all(): readonly Mover[] {
    return Array.from(this.found.values(), ({ entries, ...moved }) => ({
      ...moved,
      entry: [...entries].reduce((newest, entry) => Math.max(newest, entry), 0),
      entries: entries.size,
    }));
  }

  private movedBy({ owner, kind, subject: of }: Series): Moved {
    const subject = kind === 'target' ? of : '';
    const key = `${owner}\n${kind}\n${subject}`;
    const moved = this.found.get(key) ?? { owner, kind, subject, entries: new Set() };
    this.found.set(key, moved);
    return moved;
  }
}

type Moved = Omit<Mover, 'entry' | 'entries'> & Readonly<{ entries: Set<number> }>;
