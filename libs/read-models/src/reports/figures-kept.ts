import { Injectable } from '@nestjs/common';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { FigureCache } from '../facts-ledger/figure-cache.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import type { Numbers } from './agreement.js';
import { figureAgain, type NotAgain } from './figures-again.js';
import type { ReportFound } from './report-standing.js';
import { SharedFigures } from './shared-figures.js';

type Again = readonly (Numbers | NotAgain)[];

/** Figures of reports as they were at many entries: a day of a year each, and a few numbers every time. */
const ROOM = 2_000;

/** The figures of reports worked out again, each once for what it includes: that never changes. */
@Injectable()
export class FiguresKept {
  private readonly kept = new FigureCache<Again>(ROOM);

  constructor(private readonly ledger: Ledger) {}

  /** All figures of a report at an entry, in its order. */
  at(entry: number, report: ReportFound): Promise<Again> {
    return this.ledger.at({ entry }, (then) => this.in(then, report));
  }

  in(ledger: LedgerAt, { fact, grounds }: ReportFound): Promise<Again> {
    // The event stands for the figures it published: a corrected report is of another.
    return this.kept.at(ledger, { grounds, report: fact.eventId }, async () => {
      const shared = new SharedFigures(ledger, grounds);
      const all: (Numbers | NotAgain)[] = [];
      for (const figure of fact.value.figures) all.push(await figureAgain(shared, figure));
      return all;
    });
  }
}
