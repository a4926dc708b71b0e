import type { FactKind } from '#facts';
import type { LedgerAt } from './facts-ledger.query.js';
import { LastAsked } from './last-asked.js';

/** What rests on all facts of some kinds, on some days: kept until another of them is stated or taken back. */
export class KindFigures<Figure extends object> {
  private readonly figures: LastAsked<Figure>;

  /** `kinds`: none that is measured. `room`: how many figures are kept. */
  constructor(
    private readonly kinds: readonly FactKind[],
    room: number,
  ) {
    this.figures = new LastAsked(room);
  }

  /** `on`: all else that the figure depends on, such as the day. */
  of(ledger: Pick<LedgerAt, 'versionOf'>, on: string, work: () => Figure): Figure {
    const key = `${ledger.versionOf(this.kinds)}\n${on}`;
    const known = this.figures.get(key);
    if (known !== undefined) return known;
    const figure = work();
    this.figures.set(key, figure);
    return figure;
  }
}
