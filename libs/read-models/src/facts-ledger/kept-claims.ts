import type { ReadRows } from '#event-sourcing';
import type { SaidBy } from '#figures';
import type { IsoDate } from '#vocabulary';
import { claimKinds, type ClaimKind } from './claim-kinds.js';
import { CLAIMS_RECORDED, CLAIMS_SUPERSEDED, CLAIMS_WITHDRAWN, ClaimRows } from './claim-rows.js';
import { shownOver } from './actual-spans.js';
import type { KeptActuals } from './kept-actuals.js';
import { daysOf, daysTo } from './day-numbers.js';
import { DAYS_BEGUN, type DayBegun } from './days-begun.js';
import { firstWhere } from './first-where.js';
import { copyOf, Kept } from './kept.js';

/** Claims of one kind that were recorded as late as each other, and show the same. */
export type ClaimsTold = Readonly<{
  kind: ClaimKind;
  /** From the day they are about to that of their first recording; null of a day before our records. */
  days: number | null;
  said: SaidBy;
  /** A reference of evidence, or that it is named in words, or that nothing is. */
  shows: string;
  facts: number;
  /** Those of them that are not as they were first stated. */
  corrected: number;
}>;

/** What some owners together claim on a day, and how many of their claims were withdrawn by then. */
export type ClaimsOfOwners = Readonly<{ told: readonly ClaimsTold[]; withdrawn: number }>;

type Tells = Omit<ClaimsTold, 'facts' | 'corrected'>;
type Withdrawn = Readonly<{ day: number; entry: number }>;
type At = Readonly<{ asOf: IsoDate; entry: number }>;

/**
 * All claims, in 24 bytes each, with the number of what they tell: the quality of data counts
 * every one of them, which takes the database a second for a million.
 */
export class KeptClaims extends Kept {
  private begun: DayBegun[] = [];
  private owners = new Map<string, ClaimRows>();
  private withdrawn = new Map<string, Withdrawn[]>();
  private tells: Tells[] = [];
  /** By kind, who says it and what it shows; then by delay. */
  private numbers = new Map<string, Map<number | null, number>>();
  /** Of each benefit, by the state its actuals are in. */
  private actuals = new WeakMap<object, ClaimRows>();

  /** Of each of these groups of owners. */
  of(
    groups: readonly (readonly string[])[],
    actuals: KeptActuals,
    { asOf, entry }: At,
  ): readonly ClaimsOfOwners[] {
    const day = daysTo(asOf);
    return groups.map((owners) => {
      const rows = owners.flatMap((owner) => [
        ...this.statedOf(owner),
        ...this.actualsOf(owner, actuals),
      ]);
      const counts = new Uint32Array(2 * this.tells.length);
      for (const claims of rows) claims.count(counts, day, entry);
      const gone = owners.flatMap((owner) => this.withdrawn.get(owner) ?? []);
      return {
        told: this.told(counts),
        withdrawn: gone.filter((each) => each.day <= day && each.entry <= entry).length,
      };
    });
  }

  private statedOf(owner: string): readonly ClaimRows[] {
    const rows = this.owners.get(owner);
    return rows === undefined ? [] : [rows];
  }

  /** Made anew once anything is said of them; not kept while they know of entries that this does not. */
  private actualsOf(benefit: string, actuals: KeptActuals): readonly ClaimRows[] {
    const state = actuals.stateOf(benefit);
    if (state === undefined) return [];
    const made = this.actuals.get(state);
    if (made !== undefined) return [made];
    const statements = actuals.statementsOf(benefit);
    const rows = new ClaimRows();
    for (const statement of statements) {
      const { said, to, firstEntry, recorded } = statement;
      for (const { shows, begins, ends } of shownOver(statement)) {
        const [day, isCorrected] = [daysOf(to), recorded !== firstEntry];
        const tells = this.numberOf(`benefit-actual ${said} ${shows}`, day, firstEntry);
        rows.add({ day, tells, isCorrected, begins, ends });
      }
    }
    if (statements.every(({ recorded }) => recorded <= this.upTo)) this.actuals.set(state, rows);
    return [rows];
  }

  private told(counts: Uint32Array): readonly ClaimsTold[] {
    const told: ClaimsTold[] = [];
    for (const [number, tells] of this.tells.entries()) {
      const corrected = counts[2 * number + 1] ?? 0;
      const facts = (counts[2 * number] ?? 0) + corrected;
      if (facts > 0) told.push({ ...tells, facts, corrected });
    }
    return told;
  }

  /** All is read before any of it is kept: where a read fails, the next one begins at the same entry. */
  protected async readOn(read: ReadRows, after: number): Promise<void> {
    const begun = await read<DayBegun>(DAYS_BEGUN, [after]);
    const superseded = await read<SupersededRow>(CLAIMS_SUPERSEDED, [after, claimKinds]);
    const recorded: LinesRow[] = [];
    for (const statement of CLAIMS_RECORDED) {
      recorded.push(...(await read<LinesRow>(statement, [after])));
    }
    const withdrawn = await read<WithdrawnRow>(CLAIMS_WITHDRAWN, [after, claimKinds]);
    // The next entry after those before is mostly of a day that has begun already.
    for (const each of begun) {
      if (each.day > (this.begun.at(-1)?.day ?? -Infinity)) this.begun.push(each);
    }
    for (const row of superseded) this.owners.get(row.owner)?.end(row.recorded, row.superseded);
    for (const { lines } of recorded) for (const line of lines.split('\n')) this.keep(line);
    for (const { owner, ...gone } of withdrawn) {
      const own = this.withdrawn.get(owner) ?? [];
      this.withdrawn.set(owner, own);
      own.push(gone);
    }
  }

  private keep(line: string): void {
    const [owner = '', kind = '', said = '', shows = '', since, day, begins, ends, first] =
      line.split(' ');
    const firstEntry = Number(first);
    let rows = this.owners.get(owner);
    if (rows === undefined) this.owners.set(copyOf(owner), (rows = new ClaimRows()));
    const told = since === '-' ? undefined : Number(since);
    rows.add({
      day: Number(day),
      tells: this.numberOf(`${kind} ${said} ${shows}`, told, firstEntry),
      isCorrected: Number(begins) !== firstEntry,
      begins: Number(begins),
      ends: ends === '-' ? Number.MAX_SAFE_INTEGER : Number(ends),
    });
  }

  /** The number of what a claim tells: the same for all that tell the same. */
  private numberOf(what: string, day: number | undefined, firstEntry: number): number {
    const days = day === undefined ? null : this.dayOf(firstEntry) - day;
    let alike = this.numbers.get(what);
    if (alike === undefined) {
      alike = new Map<number | null, number>();
      this.numbers.set(copyOf(what), alike);
    }
    const known = alike.get(days);
    if (known !== undefined) return known;
    const number = this.tells.length;
    alike.set(days, number);
    const [kind = '', said = '', shows = ''] = copyOf(what).split(' ');
    this.tells.push({ kind: kind as ClaimKind, said: said as SaidBy, shows, days });
    return number;
  }

  /** The day on which an entry was recorded: that of the last beginning up to it. */
  private dayOf(entry: number): number {
    const { begun } = this;
    const later = firstWhere(begun.length, (at) => (begun[at]?.entry ?? 0) > entry);
    return begun[Math.max(0, later - 1)]?.day ?? 0;
  }

  protected forget(): void {
    this.begun = [];
    this.owners = new Map();
    this.withdrawn = new Map();
    this.tells = [];
    this.numbers = new Map();
    this.actuals = new WeakMap();
  }
}

type LinesRow = Readonly<{ lines: string }>;
type WithdrawnRow = Withdrawn & Readonly<{ owner: string }>;
type SupersededRow = Readonly<{ owner: string; recorded: number; superseded: number }>;
