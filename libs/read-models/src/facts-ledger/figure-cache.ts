import type { LedgerAt } from './facts-ledger.query.js';
import { LastAsked } from './last-asked.js';

/** Figures of cohorts, kept as long as what they include stays the same. */
export class FigureCache<Figure> {
  private readonly figures: LastAsked<Promise<Figure>>;

  constructor(room = 200) {
    this.figures = new LastAsked(room);
  }

  /** The figure for this question at the entry of the ledger. */
  at(
    ledger: Pick<LedgerAt, 'version'>,
    question: object,
    figure: () => Promise<Figure>,
  ): Promise<Figure> {
    const key = `${ledger.version}\n${JSON.stringify(question)}`;
    return this.figures.get(key) ?? this.work(key, figure);
  }

  private work(key: string, figure: () => Promise<Figure>): Promise<Figure> {
    const working = figure();
    this.figures.set(key, working);
    working.catch(() => {
      this.figures.delete(key);
    });
    return working;
  }
}
