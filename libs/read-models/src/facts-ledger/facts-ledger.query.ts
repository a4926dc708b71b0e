import type { ReadRows } from '#event-sourcing';
import type { FactKind, KnownFact } from '#facts';
import type { ActualSums } from '#figures';
import { MODEL_ID } from '#maturity-models';
import { dayAfter, earlierOf, type BenefitId, type IsoDate } from '#vocabulary';
import {
  byOwner,
  FACT_COLUMNS,
  kindsOfTrusts,
  measuredKinds,
  type FactColumns,
  type FractionKind,
  type KindOfTrusts,
} from './known-facts.js';
import type { EachKept } from './each-kept.js';
import type { FigureCache } from './figure-cache.js';
import type { KeptActors } from './kept-actors.js';
import type { JudgedActual, KeptActuals, RecentActual, RisingSums } from './kept-actuals.js';
import type { ClaimsOfOwners, KeptClaims } from './kept-claims.js';
import type { KeptSpans } from './kept-spans.js';
import type { KeptMeasured } from './kept-measured.js';
import type { KeptTouches } from './kept-touches.js';
import { fractionsAsked, measuredAsked } from './newest-measured.js';
import type { Series } from './series-key.js';
import type { Knowledge } from './snapshot.js';
import type { Statements } from './statements.js';

/** What a question reads through; the second only where it is free. */
export type Readers = Readonly<{
  first: ReadRows;
  second: () => Promise<ReadRows | undefined>;
  /** The actuals of benefits, up to the newest entry of the snapshot. */
  actuals: () => Promise<KeptActuals>;
  /** All other claims, up to the same. */
  claims: () => Promise<KeptClaims>;
  /** Who recorded each entry, up to the same. */
  actors: () => Promise<KeptActors>;
  /** When everything stated was known, up to the same. */
  spans: () => Promise<KeptSpans>;
  /** What is measured of trusts, up to the same; undefined where it is not held, unless it is read ahead. */
  measurements: (isAhead?: boolean) => Promise<KeptMeasured | undefined>;
  /** The newest facts of cohorts, as long as nothing new is known. */
  values: FigureCache<ReadonlyMap<string, readonly KnownFact[]>>;
  /** When anything was last said of each owner, up to the newest entry of the snapshot. */
  touches: () => Promise<KeptTouches>;
  /** What was worked out of single owners, until anything more is said of them. */
  each: EachKept;
}>;

/** The ledger as known at one entry. */
export class LedgerAt {
  constructor(
    private readonly readers: Readers,
    private readonly statements: Statements,
    private readonly moment: Knowledge &
      Readonly<{
        /** Names the tables that this reads. */
        tables: number;
        /** Nothing has been recorded since, and derived tables hold for this entry. */
        settled: boolean;
        /** The day in London on which the entry was recorded. */
        today: IsoDate | undefined;
      }>,
  ) {}

  get read(): ReadRows {
    return this.readers.first;
  }

  get knowledge(): Knowledge {
    const { entry, recordedAt, final } = this.moment;
    return { entry, recordedAt, final };
  }

  get isSettled(): boolean {
    return this.moment.settled;
  }

  /** The day in London on which the entry was recorded. */
  get knownOn(): IsoDate | undefined {
    return this.moment.today;
  }

  /** Names the tables that this reads: others after a rebuild. */
  get tables(): number {
    return this.moment.tables;
  }

  /** Equal for equal answers: the entry, in these tables. */
  get version(): string {
    return `${String(this.tables)}/${String(this.moment.entry)}`;
  }

  /** Everyone of whom anything is stated. */
  owners(): string[] {
    return [...this.statements.codes()].sort();
  }

  /** As `version`, of what rests on facts of these kinds alone, none that is measured. */
  versionOf(kinds: readonly FactKind[]): string {
    // Whoever looks back before the last of them asks for what was known at that entry, and at no other.
    const last = Math.max(...kinds.map((kind) => this.statements.lastOf(kind)));
    return `${String(this.tables)}/${String(Math.min(this.moment.entry, last))}`;
  }

  /** Everyone of whom a fact of this kind was stated at any time. */
  ownersOf(kind: FactKind): string[] {
    return [...this.statements.codesOf(kind)].sort();
  }

  /** The newest fact of one series on a day; of measurements, none. */
  newest<Kind extends FactKind>(
    series: Readonly<{ owner: string; kind: Kind; subject: string }>,
    asOf: IsoDate,
  ): KnownFact<Kind> | undefined {
    return this.statements.newest(series, asOf, this.moment.entry);
  }

  /** Brings a part of what is held in memory up to this entry; without that, the first question does. */
  async hold(part: 'actuals' | 'claims' | 'actors' | 'spans' | 'measurements'): Promise<void> {
    await (part === 'measurements' ? this.readers[part](true) : this.readers[part]());
  }

  /** What is stated of an owner on a day, of one kind or of any but measurements: the newest of each series. */
  statedAt<Kind extends FactKind>(owner: string, asOf: IsoDate, kind?: Kind): KnownFact<Kind>[] {
    return this.statements.valuesAt(owner, { asOf, entry: this.moment.entry, kind });
  }

  /** All that is stated of an owner, of one kind or of any, whatever its day. */
  stated<Kind extends FactKind>(owner: string, kind?: Kind): KnownFact<Kind>[] {
    return this.statements.known(owner, this.moment.entry, kind);
  }

  /** All that was stated of an owner and corrected or retracted since, of some kinds, and by what entry. */
  supersededStatements(
    owner: string,
    kinds: ReadonlySet<string>,
  ): readonly Readonly<{ fact: KnownFact; by: number }>[] {
    return this.statements.superseded(owner, kinds, this.moment.entry);
  }

  /** The newest fact of one series on a day, as it was known at an earlier entry. */
  statedBefore(
    { owner, kind, subject }: Series,
    { asOf, entry }: Readonly<{ asOf: IsoDate; entry: number }>,
  ): KnownFact | undefined {
    return this.statements
      .valuesAt(owner, { asOf, entry, kind })
      .find((fact) => fact.subject === subject);
  }

  /** Whether anything was known of a series at an earlier entry, whatever its day; of measurements, never. */
  wasStated({ owner, kind, subject }: Series, entry: number): boolean {
    return this.statements.known(owner, entry, kind).some((fact) => fact.subject === subject);
  }

  /** When everything stated was known, up to this entry and maybe later ones. */
  spans(): Promise<KeptSpans> {
    return this.readers.spans();
  }

  /** What the actuals of each benefit come to on a day; in the order asked. */
  async sumsOf(
    asked: readonly Readonly<{ benefit: BenefitId; since?: IsoDate }>[],
    asOf: IsoDate,
  ): Promise<readonly ActualSums[]> {
    const { entry } = this.moment;
    const actuals = await this.readers.actuals();
    return asked.map(({ benefit, since }) => actuals.sumsOf(benefit, { asOf, entry, since }));
  }

  /** What came of each benefit by the end of each of these days, the earliest first; in the order asked. */
  async sumsOver(
    benefits: readonly BenefitId[],
    days: readonly IsoDate[],
  ): Promise<readonly RisingSums[]> {
    const { entry } = this.moment;
    const actuals = await this.readers.actuals();
    return benefits.map((benefit) => actuals.sumsOver(benefit, { days, entry }));
  }

  /** Up to so many actuals of each benefit on a day, the newest last; in the order asked. */
  async recentOf(
    benefits: readonly BenefitId[],
    asOf: IsoDate,
    most: number,
  ): Promise<readonly (readonly RecentActual[])[]> {
    const { entry } = this.moment;
    const actuals = await this.readers.actuals();
    return benefits.map((benefit) => actuals.recentOf(benefit, { asOf, entry, most }));
  }

  /** The entries that decide what the actuals of each benefit come to on a day; in the order asked. */
  async actualEntriesOf(
    benefits: readonly BenefitId[],
    asOf: IsoDate,
  ): Promise<readonly (readonly number[])[]> {
    const { entry } = this.moment;
    const actuals = await this.readers.actuals();
    return benefits.map((benefit) => actuals.entriesOf(benefit, { asOf, entry }));
  }

  /** What each of these groups of owners claims on a day; in the order asked. */
  async claimsOf(
    groups: readonly (readonly string[])[],
    asOf: IsoDate,
  ): Promise<readonly ClaimsOfOwners[]> {
    const actuals = await this.readers.actuals();
    const claims = await this.readers.claims();
    return claims.of(groups, actuals, { asOf, entry: this.moment.entry });
  }

  /** Every actual of these benefits that stands judged, with whether one person recorded and judged it. */
  async judgedActuals(benefits: Iterable<string>): Promise<readonly JudgedActual[]> {
    const actuals = await this.readers.actuals();
    const actors = await this.readers.actors();
    return actuals.judgedAt(benefits, this.moment.entry, (one, other) =>
      actors.areSame(one, other),
    );
  }

  /** What is kept of single owners. */
  get each(): EachKept {
    return this.readers.each;
  }

  /** The last entry that says anything of an owner, as of `KeptTouches`. */
  async touched(): Promise<(owner: string) => number> {
    const { entry } = this.moment;
    const touches = await this.readers.touches();
    return (owner) => touches.lastOf(owner, entry);
  }

  /** All published versions of the one model that figures use. */
  models(): KnownFact<'model'>[] {
    return this.stated(MODEL_ID, 'model');
  }

  /** The newest fact of every series of these organisations on a day. */
  async valuesAt(
    owners: readonly string[],
    asOf: IsoDate,
    kinds: readonly KindOfTrusts[] = kindsOfTrusts,
  ): Promise<Map<string, KnownFact[]>> {
    const values = await this.measuredAt(owners, asOf, kinds);
    for (const owner of owners) {
      values.set(owner, [...(values.get(owner) ?? []), ...this.statedAt(owner, asOf)]);
    }
    return values;
  }

  /**
   * As `valuesAt`, for the figures of a cohort: measurements come without their ids, which only an
   * explanation names, so that a line of text carries each.
   */
  async cohortValuesAt(
    owners: readonly string[],
    asOf: IsoDate,
    kinds: readonly [FractionKind, FractionKind?],
  ): Promise<ReadonlyMap<string, readonly KnownFact[]>> {
    // Several figures of a page rest on the same values.
    return this.readers.values.at(this, { owners, asOf, kinds }, async () => {
      const measured = await this.fractionsOf(owners, this.measuredBy(asOf), kinds);
      return new Map(
        owners.map((owner) => [
          owner,
          [...this.statedAt(owner, asOf), ...(measured.get(owner) ?? [])],
        ]),
      );
    });
  }

  private async fractionsOf(
    owners: readonly string[],
    on: IsoDate,
    kinds: readonly [FractionKind, FractionKind?],
  ): Promise<ReadonlyMap<string, readonly KnownFact[]>> {
    const held = await this.readers.measurements();
    const { entry } = this.moment;
    if (held === undefined) {
      return fractionsAsked(this.readers, {
        owners,
        on,
        entry,
        kinds,
        areMost: this.areMost(owners),
      });
    }
    const asked = { owners, kinds: kinds.filter((kind) => kind !== undefined), on };
    return held.newest(asked, { entry, named: false });
  }

  /**
   * The last day up to a day about which anything measured can be known: that of the last entry, or the day after it,
   * which the application may have begun while the clock of the store had not.
   */
  private measuredBy(asOf: IsoDate): IsoDate {
    const { today } = this.moment;
    return today === undefined ? asOf : earlierOf(asOf, dayAfter(today));
  }

  /** Whether much of what was measured last anywhere will be of them. */
  private areMost(owners: readonly string[]): boolean {
    return owners.length * 3 >= [...this.statements.codesOf('status')].length;
  }

  /** All facts of an organisation, in no order that counts. */
  async known(owner: string): Promise<KnownFact[]> {
    const { entry } = this.moment;
    const rows = await this.read<FactColumns>(
      `select s.owner, s.kind, s.subject, f.*
       from read_models.series s cross join lateral (
         select ${FACT_COLUMNS} from read_models.facts f
         where f.series = s.series
           and f.recorded <= $3 and (f.superseded is null or f.superseded > $3) offset 0) f
       where s.owner = $1 and s.kind = any($2)`,
      [owner, measuredKinds, entry],
    );
    return [...(byOwner(rows).get(owner) ?? []), ...this.stated(owner)];
  }

  /** From memory, or by one index probe per series. */
  private async measuredAt(
    owners: readonly string[],
    asOf: IsoDate,
    kinds: readonly KindOfTrusts[],
  ): Promise<Map<string, KnownFact[]>> {
    const held = await this.readers.measurements();
    const { entry } = this.moment;
    const asked = { owners, kinds, on: this.measuredBy(asOf) };
    if (held !== undefined) return held.newest(asked, { entry, named: true });
    return byOwner(await measuredAsked(this.read, { ...asked, entry }));
  }
}
