import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { PartId, ProgrammeId } from '#vocabulary';
import { stampOf, type Moment, type Stamp } from '../facts-ledger/asking.js';
import { FigureCache } from '../facts-ledger/figure-cache.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import type { CountsOfChanges } from './prior-adjustments.js';
import {
  adjustmentsIn,
  closedPeriodIn,
  groundsOf,
  periodHead,
  type PeriodHead,
} from './closed-period.js';
import { FiguresKept } from './figures-kept.js';
import { reportsNow, standingsOf, type FigureStanding } from './report-standing.js';

export type PeriodReadAnswer = Stamp &
  PeriodHead &
  Readonly<{
    /** How many facts of its time were recorded, corrected or withdrawn since its close. */
    adjustments: CountsOfChanges;
    /** What its reports published, and what each figure is now. */
    figures: readonly FigureStanding[];
  }>;

/** What does a closed period keep, and what became of it since? Undefined for what was not closed. */
export class PeriodRead extends Query<PeriodReadAnswer | undefined> {
  constructor(
    readonly programme: ProgrammeId,
    readonly period: PartId,
    readonly moment: Moment,
  ) {
    super();
  }
}

@QueryHandler(PeriodRead)
export class PeriodReadHandler implements IQueryHandler<PeriodRead> {
  private readonly counts = new FigureCache<PeriodReadAnswer['adjustments']>();

  constructor(
    private readonly ledger: Ledger,
    private readonly kept: FiguresKept,
  ) {}

  async execute(asked: PeriodRead): Promise<PeriodReadAnswer | undefined> {
    const { moment } = asked;
    const found = await this.ledger.at(moment.knownAt, async (ledger) => {
      const closed = await closedPeriodIn(ledger, asked);
      if (closed === undefined) return undefined;
      const reports = await reportsNow(this.kept, ledger, { ...closed, periods: [asked.period] });
      const adjustments = await this.counts.at(
        ledger,
        groundsOf(closed),
        async () => (await adjustmentsIn(ledger, closed)).counts,
      );
      return { ...stampOf(ledger, moment.asOf), ...periodHead(closed), reports, adjustments };
    });
    if (found === undefined) return undefined;
    const { reports, ...head } = found;
    const figures: FigureStanding[] = [];
    // One after another: each holds a connection while it looks back.
    for (const report of reports) figures.push(...(await standingsOf(this.kept, report)));
    return { ...head, figures };
  }
}
