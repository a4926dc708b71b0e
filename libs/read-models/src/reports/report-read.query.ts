import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { LedgerValues } from '#facts';
import type { PartId, ProgrammeId } from '#vocabulary';
import { stampOf, type Moment, type Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { factsOfProgramme, ofKind, statedIn, type Stated } from '../programmes/programme-facts.js';
import { FiguresKept } from './figures-kept.js';
import {
  performAgain,
  reportFound,
  reportNow,
  standingsOf,
  type FigureAgain,
  type FigureStanding,
  type ReportFound,
} from './report-standing.js';

/** What a report says of itself; `includes` is the last entry that its figures include. */
type ReportHead = Omit<LedgerValues['report'], 'entry' | 'figures' | 'asOf'> &
  Omit<Stated, 'entry'> &
  Readonly<{
    programme: ProgrammeId;
    report: string;
    includes: number;
    figuresAsOf: LedgerValues['report']['asOf'];
  }>;

export type ReportReadAnswer = Stamp &
  ReportHead &
  Readonly<{ figures: readonly FigureStanding[] }>;

/** A report as it was published, with what its figures are now beside it. Undefined without it. */
export class ReportRead extends Query<ReportReadAnswer | undefined> {
  constructor(
    readonly programme: ProgrammeId,
    readonly report: PartId,
    readonly moment: Moment,
  ) {
    super();
  }
}

export type RePerformanceAnswer = Stamp &
  ReportHead &
  Readonly<{
    /** Figures that match what was published, of all. */
    numerator: number;
    denominator: number;
    figures: readonly FigureAgain[];
  }>;

/** Does a report's every figure come out again at its entry, by its versions? Undefined without it. */
export class RePerformance extends Query<RePerformanceAnswer | undefined> {
  constructor(
    readonly programme: ProgrammeId,
    readonly report: PartId,
    readonly moment: Moment,
  ) {
    super();
  }
}

@QueryHandler(ReportRead)
export class ReportReadHandler implements IQueryHandler<ReportRead> {
  constructor(
    private readonly ledger: Ledger,
    private readonly kept: FiguresKept,
  ) {}

  async execute(asked: ReportRead): Promise<ReportReadAnswer | undefined> {
    const found = await this.ledger.at(asked.moment.knownAt, async (ledger) => {
      const report = await reportIn(ledger, asked);
      if (report === undefined) return undefined;
      return {
        head: { ...stampOf(ledger, asked.moment.asOf), ...headOf(report) },
        now: await reportNow(this.kept, ledger, report),
      };
    });
    if (found === undefined) return undefined;
    return { ...found.head, figures: await standingsOf(this.kept, found.now) };
  }
}

@QueryHandler(RePerformance)
export class RePerformanceHandler implements IQueryHandler<RePerformance> {
  constructor(
    private readonly ledger: Ledger,
    private readonly kept: FiguresKept,
  ) {}

  async execute(asked: RePerformance): Promise<RePerformanceAnswer | undefined> {
    const found = await this.ledger.at(asked.moment.knownAt, async (ledger) => {
      const report = await reportIn(ledger, asked);
      return report && { report, stamp: stampOf(ledger, asked.moment.asOf) };
    });
    if (found === undefined) return undefined;
    const figures = await performAgain(this.kept, found.report);
    return {
      ...found.stamp,
      ...headOf(found.report),
      numerator: figures.filter(({ outcome }) => outcome === 'matches').length,
      denominator: figures.length,
      figures,
    };
  }
}

async function reportIn(
  ledger: LedgerAt,
  { programme, report, moment }: ReportRead | RePerformance,
): Promise<ReportFound | undefined> {
  const facts = await factsOfProgramme(ledger, programme, moment.asOf);
  const registered = ofKind(facts, 'programme').at(-1);
  const fact = ofKind(facts, 'report').find(({ subject }) => subject === report);
  return registered && fact && reportFound(fact, programme, registered.value);
}

function headOf({ fact, grounds }: ReportFound): ReportHead {
  const { figures: _, asOf, entry: includes, ...value } = fact.value;
  const { entry: __, ...stated } = statedIn(fact);
  const { programme } = grounds;
  return { programme, report: fact.subject, ...value, figuresAsOf: asOf, includes, ...stated };
}
