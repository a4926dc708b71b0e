import type { FactKind } from '#facts';
import type { LedgerAt } from './facts-ledger.query.js';

/** What rests on all facts of one kind, on some days: kept until another of them is stated or taken back. */
export class KindFigures<Figure extends object> {
  private readonly figures = new Map<string, Figure>();

  /** `room`: how many figures are kept; that last asked for the longest ago is given up first. */
  constructor(
    private readonly kind: FactKind,
    private readonly room: number,
  ) {}

  /** `on`: all else that the figure depends on, such as the day. */
  of(
    ledger: Pick<LedgerAt, 'tables' | 'knowledge' | 'lastOf'>,
    on: string,
    work: () => Figure,
  ): Figure {
    // Whoever looks back before the last of them asks for what was known at that entry, and at no other.
    const entry = Math.min(ledger.knowledge.entry, ledger.lastOf(this.kind));
    const key = `${String(entry)}\n${on}\n${String(ledger.tables)}`;
    const figure = this.figures.get(key) ?? work();
    this.figures.delete(key);
    this.figures.set(key, figure);
    const [oldest] = this.figures.keys();
    if (oldest !== undefined && this.figures.size > this.room) this.figures.delete(oldest);
    return figure;
  }
}
