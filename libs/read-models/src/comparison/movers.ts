import type { FactKind } from '#facts';
import { BEFORE_RECORDS, dayBefore, type IsoDate } from '#vocabulary';
import { daysTo } from '../facts-ledger/day-numbers.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { lastEntryAt } from '../facts-ledger/known-at.js';
import { measuredKinds } from '../facts-ledger/known-facts.js';
import type { KeptSpans, Range } from '../facts-ledger/kept-spans.js';
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

/** Whether anything of this owner is asked for; left out, of all. */
export type OfOwner = (owner: string) => boolean;

/**
 * Of what is known and speaks of the days after one and up to the other. What is measured was recorded after the earlier
 * one, or in its last seconds: the application says what day it is, and the store, by another clock, when something was
 * recorded. What is stated may have been recorded long before its day.
 */
export async function moversBetween(
  ledger: LedgerAt,
  days: Days,
  isMeant?: OfOwner,
): Promise<readonly Mover[]> {
  const evening = days.before === BEFORE_RECORDS ? days.before : dayBefore(days.before);
  const { entry: first } = await lastEntryAt(ledger.read, { day: evening });
  const spans = await ledger.spans();
  const { entry: upTo } = ledger.knowledge;
  if (isMeant !== undefined) {
    const range = { since: first, until: upTo };
    return [
      ...statedBetween(ledger, days, isMeant),
      ...measuredIn(spans, range, { days, isMeant }),
    ];
  }
  const question = `${String(ledger.tables)} ${days.before} ${days.asOf}`;
  const measured = ledger.each.movers.of(
    question,
    { first, upTo },
    (since) => measuredIn(spans, { since, until: upTo }, { days }),
    (since) => isTakenBack(spans, { since, until: upTo }, days),
  );
  return [
    ...ledger.each.moversStated.of(ledger, question, () => statedBetween(ledger, days)),
    ...measured,
  ];
}

/** Of what was recorded, corrected or withdrawn after an entry and speaks of days up to one. */
export async function moversSince(
  ledger: LedgerAt,
  { before, sinceEntry }: LearnedAfter,
  isMeant?: OfOwner,
): Promise<readonly Mover[]> {
  const spans = await ledger.spans();
  const { entry: upTo } = ledger.knowledge;
  const learned = (since: number) => learnedIn(spans, { since, until: upTo }, { before, isMeant });
  if (isMeant !== undefined) return learned(sinceEntry);
  const question = `${String(ledger.tables)} ${before} after ${String(sinceEntry)}`;
  return ledger.each.movers.of(question, { first: sinceEntry, upTo }, learned);
}

const measured: ReadonlySet<string> = new Set(measuredKinds);

function statedBetween(
  ledger: LedgerAt,
  { before, asOf }: Days,
  isMeant?: OfOwner,
): readonly Mover[] {
  const owners = isMeant === undefined ? ledger.owners() : ledger.owners().filter(isMeant);
  const all = owners.flatMap((owner) =>
    ledger
      .stated(owner)
      .filter(({ effective: { latest } }) => latest > before && latest <= asOf)
      .map(({ kind, subject, entry, firstEntry: fact }) => {
        return { series: { owner, kind, subject }, stated: { entry, fact } };
      }),
  );
  all.sort((one, other) => other.stated.entry - one.stated.entry);
  const movers = new Movers();
  for (const { series, stated } of all) movers.add(series, stated);
  return movers.all();
}

type Measured = Readonly<{ days: Days; isMeant?: OfOwner }>;

/** What is measured of those days, recorded in a range of entries and known at the end of it. */
function measuredIn(spans: KeptSpans, range: Range, { days, isMeant }: Measured): readonly Mover[] {
  const movers = new Movers();
  const isOfMeant = isMeant && spans.ofOwners(isMeant);
  const isOf = within(spans, days);
  spans.touches(range.since, range.until, (place, entry) => {
    if (isOfMeant?.(place) === false || !isOf(place)) return;
    if (spans.recordedAt(place) !== entry || spans.supersededAt(place) <= range.until) return;
    const series = spans.seriesAt(place);
    if (measured.has(series.kind)) movers.add(series, { entry, fact: spans.factAt(place) });
  });
  return movers.all();
}

/** Whether anything that speaks of those days was corrected or withdrawn in a range of entries. */
function isTakenBack(spans: KeptSpans, range: Range, days: Days): boolean {
  const isOf = within(spans, days);
  let found = false;
  spans.touches(range.since, range.until, (place, entry) => {
    found ||= entry === spans.supersededAt(place) && isOf(place);
  });
  return found;
}

function within(spans: KeptSpans, { before, asOf }: Days): (place: number) => boolean {
  const [after, upTo] = [daysTo(before), daysTo(asOf)];
  return (place) => spans.dayAt(place) > after && spans.dayAt(place) <= upTo;
}

type Learned = Readonly<{ before: IsoDate; isMeant: OfOwner | undefined }>;

function learnedIn(spans: KeptSpans, range: Range, { before, isMeant }: Learned): readonly Mover[] {
  const movers = new Movers();
  const isOfMeant = isMeant && spans.ofOwners(isMeant);
  const upTo = daysTo(before);
  spans.touches(range.since, range.until, (place, entry) => {
    if (isOfMeant?.(place) === false || spans.dayAt(place) > upTo) return;
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
