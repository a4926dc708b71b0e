import type { ReadRows } from '#event-sourcing';
import type { FactKind } from '#facts';
import type { IsoDate, ProgrammeId } from '#vocabulary';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { Kept } from '../facts-ledger/kept.js';

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
export class TouchesOfATime extends Kept {
  private parts = new Map<string, Part>();
  private held = 0;

  constructor(private readonly since: Since) {
    super();
  }

  /** How many entries are held. */
  get size(): number {
    return this.held;
  }

  async at(ledger: LedgerAt): Promise<Touches> {
    const known = ledger.knowledge.entry;
    await this.catchUp(ledger.read, known, ledger.tables);
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

  protected async readOn(read: ReadRows, after: number): Promise<void> {
    const { entry, day, programme } = this.since;
    const rows = await read<PartRow>(TOUCHES, [Math.max(after, entry), day, programme]);
    for (const { entries, ...named } of rows) {
      const name = `${named.kind}\n${named.day}`;
      const part = this.parts.get(name) ?? { ...named, entries: [] };
      this.parts.set(name, part);
      // A snapshot may hold more than was asked for, which is then read once more.
      const last = part.entries.at(-1) ?? 0;
      const before = part.entries.length;
      for (const text of entries.split(' '))
        if (Number(text) > last) part.entries.push(Number(text));
      this.held += part.entries.length - before;
    }
  }

  protected forget(): void {
    this.parts = new Map();
    this.held = 0;
  }
}

/** The entries that touched facts of a kind on a day, in order. */
type Part = Readonly<{ kind: FactKind; day: IsoDate; entries: number[] }>;
type PartRow = Readonly<{ kind: FactKind; day: IsoDate; entries: string }>;
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

// What a programme itself states counts from its citation, and a model that is in force later stands in
// where there is none, whatever their days.
const TOUCHES = `
  with own as (select array(select series from read_models.series where owner = $3) as series),
  touched as (
    select f.kind, f.recorded as entry from read_models.facts f, own
    where f.recorded > $1 and (f.latest <= $2 or f.kind = 'model' or f.series = any(own.series))
    union
    select f.kind, f.superseded from read_models.facts f, own
    where f.superseded > $1 and (f.latest <= $2 or f.kind = 'model' or f.series = any(own.series)))
  select t.kind, (e.recorded_at at time zone 'Europe/London')::date::text as day,
    string_agg(t.entry::text, ' ' order by t.entry) as entries
  from touched t join read_models.entries e on e.entry = t.entry group by 1, 2`;
