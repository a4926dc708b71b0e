import type { LedgerAt } from './facts-ledger.query.js';
import { LastAsked } from './last-asked.js';

/**
 * Figures that rest on the facts of one owner each, and on those of its benefits: kept until anything of
 * that owner is recorded, corrected or withdrawn, so that an entry about one trust lets those of all
 * others be.
 */
export class OwnerFigures<Figure extends object> {
  private readonly figures: LastAsked<Figure>;

  /** `room`: how many figures are kept. */
  constructor(room: number) {
    this.figures = new LastAsked(room);
  }

  /**
   * The figures of these owners. `on`: all else that they depend on, such as the day and the model;
   * `work` gives those of the owners of whom none is kept, and may leave some out.
   */
  async of<Owner extends string>(
    ledger: Pick<LedgerAt, 'tables' | 'touched'>,
    { owners, on }: Readonly<{ owners: readonly Owner[]; on: string }>,
    work: (owners: readonly Owner[]) => Promise<ReadonlyMap<Owner, Figure>>,
  ): Promise<ReadonlyMap<Owner, Figure>> {
    const touched = await ledger.touched();
    const keyOf = (owner: Owner) =>
      `${owner}\n${String(touched(owner))}\n${on}\n${String(ledger.tables)}`;
    const found = new Map<Owner, Figure>();
    const others: Owner[] = [];
    for (const owner of owners) {
      const figure = this.figures.get(keyOf(owner));
      if (figure === undefined) others.push(owner);
      else found.set(owner, figure);
    }
    if (others.length === 0) return found;
    for (const [owner, figure] of await work(others)) {
      found.set(owner, figure);
      this.figures.set(keyOf(owner), figure);
    }
    return found;
  }
}
