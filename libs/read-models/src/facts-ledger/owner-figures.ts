import type { IsoDate } from '#vocabulary';
import type { LedgerAt } from './facts-ledger.query.js';

/** Of one owner and question: as it is now, and as it was then where a page compares the two. */
const MOST = 2;

type Worked<Figure> = Readonly<{ touched: number; figure: Figure }>;
type OfOwners<Figure> = Map<string, readonly Worked<Figure>[]>;

/**
 * Figures that rest on the facts of one owner each, and on those of its benefits: kept until anything of
 * that owner is recorded, corrected or withdrawn, so that an entry about one trust lets those of all
 * others be.
 */
export class OwnerFigures<Figure extends object> {
  /** By all else that they depend on; what was asked for the longest ago comes first, and is given up first. */
  private readonly questions = new Map<string, OfOwners<Figure>>();
  private held = 0;

  /** `room`: how many figures are kept, or those of the last question where they are more. */
  constructor(private readonly room: number) {}

  /**
   * The figures of these owners. `on`: all else that they depend on, the day first, such as the model;
   * `work` gives those of the owners of whom none is kept, and may leave some out.
   */
  async of<Owner extends string>(
    ledger: Pick<LedgerAt, 'tables' | 'touched'>,
    { owners, on }: Readonly<{ owners: readonly Owner[]; on: string }>,
    work: (owners: readonly Owner[]) => Promise<ReadonlyMap<Owner, Figure>>,
  ): Promise<ReadonlyMap<Owner, Figure>> {
    const touched = await ledger.touched();
    const question = `${on}\n${String(ledger.tables)}`;
    const kept = this.questions.get(question);
    if (kept !== undefined) this.asLast(question, kept);
    const found = new Map<Owner, Figure>();
    const others: Owner[] = [];
    for (const owner of owners) {
      const last = touched(owner);
      const figure = kept?.get(owner)?.find((each) => each.touched === last)?.figure;
      if (figure === undefined) others.push(owner);
      else found.set(owner, figure);
    }
    if (others.length === 0) return found;
    for (const [owner, figure] of await work(others)) {
      found.set(owner, figure);
      this.keep(question, owner, { touched: touched(owner), figure });
    }
    this.makeRoom();
    return found;
  }

  /** Those of a day count as asked for now, where an answer that rests on them was found without them. */
  stay(day: IsoDate): void {
    for (const [question, kept] of [...this.questions]) {
      if (question.startsWith(day)) this.asLast(question, kept);
    }
  }

  private keep(question: string, owner: string, figure: Worked<Figure>): void {
    // Asked for with each, as it may have been given up while this was worked out.
    const kept = this.questions.get(question) ?? new Map<string, readonly Worked<Figure>[]>();
    this.asLast(question, kept);
    const before = kept.get(owner) ?? [];
    const others = before.filter(({ touched }) => touched !== figure.touched);
    const now = [figure, ...others].slice(0, MOST);
    kept.set(owner, now);
    this.held += now.length - before.length;
  }

  private asLast(question: string, kept: OfOwners<Figure>): void {
    this.questions.delete(question);
    this.questions.set(question, kept);
  }

  private makeRoom(): void {
    for (const [question, kept] of this.questions) {
      if (this.held <= this.room || this.questions.size === 1) return;
      this.questions.delete(question);
      for (const { length } of kept.values()) this.held -= length;
    }
  }
}
