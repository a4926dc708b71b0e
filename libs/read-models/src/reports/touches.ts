import type { FactKind } from '#facts';
import type { IsoDate, ProgrammeId } from '#vocabulary';
import { dayAt, daysTo } from '../facts-ledger/day-numbers.js';
import { DAYS_BEGUN, type DayBegun } from '../facts-ledger/days-begun.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import type { KeptSpans, Range } from '../facts-ledger/kept-spans.js';

/** Facts of days up to one, and of any day those of a programme and the models; touched after an entry. */
export type Since = Readonly<{ entry: number; day: IsoDate; programme: ProgrammeId }>;

/** A day in London on which any of them was touched: its last such entry, and all kinds of them. */
export type DayTouched = Readonly<{ day: IsoDate; entry: number; kinds: ReadonlySet<FactKind> }>;

/** When they were touched, up to the entry that a question knows of. */
export type Touches = Readonly<{
  /** The newest first. */
  days: () => readonly DayTouched[];
  /** The last entry that touched any of these kinds; without one, that after which it is asked. */
  lastOf: (counts: (kind: FactKind) => boolean) => number;
}>;

/**
 * When the facts of one time were touched: a number for each entry, as a time closed early may have a
 * million of them.
 */
export class TouchesOfATime {
  private parts = new Map<string, Part>();
  private held = 0;
  private upTo: number;
  private tables: number | undefined;

  constructor(private readonly since: Since) {
    this.upTo = since.entry;
  }

  /** How many entries are held. */
  get size(): number {
    return this.held;
  }

  async at(ledger: LedgerAt): Promise<Touches> {
    const known = ledger.knowledge.entry;
    await this.follow(ledger, known);
    const lasts = [...this.parts.values()].flatMap((part) => lastUpTo(part, known) ?? []);
    const ofKind = new Map<FactKind, number>();
    for (const { kind, entry } of lasts) {
      ofKind.set(kind, Math.max(entry, ofKind.get(kind) ?? entry));
    }
    return {
      days: () => daysOf(lasts),
      lastOf: (counts) =>
        [...ofKind].reduce(
          (last, [kind, entry]) => (counts(kind) ? Math.max(last, entry) : last),
          this.since.entry,
        ),
    };
  }

  /** Adds what came since the last question; nothing is awaited once it is known what that is. */
  private async follow(ledger: LedgerAt, known: number): Promise<void> {
    const start = () => (this.tables === ledger.tables ? this.upTo : this.since.entry);
    while (this.tables !== ledger.tables || this.upTo < known) {
      const from = start();
      const spans = await ledger.spans();
      const begun = await ledger.read<DayBegun>(DAYS_BEGUN, [from]);
      // Another question may have followed meanwhile.
      if (from !== start()) continue;
      if (this.tables !== ledger.tables) this.forget();
      this.tables = ledger.tables;
      this.add(touchesIn(spans, this.since, { since: from, until: known }), begun);
      this.upTo = Math.max(known, this.since.entry);
    }
  }

  /** `touches`: the last first, as `begun` is the other way round. */
  private add(touches: readonly Touch[], begun: readonly DayBegun[]): void {
    let next = 0;
    for (const { kind, entry } of touches.toReversed()) {
      while ((begun[next + 1]?.entry ?? Infinity) <= entry) next += 1;
      const day = dayAt(begun[next]?.day ?? 0);
      const name = `${kind}\n${day}`;
      const part = this.parts.get(name) ?? { kind, day, entries: [] };
      this.parts.set(name, part);
      if (part.entries.at(-1) === entry) continue;
      part.entries.push(entry);
      this.held += 1;
    }
  }

  private forget(): void {
    this.parts = new Map();
    this.held = 0;
    this.upTo = this.since.entry;
  }
}

type Touch = Readonly<{ kind: FactKind; entry: number }>;

/**
 * What a programme itself states counts from its citation, and a model that is in force later stands in where
 * there is none, whatever their days.
 */
function touchesIn(spans: KeptSpans, { day, programme }: Since, { since, until }: Range): Touch[] {
  const upTo = daysTo(day);
  const touches: Touch[] = [];
  spans.touches(since, until, (place, entry) => {
    const { owner, kind } = spans.seriesAt(place);
    if (spans.dayAt(place) > upTo && kind !== 'model' && owner !== programme) return;
    touches.push({ kind, entry });
  });
  return touches;
}

/** The entries that touched facts of a kind on a day, in order. */
type Part = Readonly<{ kind: FactKind; day: IsoDate; entries: number[] }>;
type Last = Readonly<{ kind: FactKind; day: IsoDate; entry: number }>;

function lastUpTo({ kind, day, entries }: Part, known: number): Last | undefined {
  if ((entries[0] ?? Infinity) > known) return undefined;
  const entry = entries.findLast((each) => each <= known);
  return entry === undefined ? undefined : { kind, day, entry };
}

function daysOf(lasts: readonly Last[]): readonly DayTouched[] {
  const days = new Map<IsoDate, { day: IsoDate; entry: number; kinds: Set<FactKind> }>();
  for (const { kind, day, entry } of lasts) {
    const own = days.get(day) ?? { day, entry, kinds: new Set() };
    own.entry = Math.max(own.entry, entry);
    own.kinds.add(kind);
    days.set(day, own);
  }
  return [...days.values()].sort((one, other) => other.entry - one.entry);
}
