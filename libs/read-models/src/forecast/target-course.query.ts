import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { fanOf, formulaUsed, type FanPoint, type FormulaUsed } from '#figures';
import {
  addMonths,
  laterOf,
  spanOf,
  type IsoDate,
  type PartId,
  type ProgrammeId,
} from '#vocabulary';
import { FiguresIfAny } from '../cohorts/cohort-figures.js';
import type { Moment, Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { heldOn } from '../programmes/target-held.js';
import { quarterEnds } from '../progression/quarters.js';
import { awaitedFor } from './awaited.js';

/** How many had reached a target by a day, by the definition and the cohort that it has now. */
export type ReachedBy = Readonly<{
  /** Last day of a quarter, or the day asked about where that still runs. */
  on: IsoDate;
  numerator: number;
  /** Trusts of which nothing tells. */
  unknown: number;
  denominator: number;
}>;

export type CourseBody = Readonly<{
  formula: FormulaUsed;
  programme: ProgrammeId;
  target: PartId;
  deadlineOn: IsoDate;
  /** Quarter by quarter since the target was first set, the last two years of it. */
  reached: readonly ReachedBy[];
  /** Of those still to come, how many won't have; empty where too few slips were observed. */
  ahead: readonly FanPoint[];
}>;
export type TargetCourseAnswer = Stamp & CourseBody;

/** How did a target come on, and how will it go on? Undefined where it had no terms. */
export class TargetCourse extends Query<TargetCourseAnswer | undefined> {
  constructor(
    readonly programme: ProgrammeId,
    readonly target: PartId,
    readonly moment: Moment,
  ) {
    super();
  }
}

/** Quarters looked back on, the one that runs included, and ahead. */
const BACK = 9;
const AHEAD = 8;
/** Quarters ahead that are told even where the deadline comes sooner, or is over. */
const AT_LEAST = 4;

@QueryHandler(TargetCourse)
export class TargetCourseHandler implements IQueryHandler<TargetCourse> {
  private readonly figures: FiguresIfAny<CourseBody>;

  constructor(ledger: Ledger) {
    this.figures = new FiguresIfAny(ledger, 50);
  }

  execute(asked: TargetCourse): Promise<TargetCourseAnswer | undefined> {
    const { programme, target, moment } = asked;
    return this.figures.at(moment, { programme, target }, (ledger) =>
      courseOf(ledger, { programme, target, asOf: moment.asOf }),
    );
  }
}

/** How a target came on by a day, and how it goes on; undefined where it had no terms. */
export async function courseOf(
  ledger: LedgerAt,
  { programme, target, asOf }: Readonly<{ programme: ProgrammeId; target: PartId; asOf: IsoDate }>,
): Promise<CourseBody | undefined> {
  const found = await awaitedFor(ledger, programme, { target, asOf });
  if (found === undefined) return undefined;
  const { held, awaited, slips, waits } = found;
  const deadlineOn = spanOf(held.terms.deadline).latest;
  const setOn = ledger
    .stated(programme, 'target')
    .filter(({ subject, effective }) => subject === target && effective.latest <= asOf)
    .at(-1)?.effective.latest;
  const reached: ReachedBy[] = [];
  for (const on of quarterEnds(setOn ?? asOf, asOf).slice(-BACK)) {
    const trusts = on === asOf ? held.trusts : await heldOn(ledger, held, on);
    const count = (verdict: string) => trusts.filter((each) => each.verdict === verdict).length;
    reached.push({
      on,
      numerator: count('counts'),
      unknown: count('unknown'),
      denominator: trusts.length,
    });
  }
  return {
    formula: formulaUsed('target-course'),
    programme,
    target,
    deadlineOn,
    reached,
    ahead: fanOf({ asOf, awaited, slips, waits }, quartersAhead(asOf, deadlineOn)),
  };
}

/** Whole quarters after the day, up to the deadline or for a year. */
function quartersAhead(asOf: IsoDate, deadline: IsoDate): readonly IsoDate[] {
  const last = laterOf(deadline, addMonths(asOf, 3 * AT_LEAST));
  const ends = quarterEnds(asOf, addMonths(asOf, 3 * (AHEAD + 1))).filter((end) => end > asOf);
  return ends.slice(0, AHEAD).filter((_, index) => (ends[index - 1] ?? asOf) < last);
}
