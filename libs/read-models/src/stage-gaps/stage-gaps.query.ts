import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import {
  formulaUsed,
  stageGapDistribution,
  stageGapOf,
  type FormulaUsed,
  type StageGap,
} from '#figures';
import type { IsoDate, OdsCode, Stage } from '#vocabulary';
import { CohortFigures } from '../cohorts/cohort-figures.js';
import type { Cohort, CohortFilter } from '../cohorts/cohort.js';
import type { Lens, ModelUsed, Moment, Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { distribute } from '../stages/stage-distribution.query.js';
import { stageExpectedOn, type ExpectedBy, type TargetNamed } from './expected-stage.js';

/** How far one trust is from the stage expected of it, its word from its evidence, that from others'. */
export type TrustStageGap = StageGap & Readonly<{ code: OdsCode; name: string }>;

/** Trusts that are so many stages off, by the high bound. */
type TrustsOff = Readonly<{ stages: number; trusts: number }>;

export type StageGapsBody = Readonly<{
  formula: FormulaUsed;
  cohort: Cohort;
  model: ModelUsed | null;
  /** The stage that is expected; null where no target expects any. */
  expected: Stage | null;
  /** The target that expects it of the trusts of its cohort; null where the question did, of everybody. */
  expectedBy: ExpectedBy | null;
  /** Trusts surely at it or beyond, of those of whom it is expected, and how many may be. */
  numerator: number;
  denominator: number;
  mayHaveReached: number;
  notReported: number;
  /** Of the trusts of whom a stage is expected. */
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
    /** A stage, or the target whose stage it is; left out, that of the targets in force. */
    readonly expected?: Stage | TargetNamed,
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
    return this.figures.at(moment, question, (ledger) => stageGaps(ledger, moment.asOf, question));
  }
}

export type StageGapsQuestion = Readonly<{
  filter: CohortFilter;
  lens: Lens;
  expected: Stage | TargetNamed | undefined;
}>;

/** The stage gaps of the trusts of a cohort. */
export async function stageGaps(
  ledger: LedgerAt,
  asOf: IsoDate,
  { filter, lens, expected: asked }: StageGapsQuestion,
): Promise<StageGapsBody> {
  const {
    cohort,
    model,
    trusts: standing,
  } = await distribute(ledger, asOf, { by: 'nation', filter, lens });
  const { demonstration } = filter;
  const target =
    typeof asked === 'number'
      ? undefined
      : stageExpectedOn(ledger, { asOf, demonstration, lens, target: asked });
  const expectedOf = (code: OdsCode): Stage | undefined => {
    if (typeof asked === 'number') return asked;
    return target?.of.has(code) === true ? target.stage : undefined;
  };
  const trusts = standing.map(({ code, name, ...stage }) => ({
    code,
    name,
    ...stageGapOf(stage, expectedOf(code)),
  }));
  const distribution = stageGapDistribution(trusts);
  const { reached, notReported, byGap } = distribution;
  const marked = trusts.flatMap(({ selfMarking, reported }) =>
    selfMarking === undefined ? [] : [{ toTarget: selfMarking, reported }],
  );
  return {
    formula: formulaUsed('stage-gap'),
    cohort,
    model,
    expected: typeof asked === 'number' ? asked : (target?.stage ?? null),
    expectedBy: target?.by ?? null,
    numerator: reached.low,
    denominator: distribution.trusts,
    mayHaveReached: reached.high,
    notReported,
    toTarget: off(byGap),
    selfMarking: off(stageGapDistribution(marked).byGap),
    trusts,
  };
}

const off = (byGap: ReadonlyMap<number, number>): readonly TrustsOff[] =>
  [...byGap].map(([stages, trusts]) => ({ stages, trusts }));
