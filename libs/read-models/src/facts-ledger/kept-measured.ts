import type { ReadRows } from '#event-sourcing';
import type { KnownFact } from '#facts';
import type { FactId, IsoDate } from '#vocabulary';
import { groupedBy } from '../grouped-by.js';
import { daysTo } from './day-numbers.js';
import { inParts } from './in-parts.js';
import { copyOf, Kept } from './kept.js';
import { kindsOfTrusts, type KindOfTrusts } from './known-facts.js';
import { MeasuredRows, PACKED } from './measured-rows.js';

/** Facts that are held: a quarter of a gigabyte. Of a ledger that has more, none are. */
const ROOM = 4_000_000;
/** Series read at a time: some forty thousand facts of a nation. */
const PART = 500;

type Asked = Readonly<{ owners: readonly string[]; kinds: readonly string[]; on: IsoDate }>;

/**
 * All that is measured of trusts, so that the newest of every series on any day, at any entry, is found
 * without the database, which takes a tenth of a second for each day of a nation. Held once it is read
 * ahead: whoever asks before has the database answer, and reads nothing.
 */
export class KeptMeasured extends Kept {
  private isWanted = false;
  private isFull = false;
  private facts = 0;
  private owners = new Map<string, MeasuredRows[]>();
  private series = new Map<number, MeasuredRows>();
  /** The first event of what was corrected, by the entry that states it now: an entry measures one thing. */
  private factIds = new Map<number, FactId>();

  constructor(private readonly room = ROOM) {
    super();
  }

  /** Itself up to an entry; undefined where it was not read ahead, by this or before, or would not fit. */
  async at(
    entry: number,
    { read, tables, isAhead }: Readonly<{ read: ReadRows; tables: unknown; isAhead: boolean }>,
  ): Promise<this | undefined> {
    if (!isAhead && !this.isWanted) return undefined;
    await this.catchUp(read, entry, tables);
    this.isWanted = true;
    return this.isFull ? undefined : this;
  }

  /**
   * The newest fact of every series of these owners up to a day, as known at an entry; an owner of whom there is
   * none has no place. `named`: with the ids, which only an explanation shows.
   */
  newest(
    { owners, kinds, on }: Asked,
    { entry, named }: Readonly<{ entry: number; named: boolean }>,
  ): Map<string, KnownFact[]> {
    const day = daysTo(on);
    const found = new Map<string, KnownFact[]>();
    for (const owner of owners) {
      const facts: KnownFact[] = [];
      for (const series of this.owners.get(owner) ?? []) {
        if (!kinds.includes(series.kind)) continue;
        const at = series.newest(day, entry);
        if (at === undefined) continue;
        facts.push(named ? this.withIds(series, at) : series.factAt(at));
      }
      if (facts.length > 0) found.set(owner, facts);
    }
    return found;
  }

  private withIds(series: MeasuredRows, at: number): KnownFact {
    const [fact, eventId] = [series.factAt(at), series.eventAt(at)];
    return { ...fact, factId: this.factIds.get(fact.entry) ?? (eventId as FactId), eventId };
  }

  protected async readOn(read: ReadRows, after: number): Promise<void> {
    if (this.isFull) return;
    if (after > 0) await this.readNew(read, after);
    else await this.readAll(read);
    if (this.facts <= this.room) return;
    this.forget();
    this.isFull = true;
  }

  /** In parts, between which others are answered. */
  private async readAll(read: ReadRows): Promise<void> {
    // Where an earlier reading failed half-way, all is read again.
    this.forget();
    const [counted] = await read<Readonly<{ facts: number }>>(COUNT, [kindsOfTrusts]);
    this.facts = counted?.facts ?? 0;
    if (this.facts > this.room) return;
    const directory = await read<DirectoryRow>(DIRECTORY, [kindsOfTrusts]);
    const ask = (part: readonly DirectoryRow[]) =>
      read<PackedRow>(PACKED_OF_SERIES, [part.map(({ series }) => series)]);
    for await (const [part, packed] of inParts(directory, PART, ask)) {
      for (const row of part) this.begin(row);
      for (const row of packed) this.keep(row);
    }
  }

  private async readNew(read: ReadRows, after: number): Promise<void> {
    const ended = await read<EndedRow>(ENDED, [after, kindsOfTrusts]);
    const packed = await read<DirectoryRow & PackedRow>(PACKED_SINCE, [after, kindsOfTrusts]);
    for (const [series, rows] of groupedBy(ended, (row) => row.series)) {
      const ends = new Map(rows.map(({ recorded, superseded }) => [recorded, superseded]));
      this.series.get(series)?.end(ends);
    }
    for (const row of packed) {
      this.begin(row);
      this.facts += this.keep(row);
    }
  }

  private begin({ series: number, owner, kind, subject }: DirectoryRow): void {
    if (this.series.has(number)) return;
    const series = new MeasuredRows(kind, subject);
    this.series.set(number, series);
    const own = this.owners.get(owner);
    if (own === undefined) this.owners.set(owner, [series]);
    else own.push(series);
  }

  private keep({ series, packed, mended }: PackedRow): number {
    for (const line of mended?.split('\n') ?? []) {
      const [recorded, factId = ''] = line.split(' ');
      this.factIds.set(Number(recorded), copyOf(factId) as FactId);
    }
    return this.series.get(series)?.add(packed) ?? 0;
  }

  protected forget(): void {
    this.isFull = false;
    this.facts = 0;
    this.owners = new Map();
    this.series = new Map();
    this.factIds = new Map();
  }
}

type DirectoryRow = Readonly<{
  series: number;
  owner: string;
  kind: KindOfTrusts;
  subject: string;
}>;
type PackedRow = Readonly<{ series: number; packed: Buffer; mended: string | null }>;
type EndedRow = Readonly<{ series: number; recorded: number; superseded: number }>;

const COUNT = `select count(*) as facts from read_models.facts f
  where f.window_from is not null and f.kind = any($1)`;

const DIRECTORY = `select series, owner, kind, subject from read_models.series
  where kind = any($1) order by owner, kind, subject`;

/** The facts of a series, the oldest first, with the first event of those that mend another. */
const AGGREGATED = `
  string_agg(${PACKED}, ''::bytea order by f.latest, f.stated_order, f.first_entry) as packed,
  string_agg(f.recorded || ' ' || f.fact_id, E'\\n')
    filter (where f.recorded <> f.first_entry) as mended`;

const PACKED_OF_SERIES = `
  select f.series, ${AGGREGATED} from read_models.facts f
  where f.series = any($1) group by f.series`;

const PACKED_SINCE = `
  select s.series, s.owner, s.kind, s.subject, ${AGGREGATED}
  from read_models.facts f join read_models.series s on s.series = f.series
  where f.recorded > $1 and f.kind = any($2) group by s.series, s.owner, s.kind, s.subject`;

/** Recorded up to an entry and superseded after it. */
const ENDED = `
  select series, recorded, superseded from read_models.facts
  where superseded > $1 and recorded <= $1 and kind = any($2)`;
