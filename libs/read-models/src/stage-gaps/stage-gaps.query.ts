import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { stageGapDistribution, stageGapOf, type StageGap } from '#figures';
import type { IsoDate, OdsCode, Stage } from '#vocabulary';
import { CohortFigures } from '../cohorts/cohort-figures.js';
import type { Cohort, CohortFilter } from '../cohorts/cohort.js';
import type { Lens, ModelUsed, Moment, Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { distribute } from '../stages/stage-distribution.query.js';

/** How far one trust is from the stage expected of it, its word from its evidence, that from others'. */
export type TrustStageGap = StageGap & Readonly<{ code: OdsCode; name: string }>;

/** Trusts that are so many stages off, by the high bound. */
type TrustsOff = Readonly<{ stages: number; trusts: number }>;

type StageGapsBody = Readonly<{
  cohort: Cohort;
  model: ModelUsed | null;
  /** The stage that is expected of everybody; null where none was asked for. */
  expected: Stage | null;
  /** Trusts surely at it or beyond, of those of the cohort, and how many more may be. */
  numerator: number;
  denominator: number;
  mayHaveReached: number;
  notReported: number;
  toTarget: readonly TrustsOff[];
  /** Declared beyond what the evidence shows, of the trusts that declare a stage. */
  selfMarking: readonly TrustsOff[];
  trusts: readonly TrustStageGap[];
}>;
export type StageGapsAnswer = Stamp & StageGapsBody;

/** How many stages are the trusts of a cohort off, and how far do they mark themselves higher? */
export class StageGaps extends Query<StageGapsAnswer> {
  constructor(
    readonly moment: Moment,
    readonly filter: CohortFilter,
    readonly lens: Lens = 'as-was',
    readonly expected?: Stage,
  ) {
    super();
  }
}

@QueryHandler(StageGaps)
export class StageGapsHandler implements IQueryHandler<StageGaps> {
  private readonly figures: CohortFigures<StageGapsBody>;

  constructor(ledger: Ledger) {
    // It lists every trust.
    this.figures = new CohortFigures(ledger, 100);
  }

  execute({ moment, filter, lens, expected }: StageGaps): Promise<StageGapsAnswer> {
    const question = { filter, lens, expected };
    return this.figures.at(moment, question, (ledger) => gaps(ledger, moment.asOf, question));
  }
}

async function gaps(
  ledger: LedgerAt,
  asOf: IsoDate,
  {
    filter,
    lens,
    expected,
  }: Readonly<{ filter: CohortFilter; lens: Lens; expected: Stage | undefined }>,
): Promise<StageGapsBody> {
  const {
    cohort,
    model,
    trusts: standing,
  } = await distribute(ledger, asOf, {
    by: 'nation',
    filter,
    lens,
  });
  const trusts = standing.map(({ code, name, ...stage }) => ({
    code,
    name,
    ...stageGapOf(stage, expected),
  }));
  const { reached, notReported, byGap } = stageGapDistribution(trusts);
  const marked = trusts.flatMap(({ selfMarking, reported }) =>
    selfMarking === undefined ? [] : [{ toTarget: selfMarking, reported }],
  );
  return {
    cohort,
    model,
    expected: expected ?? null,
    numerator: reached.low,
    denominator: trusts.length,
    mayHaveReached: reached.high,
    notReported,
    toTarget: off(byGap),
    selfMarking: off(stageGapDistribution(marked).byGap),
    trusts,
  };
}

const off = (byGap: ReadonlyMap<number, number>): readonly TrustsOff[] =>
  [...byGap].map(([stages, trusts]) => ({ stages, trusts }));
