import type { ReadRows } from '#event-sourcing';
import type { FactKind, KnownFact } from '#facts';
import { londonDay, type IsoDate, type ProgrammeId } from '#vocabulary';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { Kept } from '../facts-ledger/kept.js';
import { FACT_COLUMNS, knownFact, type FactColumns } from '../facts-ledger/known-facts.js';

/** A row of a fact with the entry that superseded it. */
export type TouchedRow = KnownFact & Readonly<{ owner: string; supersededEntry?: number }>;

/** Which facts: those of days up to one, and of any day those of a programme and the models. */
export type Since = Readonly<{ entry: number; day: IsoDate; programme: ProgrammeId }>;

/** A day in London on which any of them was touched: its last such entry, and all kinds of them. */
export type DayTouched = Readonly<{
  entry: number;
  recordedAt: string;
  kinds: ReadonlySet<FactKind>;
}>;

/** What was touched between an entry and the one that a question knows of. */
export type Touched = Readonly<{
  rows: readonly TouchedRow[];
  /** The newest first. */
  days: readonly DayTouched[];
  /** The last entry up to which nothing of these kinds was touched since. */
  lastOf: (counts: (kind: FactKind) => boolean) => number;
}>;

/** Closed periods and reports that are looked at together; a few numbers to some thousand rows each. */
const ROOM = 20;

/**
 * The facts of closed times that were recorded, corrected or withdrawn after an entry: each row is read
 * once, and with every new entry only what it touched.
 */
export class FactsTouched {
  private readonly kept = new Map<string, TouchedFacts>();

  since(ledger: LedgerAt, since: Since): Promise<Touched> {
    const key = JSON.stringify([since.entry, since.day, since.programme]);
    const facts = this.kept.get(key) ?? new TouchedFacts(since);
    this.kept.delete(key);
    const [oldest] = this.kept.keys();
    if (oldest !== undefined && this.kept.size >= ROOM) this.kept.delete(oldest);
    this.kept.set(key, facts);
    return facts.at(ledger);
  }
}

/** The same of one time, read from the beginning. */
export const touchedSince = (ledger: LedgerAt, since: Since): Promise<Touched> =>
  new TouchedFacts(since).at(ledger);

class TouchedFacts extends Kept {
  /** By their key, as a row is read again when it is superseded. */
  private rows = new Map<string, TouchedRow>();
  private recorded = new Map<number, string>();

  constructor(private readonly since: Since) {
    super();
  }

  async at(ledger: LedgerAt): Promise<Touched> {
    const known = ledger.knowledge.entry;
    await this.catchUp(ledger.read, known, ledger.tables);
    const isTouch = (entry: number | undefined): entry is number =>
      entry !== undefined && entry > this.since.entry && entry <= known;
    const touches = [...this.rows.values()]
      .map((row) => ({ row, entries: [row.entry, row.supersededEntry].filter(isTouch) }))
      .filter(({ entries }) => entries.length > 0);
    return {
      rows: touches.map(({ row }) => row),
      days: this.daysOf(touches),
      lastOf: (counts) =>
        touches
          .filter(({ row }) => counts(row.kind))
          .reduce((last, { entries }) => Math.max(last, ...entries), this.since.entry),
    };
  }

  private daysOf(touches: readonly Touch[]): readonly DayTouched[] {
    const days = new Map<IsoDate, { entry: number; kinds: Set<FactKind> }>();
    for (const { row, entries } of touches) {
      for (const entry of entries) {
        const day = londonDay(this.instantOf(entry));
        const known = days.get(day);
        if (known === undefined) days.set(day, { entry, kinds: new Set([row.kind]) });
        else {
          known.entry = Math.max(known.entry, entry);
          known.kinds.add(row.kind);
        }
      }
    }
    return [...days.values()]
      .sort((one, other) => other.entry - one.entry)
      .map((day) => ({ ...day, recordedAt: this.instantOf(day.entry) }));
  }

  private instantOf(entry: number): string {
    return this.recorded.get(entry) ?? '';
  }

  protected async readOn(read: ReadRows, after: number): Promise<void> {
    const { entry, day, programme } = this.since;
    const rows = await read<FactColumns>(TOUCHED, [Math.max(after, entry), day, programme]);
    const entries = rows.flatMap(({ recorded, superseded }) => [recorded, superseded ?? recorded]);
    const found = await read<Instant>(RECORDED_AT, [entries.filter((each) => each > entry)]);
    for (const { entry: known, recorded_at } of found) this.recorded.set(known, recorded_at);
    for (const row of rows) {
      const { owner, kind, subject, recorded, superseded } = row;
      this.rows.set([recorded, owner, kind, subject].join('\n'), {
        ...knownFact(row),
        owner,
        ...(superseded !== null && { supersededEntry: superseded }),
      });
    }
  }

  protected forget(): void {
    this.rows = new Map();
    this.recorded = new Map();
  }
}

type Touch = Readonly<{ row: TouchedRow; entries: readonly number[] }>;
type Instant = Readonly<{ entry: number; recorded_at: string }>;

// What a programme itself states counts from its citation, and a model that is in force later stands in
// where there is none, whatever their days.
const TOUCHED = `
  with own as (select array(select series from read_models.series where owner = $3) as series),
  touched as (
    select f.* from read_models.facts f, own
    where f.recorded > $1 and (f.latest <= $2 or f.kind = 'model' or f.series = any(own.series))
    union all
    select f.* from read_models.facts f, own
    where f.superseded > $1 and f.recorded <= $1
      and (f.latest <= $2 or f.kind = 'model' or f.series = any(own.series)))
  select s.owner, s.kind, s.subject, ${FACT_COLUMNS}
  from touched f join read_models.series s on s.series = f.series`;

const RECORDED_AT =
  'select entry, recorded_at from read_models.entries where entry = any($1::bigint[])';
