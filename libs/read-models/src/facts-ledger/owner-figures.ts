import type { LedgerAt } from './facts-ledger.query.js';

/** Of one owner: now, and at the earlier entry that it is compared with. */
const MOMENTS = 2;

/**
 * Figures that rest on the facts of one owner each, and on those of its benefits: kept until anything of
 * that owner is recorded, corrected or withdrawn, so that an entry about one trust lets those of all
 * others be.
 */
export class OwnerFigures<Figure extends object> {
  /** What was asked for the longest ago comes first, and is given up first. */
  private readonly kept = new Map<string, Kept<Figure>>();
  private held = 0;

  /** `room`: how many figures are kept. */
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
    const key = `${on}\n${String(ledger.tables)}`;
    const kept = this.kept.get(key);
    const found = new Map<Owner, Figure>();
    const others: Owner[] = [];
    for (const owner of owners) {
      const figure = kept?.get(owner)?.find(({ last }) => last === touched(owner))?.figure;
      if (figure === undefined) others.push(owner);
      else found.set(owner, figure);
    }
    const worked = others.length === 0 ? [] : [...(await work(others))];
    for (const [owner, figure] of worked) found.set(owner, figure);
    this.keep(key, worked, touched);
    return found;
  }

  private keep(
    key: string,
    worked: readonly (readonly [owner: string, Figure])[],
    touched: (owner: string) => number,
  ): void {
    const kept = this.kept.get(key) ?? new Map<string, readonly Told<Figure>[]>();
    this.kept.delete(key);
    this.kept.set(key, kept);
    for (const [owner, figure] of worked) {
      const before = kept.get(owner)?.slice(0, MOMENTS - 1) ?? [];
      this.held += 1 + before.length - (kept.get(owner)?.length ?? 0);
      kept.set(owner, [{ last: touched(owner), figure }, ...before]);
    }
    for (const [oldest, figures] of this.kept) {
      if (this.held <= this.room) break;
      this.kept.delete(oldest);
      for (const { length } of figures.values()) this.held -= length;
    }
  }
}

/** A figure, and the entry that said anything of its owner last. */
type Told<Figure> = Readonly<{ last: number; figure: Figure }>;
type Kept<Figure> = Map<string, readonly Told<Figure>[]>;
