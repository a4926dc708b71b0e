import { Injectable } from '@nestjs/common';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { FigureCache } from '../facts-ledger/figure-cache.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import type { Numbers } from './agreement.js';
import type { Finds } from './closed-period.js';
import { FactsTouched } from './facts-touched.js';
import { canMove, figureAgain, type NotAgain, type Published } from './figures-again.js';
import { sinceReport, type ReportFound } from './report-standing.js';
import { SharedFigures } from './shared-figures.js';

type Again = readonly (Numbers | NotAgain)[];

/** Figures of reports as they were at many entries: a day of a year each, and a few numbers every time. */
const ROOM = 4_000;

/**
 * The figures of reports worked out again: each once for as long as nothing is touched that it can rest
 * on, as what is recorded of later days makes no difference to it.
 */
@Injectable()
export class FiguresKept {
  private readonly kept = new FigureCache<Numbers | NotAgain>(ROOM);
  private readonly since = new FactsTouched();
  readonly touched: Finds = (ledger, since) => this.since.since(ledger, since);

  constructor(private readonly ledger: Ledger) {}

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
    const touched = await this.touched(ledger, sinceReport(report));
    const shared = new SharedFigures(ledger, grounds);
    const all: (Numbers | NotAgain)[] = [];
    for (const figure of figures) {
      const last = touched.lastOf((kind) => canMove(figure, kind));
      const version = `${String(ledger.tables)}/${String(last)}`;
      const work = () => figureAgain(shared, figure);
      all.push(await this.kept.at({ version }, { grounds, figure }, work));
    }
    return all;
  }
}
