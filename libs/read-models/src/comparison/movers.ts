import type { FactKind } from '#facts';
import { BEFORE_RECORDS, dayBefore, type IsoDate } from '#vocabulary';
import { daysTo } from '../facts-ledger/day-numbers.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { lastEntryAt } from '../facts-ledger/known-at.js';
import { measuredKinds } from '../facts-ledger/known-facts.js';
import type { Series } from '../facts-ledger/series-key.js';
import { isMoving } from './moves.js';

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

const measured: ReadonlySet<string> = new Set(measuredKinds);

/** Whether anything of this owner is asked for. */
export type OfOwner = (owner: string) => boolean;

/**
 * Of what is known and speaks of the days after one and up to the other. What is measured was recorded after the earlier
 * one, or in its last seconds: the application says what day it is, and the store, by another clock, when something was
 * recorded. What is stated may have been recorded long before its day.
 */
export async function moversBetween(
  ledger: LedgerAt,
  days: Days,
  isMeant: OfOwner,
): Promise<readonly Mover[]> {
  const movers = new Movers();
  statedBetween(ledger, ledger.owners().filter(isMeant), days, movers);
  const { entry: until } = ledger.knowledge;
  const evening = days.before === BEFORE_RECORDS ? days.before : dayBefore(days.before);
  const since = await lastEntryAt(ledger.read, { day: evening });
  const [after, upTo] = [daysTo(days.before), daysTo(days.asOf)];
  const spans = await ledger.spans();
  const isOfMeant = spans.ofOwners(isMeant);
  spans.touches(since.entry, until, (place, entry) => {
    if (!isOfMeant(place)) return;
    const isNow = spans.recordedAt(place) === entry && spans.supersededAt(place) > until;
    const day = spans.dayAt(place);
    if (!isNow || day <= after || day > upTo) return;
    const series = spans.seriesAt(place);
    if (measured.has(series.kind)) movers.add(series, { entry, fact: spans.factAt(place) });
  });
  return movers.all();
}

function statedBetween(
  ledger: LedgerAt,
  owners: readonly string[],
  { before, asOf }: Days,
  movers: Movers,
): void {
  const all = owners.flatMap((owner) =>
    ledger
      .stated(owner)
      .filter(({ effective: { latest } }) => latest > before && latest <= asOf)
      .map(({ kind, subject, entry, firstEntry: fact }) => {
        return { series: { owner, kind, subject }, stated: { entry, fact } };
      }),
  );
  all.sort((one, other) => other.stated.entry - one.stated.entry);
  for (const { series, stated } of all) movers.add(series, stated);
}

/** Of what was recorded, corrected or withdrawn after an entry and speaks of days up to one. */
export async function moversSince(
  ledger: LedgerAt,
  { before, sinceEntry }: LearnedAfter,
  isMeant: OfOwner,
): Promise<readonly Mover[]> {
  const movers = new Movers();
  const upTo = daysTo(before);
  const spans = await ledger.spans();
  const isOfMeant = spans.ofOwners(isMeant);
  spans.touches(sinceEntry, ledger.knowledge.entry, (place, entry) => {
    if (!isOfMeant(place) || spans.dayAt(place) > upTo) return;
    movers.add(spans.seriesAt(place), { entry, fact: spans.factAt(place) });
  });
  return movers.all();
}

/** An entry, and the one that stated the same fact first. */
type Stated = Readonly<{ entry: number; fact: number }>;

/**
 * Adds up what moves figures, target by target, and of all else kind by kind. What is added of each is added by its
 * entry, the last of them first.
 */
class Movers {
  private readonly found = new Map<string, Moved>();
  /** The same by series: the name of one is put together once, whatever is said of it. */
  private readonly ofSeries = new Map<Series, Moved>();

  add(series: Series, stated: Stated): void {
    if (!isMoving(series.kind, stated)) return;
    const { entry } = stated;
    const known = this.ofSeries.get(series);
    const moved = known ?? this.movedBy(series, entry);
    if (known === undefined) this.ofSeries.set(series, moved);
    if (moved.last === entry) return;
    moved.last = entry;
    moved.entries += 1;
  }

  all(): readonly Mover[] {
    return Array.from(this.found.values(), ({ last: _, ...mover }) => mover);
  }

  private movedBy({ owner, kind, subject: of }: Series, entry: number): Moved {
    const subject = kind === 'target' ? of : '';
    const key = `${owner}\n${kind}\n${subject}`;
    const moved = this.found.get(key) ?? {
      owner,
      kind,
      subject,
      entry,
      entries: 0,
      last: Infinity,
    };
    this.found.set(key, moved);
    return moved;
  }
}

/** `last`: the entry that was added last, the earliest of those so far. */
type Moved = Omit<Mover, 'entries'> & { entries: number; last: number };
