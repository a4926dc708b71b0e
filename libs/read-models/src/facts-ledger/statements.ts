import type { ReadRows } from '#event-sourcing';
import { newestFirst, type FactKind, type KnownFact } from '#facts';
import type { IsoDate } from '#vocabulary';
import { Kept } from './kept.js';
import { FACT_COLUMNS, knownFact, type FactColumns } from './known-facts.js';

type Statement = { readonly fact: KnownFact; superseded: number | null };
/** The statements of one series, newest first, those since superseded among them. */
type Series = { kind: FactKind; subject: string; statements: Statement[] };
type Owned = Readonly<{ series: Map<string, Series>; kinds: Map<FactKind, Series[]> }>;

/**
 * All facts but measurements, held in memory: some tens of thousands, of which every figure of a
 * cohort needs most. A row never changes but for being superseded, so whatever was read once stays
 * right for every entry, and keeping up means reading what came since.
 */
export class Statements extends Kept {
  private owners = new Map<string, Owned>();
  private byKind = new Map<FactKind, Set<string>>();
  private byRow = new Map<string, Statement>();
  private lasts = new Map<FactKind, number>();

  /** Everyone of whom anything is stated. */
  codes(): Iterable<string> {
    return this.owners.keys();
  }

  /** Everyone of whom a fact of this kind was stated at any time. */
  codesOf(kind: FactKind): Iterable<string> {
    return this.byKind.get(kind) ?? [];
  }

  /** The last entry that stated or took back a fact of this kind; 0 where none did. */
  lastOf(kind: FactKind): number {
    return this.lasts.get(kind) ?? 0;
  }

  /** The newest fact of one series on a day, as known at an entry. */
  newest<Kind extends FactKind>(
    { owner, kind, subject }: Readonly<{ owner: string; kind: Kind; subject: string }>,
    asOf: IsoDate,
    entry: number,
  ): KnownFact<Kind> | undefined {
    const series = this.owners.get(owner)?.series.get(`${kind}\n${subject}`);
    return series?.statements.find((statement) => isOn(statement, asOf, entry))?.fact as
      KnownFact<Kind> | undefined;
  }

  /** The newest fact of every series of an owner, of one kind or of any, on a day, as known at an entry. */
  valuesAt<Kind extends FactKind>(
    owner: string,
    { asOf, entry, kind }: Readonly<{ asOf: IsoDate; entry: number; kind?: Kind | undefined }>,
  ): KnownFact<Kind>[] {
    const values: KnownFact[] = [];
    for (const { statements } of this.seriesOf(owner, kind)) {
      const newest = statements.find((statement) => isOn(statement, asOf, entry));
      if (newest !== undefined) values.push(newest.fact);
    }
    return values as KnownFact<Kind>[];
  }

  /** All facts of an owner, of one kind or of any, as known at an entry, newest first in each series. */
  known<Kind extends FactKind>(owner: string, entry: number, kind?: Kind): KnownFact<Kind>[] {
    const facts: KnownFact[] = [];
    for (const { statements } of this.seriesOf(owner, kind)) {
      for (const statement of statements) {
        if (isKnown(statement, entry)) facts.push(statement.fact);
      }
    }
    return facts as KnownFact<Kind>[];
  }

  /** All facts of an owner that were corrected or retracted by an entry, of some kinds, with what did so. */
  superseded(
    owner: string,
    kinds: ReadonlySet<string>,
    entry: number,
  ): readonly Readonly<{ fact: KnownFact; by: number }>[] {
    return [...this.seriesOf(owner, undefined)]
      .filter(({ kind }) => kinds.has(kind))
      .flatMap(({ statements }) => statements)
      .flatMap(({ fact, superseded: by }) => (by === null || by > entry ? [] : [{ fact, by }]));
  }

  private seriesOf(owner: string, kind: FactKind | undefined): Iterable<Series> {
    const owned = this.owners.get(owner);
    return (kind === undefined ? owned?.series.values() : owned?.kinds.get(kind)) ?? [];
  }

  protected async readOn(read: ReadRows, after: number): Promise<void> {
    const select = `select s.owner, s.kind, s.subject, ${FACT_COLUMNS}
      from read_models.facts f join read_models.series s on s.series = f.series
      where f.window_from is null and`;
    // In the order of the log: of two series that say the same, a figure names the one it meets first.
    const stated = await read<FactColumns>(
      `${select} f.recorded > $1 order by f.recorded, s.kind collate "C", s.subject collate "C"`,
      [after],
    );
    const superseded = await read<FactColumns>(
      `${select} f.superseded is not null and f.superseded > $1 and f.recorded <= $1`,
      [after],
    );
    for (const row of superseded) {
      const statement = this.byRow.get(rowOf(row));
      if (statement !== undefined) statement.superseded = row.superseded;
      this.note(row);
    }
    const touched = new Set<Series>();
    for (const row of stated) touched.add(this.keep(row));
    for (const { statements } of touched) {
      statements.sort((one, other) => newestFirst(one.fact, other.fact));
    }
  }

  private note({ kind, recorded, superseded }: FactColumns): void {
    this.lasts.set(kind, Math.max(this.lastOf(kind), recorded, superseded ?? 0));
  }

  private keep(row: FactColumns): Series {
    this.note(row);
    const none: Owned = { series: new Map(), kinds: new Map() };
    const owner = this.owners.get(row.owner) ?? none;
    this.owners.set(row.owner, owner);
    const ofKind = this.byKind.get(row.kind) ?? new Set();
    this.byKind.set(row.kind, ofKind.add(row.owner));
    const key = `${row.kind}\n${row.subject}`;
    const series = owner.series.get(key) ?? begun(owner, row);
    owner.series.set(key, series);
    const statement = { fact: knownFact(row), superseded: row.superseded };
    series.statements.push(statement);
    this.byRow.set(rowOf(row), statement);
    return series;
  }

  protected forget(): void {
    this.owners = new Map();
    this.byKind = new Map();
    this.byRow = new Map();
    this.lasts = new Map();
  }
}

function begun({ kinds }: Owned, { kind, subject }: FactColumns): Series {
  const series: Series = { kind, subject, statements: [] };
  const alike = kinds.get(kind);
  if (alike === undefined) kinds.set(kind, [series]);
  else alike.push(series);
  return series;
}

const isKnown = ({ fact, superseded }: Statement, entry: number): boolean =>
  fact.entry <= entry && (superseded === null || superseded > entry);

const isOn = (statement: Statement, asOf: IsoDate, entry: number): boolean =>
  statement.fact.effective.latest <= asOf && isKnown(statement, entry);

const rowOf = ({ recorded, owner, kind, subject }: FactColumns): string =>
  `${String(recorded)}\n${owner}\n${kind}\n${subject}`;
