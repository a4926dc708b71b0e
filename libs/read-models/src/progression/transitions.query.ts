import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import {
  FEWEST_MOVES,
  formulaUsed,
  stageTransitions,
  timeInStage,
  transitionMatrix,
  type ByStage,
  type FormulaUsed,
  type StageInterval,
  type TimeInStage,
} from '#figures';
import { earlierOf, type IsoDate, type StageOrNone } from '#vocabulary';
import { CohortFigures } from '../cohorts/cohort-figures.js';
import type { Cohort, CohortFilter } from '../cohorts/cohort.js';
import type { Lens, ModelUsed, Moment, Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { organisationOn } from '../organisations/organisation-on.js';
import { progress, type ProgressionBody } from './cohort-progress.js';
import { stagesAhead, type StagesAhead } from './stages-ahead.js';

/** Where trusts of one stage were a quarter later, and the chances that this gives the next one. */
export type TransitionsFrom = Readonly<{
  stage: StageOrNone;
  observed: number;
  /** By the stage a quarter later, 0 to 4. */
  counts: ByStage;
  /** Shares of 1, smoothed; null while too few moves were seen. */
  chances: ByStage | null;
  /** How long trusts stayed at it, in days. */
  time: TimeInStage;
}>;

export type TransitionsBody = Readonly<{
  formula: FormulaUsed;
  cohort: Cohort;
  model: ModelUsed | null;
  /** The first and the last quarter end looked at; null where nothing is known. */
  from: IsoDate | null;
  to: IsoDate | null;
  /** Moves to another stage, of all pairs of quarter ends at which a trust was reported. */
  numerator: number;
  denominator: number;
  regressions: number;
  /** Moves that chances take at the least. */
  fewestMoves: number;
  stages: readonly TransitionsFrom[];
}> &
  StagesAhead;
export type TransitionsAnswer = Stamp & TransitionsBody;

/** How often did the trusts of a cohort go from one stage to another from quarter to quarter? */
export class StageTransitionsOf extends Query<TransitionsAnswer> {
  constructor(
    readonly moment: Moment,
    readonly filter: CohortFilter,
    readonly lens: Lens = 'as-was',
  ) {
    super();
  }
}

@QueryHandler(StageTransitionsOf)
export class StageTransitionsHandler implements IQueryHandler<StageTransitionsOf> {
  private readonly figures: CohortFigures<TransitionsBody>;

  constructor(ledger: Ledger) {
    this.figures = new CohortFigures(ledger, 100);
  }

  execute({ moment, filter, lens }: StageTransitionsOf): Promise<TransitionsAnswer> {
    const question = { filter, lens };
    return this.figures.at(moment, question, (ledger) =>
      transitions(ledger, moment.asOf, question),
    );
  }
}

/** The moves between stages of the trusts of a cohort. */
async function transitions(
  ledger: LedgerAt,
  asOf: IsoDate,
  question: Readonly<{ filter: CohortFilter; lens: Lens }>,
): Promise<TransitionsBody> {
  return transitionsIn(ledger, asOf, await progress(ledger, asOf, question));
}

/** The moves that a progression shows. */
export function transitionsIn(
  ledger: LedgerAt,
  asOf: IsoDate,
  { cohort, model, trusts, quarters }: ProgressionBody,
): TransitionsBody {
  const first = quarters[0]?.on;
  const whileOpen = trusts.map(({ code, intervals }) => ({
    organisation: code,
    intervals: upToClosure(intervals, organisationOn(ledger, code, asOf)?.closedOn),
  }));
  const seen = stageTransitions(whileOpen, first ?? asOf, asOf);
  const times = timeInStage(whileOpen);
  const matrix = transitionMatrix(seen);
  return {
    formula: formulaUsed('transitions'),
    cohort,
    model,
    from: first === undefined ? null : seen.from,
    to: first === undefined ? null : seen.to,
    numerator: seen.moves,
    denominator: seen.observed,
    regressions: seen.regressions,
    fewestMoves: FEWEST_MOVES,
    stages: ([0, 1, 2, 3, 4] as const).map((stage) => ({
      stage,
      observed: seen.counts[stage].reduce((sum, count) => sum + count, 0),
      counts: seen.counts[stage],
      chances: matrix?.[stage] ?? null,
      time: times[stage],
    })),
    ...stagesAhead(quarters.at(-1), matrix),
  };
}

/** What lapses after its last day is no move of a trust that has closed. */
function upToClosure(
  intervals: readonly StageInterval[],
  closedOn: IsoDate | undefined,
): readonly StageInterval[] {
  if (closedOn === undefined) return intervals;
  return intervals
    .filter(({ from }) => from <= closedOn)
    .map((interval) => ({ ...interval, to: earlierOf(interval.to ?? closedOn, closedOn) }));
}
