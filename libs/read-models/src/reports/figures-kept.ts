import { Injectable } from '@nestjs/common';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { FigureCache } from '../facts-ledger/figure-cache.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import type { Numbers } from './agreement.js';
import { TouchesKept } from './touches-kept.js';
import { canMove, figureAgain, type NotAgain, type Published } from './figures-again.js';
import type { ReportFound } from './report-standing.js';
import { SharedFigures } from './shared-figures.js';
import type { Touches } from './touches.js';

type Again = readonly (Numbers | NotAgain)[];

/** Fifty figures that are gone through back over a year of days; a few hundred bytes each. */
const ROOM = 20_000;

/**
 * The figures of reports worked out again: each once for as long as nothing is touched that it can rest
 * on, as what is recorded of later days makes no difference to it.
 */
@Injectable()
export class FiguresKept {
  private readonly kept = new FigureCache<Numbers | NotAgain>(ROOM);

  constructor(
    private readonly ledger: Ledger,
    private readonly touched: TouchesKept,
  ) {}

  /** When anything was touched that the figures of a report can rest on. */
  touchesOf(
    ledger: LedgerAt,
    { fact, grounds: { asOf, programme } }: ReportFound,
  ): Promise<Touches> {
    return this.touched.at(ledger, { entry: fact.value.entry, day: asOf, programme });
  }

  /** All figures of a report at an entry, or some of them, in this order. */
  at(entry: number, report: ReportFound, figures?: readonly Published[]): Promise<Again> {
    return this.ledger.at({ entry }, (then) => this.in(then, report, figures));
  }

  async in(
    ledger: LedgerAt,
    report: ReportFound,
    figures: readonly Published[] = report.fact.value.figures,
  ): Promise<Again> {
    const { grounds } = report;
    const touches = await this.touchesOf(ledger, report);
    const shared = new SharedFigures(ledger, grounds);
    const all: (Numbers | NotAgain)[] = [];
    for (const figure of figures) {
      const last = touches.lastOf((kind) => canMove(figure, kind));
      const version = `${String(ledger.tables)}/${String(last)}`;
      const work = () => figureAgain(shared, figure);
      all.push(await this.kept.at({ version }, { grounds, figure }, work));
    }
    return all;
  }
}
