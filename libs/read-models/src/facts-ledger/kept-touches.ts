import type { ReadRows } from '#event-sourcing';
import { Kept } from './kept.js';

/** Entries that are held; a day's worth of a nation that records all at once. */
const ROOM = 100_000;

/**
 * The last entry that says anything of an owner: of itself, or of a benefit that is or ever was its own.
 * What rests on the facts of one owner stays what it is until there is another. Only what was recorded
 * since the first question is held; of what was known before, every entry stands for itself.
 */
export class KeptTouches extends Kept {
  private since = 0;
  private held = 0;
  /** By owner, in the order of the log. */
  private touches = new Map<string, number[]>();

  constructor(private readonly room = ROOM) {
    super();
  }

  /** Equal at two entries only where nothing that is known of an owner differs between them. */
  lastOf(owner: string, entry: number): number {
    if (entry < this.since) return entry;
    return this.touches.get(owner)?.findLast((touch) => touch <= entry) ?? this.since;
  }

  protected async readOn(read: ReadRows, after: number, upTo: number): Promise<void> {
    if (after === 0) {
      this.since = upTo;
      return;
    }
    const left = this.room - this.held;
    const rows = await read<TouchRow>(TOUCHED, [after, left + 1]);
    if (rows.length > left) {
      this.forget();
      this.since = upTo;
      return;
    }
    this.held += rows.length;
    for (const { owner, entry } of rows) {
      const own = this.touches.get(owner);
      if (own === undefined) this.touches.set(owner, [entry]);
      else own.push(entry);
    }
  }

  protected forget(): void {
    this.since = 0;
    this.held = 0;
    this.touches = new Map();
  }
}

type TouchRow = Readonly<{ owner: string; entry: number }>;

/** Stated or taken back after an entry; of a benefit, for everyone who was ever said to have it as well. */
const TOUCHED = `
  with touched as materialized (
    select series, recorded as entry from read_models.facts where recorded > $1
    union select series, superseded from read_models.facts where superseded > $1),
  owned as materialized (
    select distinct s.owner, t.entry from touched t join read_models.series s on s.series = t.series)
  select owner, entry from owned
  union
  select f.value ->> 'organisation', o.entry
  from owned o join read_models.series h on h.owner = o.owner and h.kind = 'benefit-home'
    join read_models.facts f on f.series = h.series
  order by entry limit $2`;
