import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import {
  formulaUsed,
  heldSince,
  stageMovement,
  type FormulaUsed,
  type StageInterval,
  type StageMovement,
} from '#figures';
import type { IsoDate, OdsCode, Stage, StageOrNone } from '#vocabulary';
import { CohortFigures } from '../cohorts/cohort-figures.js';
import { membersOf, type Cohort, type CohortFilter } from '../cohorts/cohort.js';
import type { Lens, ModelUsed, Moment, Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { progress } from './cohort-progress.js';

type Shown = Readonly<{ low: StageOrNone; high: StageOrNone }>;

/** Where a trust stands, since when, and where it stood on the earlier day. */
export type TrustMoved = Readonly<{
  code: OdsCode;
  name: string;
  declared: Stage | null;
  /** Null where it has not reported. */
  evidenced: Shown | null;
  validated: Stage | null;
  before: Shown | null;
  movement: StageMovement;
  /** The first day, without a break since, on which evidence shows a stage or above; null where it does not. */
  heldSince: Readonly<Record<Stage, IsoDate | null>>;
}>;

type MovesBody = Readonly<{
  formula: FormulaUsed;
  cohort: Cohort;
  model: ModelUsed | null;
  since: IsoDate;
  /** Trusts at another stage than on the earlier day, of all open on the later one. */
  numerator: number;
  denominator: number;
  counts: Readonly<Record<StageMovement, number>>;
  trusts: readonly TrustMoved[];
}>;
export type StageMovesAnswer = Stamp & MovesBody;

/** Which trusts went up or down by their evidence since an earlier day, and since when are they there? */
export class StageMoves extends Query<StageMovesAnswer> {
  constructor(
    readonly moment: Moment,
    readonly since: IsoDate,
    readonly filter: CohortFilter,
    readonly lens: Lens = 'as-was',
  ) {
    super();
  }
}

@QueryHandler(StageMoves)
export class StageMovesHandler implements IQueryHandler<StageMoves> {
  private readonly figures: CohortFigures<MovesBody>;

  constructor(ledger: Ledger) {
    // It lists every trust.
    this.figures = new CohortFigures(ledger, 100);
  }

  execute({ moment, since, filter, lens }: StageMoves): Promise<StageMovesAnswer> {
    const question = { since, filter, lens };
    return this.figures.at(moment, question, (ledger) => moves(ledger, moment.asOf, question));
  }
}

async function moves(
  ledger: LedgerAt,
  asOf: IsoDate,
  { since, filter, lens }: Pick<StageMoves, 'since' | 'filter' | 'lens'>,
): Promise<MovesBody> {
  const { cohort, model, trusts: ever } = await progress(ledger, asOf, { filter, lens });
  const open = new Set(
    membersOf(ledger, asOf, filter, lens).map(({ countsUnder }) => countsUnder.code),
  );
  const trusts = ever
    .filter(({ code }) => open.has(code))
    .map(({ code, name, intervals }): TrustMoved => {
      const [then, now] = [intervals.findLast(({ from }) => from <= since), intervals.at(-1)];
      return {
        code,
        name,
        declared: now?.declared ?? null,
        evidenced: shownIn(now),
        validated: now?.validated ?? null,
        before: shownIn(then),
        movement: stageMovement(then, now),
        heldSince: eachStage((stage) => heldSince(intervals, stage) ?? null),
      };
    });
  const count = (movement: StageMovement): number =>
    trusts.filter((trust) => trust.movement === movement).length;
  const counts = {
    up: count('up'),
    down: count('down'),
    none: count('none'),
    new: count('new'),
    stopped: count('stopped'),
    'not-reported': count('not-reported'),
  };
  return {
    formula: formulaUsed('stage-moves'),
    cohort,
    model,
    since,
    numerator: counts.up + counts.down,
    denominator: trusts.length,
    counts,
    trusts,
  };
}

const shownIn = (interval: StageInterval | undefined): Shown | null =>
  interval?.evidencedLow === undefined || interval.evidencedHigh === undefined
    ? null
    : { low: interval.evidencedLow, high: interval.evidencedHigh };

const eachStage = <Value>(of: (stage: Stage) => Value): Readonly<Record<Stage, Value>> => ({
  1: of(1),
  2: of(2),
  3: of(3),
  4: of(4),
});
