import type { Found } from './problems.js';
import type { Cells } from './read-rows.js';

/** What a row that is right turned out to be, or would. */
export type Right = 'new' | 'changed' | 'identical';

/** A row that is not accepted, with everything that is wrong with it. */
export type Wrong = Readonly<{ row: number; cells: Cells; found: readonly Found[] }>;

/** What became of the rows of a file, or would: those that are right are counted, the others kept. */
export class Outcomes {
  private readonly counts = { new: 0, changed: 0, identical: 0 };
  private readonly refused = new Map<number, Wrong>();

  /** Begins with what others are already. */
  static after(earlier: Outcomes): Outcomes {
    const outcomes = new Outcomes();
    Object.assign(outcomes.counts, earlier.counts);
    for (const wrong of earlier.wrong) outcomes.refuse(wrong);
    return outcomes;
  }

  get right(): Readonly<Record<Right, number>> {
    return this.counts;
  }

  /** In the file's order. */
  get wrong(): readonly Wrong[] {
    return [...this.refused.values()].sort((one, other) => one.row - other.row);
  }

  accept(is: Right): void {
    this.counts[is] += 1;
  }

  refuse(wrong: Wrong): void {
    this.refused.set(wrong.row, wrong);
  }

  /** Undefined where the row of this number is right, or not yet judged. */
  whyNot(row: number): Wrong | undefined {
    return this.refused.get(row);
  }
}
