import type { LedgerAt } from './facts-ledger.query.js';

/**
 * Figures that rest on the facts of one owner each, and on those of its benefits: kept until anything of
 * that owner is recorded, corrected or withdrawn, so that an entry about one trust lets those of all
 * others be.
 */
export class OwnerFigures<Figure extends object> {
  private readonly figures = new Map<string, Figure>();

  /** `room`: how many figures are kept; those last asked for the longest ago are given up first. */
  constructor(private readonly room: number) {}

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
      const figure = this.take(keyOf(owner));
      if (figure === undefined) others.push(owner);
      else found.set(owner, figure);
    }
    if (others.length === 0) return found;
    for (const [owner, figure] of await work(others)) {
      found.set(owner, figure);
      this.keep(keyOf(owner), figure);
    }
    return found;
  }

  private take(key: string): Figure | undefined {
    const figure = this.figures.get(key);
    if (figure !== undefined) this.keep(key, figure);
    return figure;
  }

  private keep(key: string, figure: Figure): void {
    this.figures.delete(key);
    this.figures.set(key, figure);
    if (this.figures.size <= this.room) return;
    const [oldest] = this.figures.keys();
    if (oldest !== undefined) this.figures.delete(oldest);
  }
}
