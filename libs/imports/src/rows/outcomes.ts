import type { Correction } from './corrections.js';
import type { Doubt } from './doubts.js';
import type { Found } from './problems.js';
import type { Cells } from './read-rows.js';

/** What a row that is right turned out to be, or would. */
export type Right = 'new' | 'changed' | 'identical';

/** A row that is not accepted, with everything that is wrong with it. */
export type Wrong = Readonly<{
  row: number;
  cells: Cells;
  typed?: Cells | undefined;
  found: readonly Found[];
}>;

/** What is shown of a row that is right before it is confirmed, besides that it is. */
type Shown = Readonly<{ correction?: Correction | undefined; doubt?: Doubt | undefined }>;

/** The most corrections, and the most doubts, that a report lists. */
const MOST_SHOWN = 1_000;

/** What became of the rows of a file, or would: those that are right are counted, the others kept. */
export class Outcomes {
  private readonly counts = { new: 0, changed: 0, identical: 0 };
  private readonly refused = new Map<number, Wrong>();
  private readonly corrected: Correction[] = [];
  private readonly doubted: Doubt[] = [];
  /** How many rows are doubted in all. */
  doubtsFound = 0;

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
    return [...this.refused.values()].sort(inOrder);
  }

  /** In the file's order; a thousand at most. */
  get corrections(): readonly Correction[] {
    return this.corrected.toSorted(inOrder);
  }

  /** In the file's order; a thousand at most. */
  get doubts(): readonly Doubt[] {
    return this.doubted.toSorted(inOrder);
  }

  accept(is: Right, { correction, doubt }: Shown = {}): void {
    this.counts[is] += 1;
    if (is === 'identical') return;
    if (correction !== undefined && this.corrected.length < MOST_SHOWN) {
      this.corrected.push(correction);
    }
    if (doubt === undefined) return;
    this.doubtsFound += 1;
    if (this.doubted.length < MOST_SHOWN) this.doubted.push(doubt);
  }

  refuse(wrong: Wrong): void {
    this.refused.set(wrong.row, wrong);
  }

  /** Undefined where the row of this number is right, or not yet judged. */
  whyNot(row: number): Wrong | undefined {
    return this.refused.get(row);
  }
}

const inOrder = (one: Readonly<{ row: number }>, other: Readonly<{ row: number }>): number =>
  one.row - other.row;
