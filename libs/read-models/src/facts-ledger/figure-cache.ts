import type { LedgerAt } from './facts-ledger.query.js';

/** Figures of cohorts, kept as long as what they include stays the same. */
export class FigureCache<Figure> {
  private readonly figures = new Map<string, Promise<Figure>>();

  constructor(private readonly room = 200) {}

  /** The figure for this question at the entry of the ledger. */
  at(
    ledger: Pick<LedgerAt, 'version'>,
    question: object,
    figure: () => Promise<Figure>,
  ): Promise<Figure> {
    const key = `${ledger.version}\n${JSON.stringify(question)}`;
    const kept = this.figures.get(key) ?? this.work(key, figure);
    // What was asked for last is given up last.
    this.figures.delete(key);
    this.figures.set(key, kept);
    return kept;
  }

  private work(key: string, figure: () => Promise<Figure>): Promise<Figure> {
    const [oldest] = this.figures.keys();
    if (oldest !== undefined && this.figures.size >= this.room) this.figures.delete(oldest);
    const working = figure();
    working.catch(() => this.figures.delete(key));
    return working;
  }
}
