import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { formulaUsed, type FormulaUsed } from '#figures';
import { addMonths, earlierOf, laterOf, type IsoDate } from '#vocabulary';
import { benefitsOn } from '../benefits/benefits-on.js';
import { CohortFigures } from '../cohorts/cohort-figures.js';
import { cohortOf, membersOf, type Cohort, type CohortFilter } from '../cohorts/cohort.js';
import type { Lens, Moment, Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { quarterEnds } from '../progression/quarters.js';
import { holdersOf } from './money-holders.js';
import { endsOf, MoneySums, planOf, type Plan, type QuarterMoney } from './money-sums.js';

export type MoneyOverTimeBody = Readonly<{
  formula: FormulaUsed;
  cohort: Cohort;
  quarters: readonly QuarterMoney[];
}>;
export type MoneyOverTimeAnswer = Stamp & MoneyOverTimeBody;

/** How did what was promised in money and what was realised add up, quarter by quarter? */
export class MoneyOverTime extends Query<MoneyOverTimeAnswer> {
  constructor(
    readonly moment: Moment,
    readonly filter: CohortFilter,
    readonly lens: Lens = 'as-was',
  ) {
    super();
  }
}

/** Quarters after the one asked about of which it is told what was promised. */
const AHEAD = 4;
/** Quarters that are told at most, the latest ones. */
const QUARTERS = 20;

@QueryHandler(MoneyOverTime)
export class MoneyOverTimeHandler implements IQueryHandler<MoneyOverTime> {
  private readonly figures: CohortFigures<MoneyOverTimeBody>;

  constructor(ledger: Ledger) {
    this.figures = new CohortFigures(ledger);
  }

  execute({ moment, filter, lens }: MoneyOverTime): Promise<MoneyOverTimeAnswer> {
    return this.figures.at(moment, { filter, lens }, (ledger) =>
      moneyOverTime(ledger, moment.asOf, { filter, lens }),
    );
  }
}

/** The money of a cohort quarter by quarter. */
export async function moneyOverTime(
  ledger: LedgerAt,
  asOf: IsoDate,
  { filter, lens }: Readonly<{ filter: CohortFilter; lens: Lens }>,
): Promise<MoneyOverTimeBody> {
  const members = membersOf(ledger, asOf, filter, lens);
  const { parts } = holdersOf(ledger, asOf, { members, filter, lens });
  const ids = parts.flatMap((holder) => holder.benefits);
  const benefits = (await benefitsOn(ledger, ids, asOf))
    .map(({ on }) => on)
    .filter(({ profile }) => profile.value.valuedIn === 'money');
  const plans = benefits.map(planOf);
  const days = daysOf(plans, asOf);
  const known = await ledger.sumsOver(
    benefits.map(({ benefit }) => benefit),
    days.filter((on) => on <= asOf),
  );
  const sums = new MoneySums(days);
  for (const [index, plan] of plans.entries()) sums.add(plan, known[index]);
  const cohort = cohortOf(members, { asOf, filter, lens });
  return { formula: formulaUsed('money-over-time'), cohort, quarters: sums.quarters(asOf) };
}

/** From the first quarter for which anything was approved, up to a year ahead if as much was. */
function daysOf(plans: readonly Plan[], asOf: IsoDate): readonly IsoDate[] {
  let first: IsoDate | undefined;
  let last = asOf;
  for (const { original, current } of plans) {
    for (const ends of [endsOf(original), endsOf(current)]) {
      if (ends === undefined) continue;
      first = earlierOf(first ?? ends.first, ends.first);
      last = laterOf(last, ends.last);
    }
  }
  if (first === undefined) return [];
  const past = quarterEnds(first, asOf);
  // Three months more than are shown, so that the last quarter shown is a whole one.
  const ahead = quarterEnds(asOf, addMonths(asOf, 3 * (AHEAD + 1)))
    .slice(0, AHEAD + 1)
    .filter((_, index, ends) => (ends[index - 1] ?? asOf) < last);
  // A quarter that runs is told up to the day, and again once it is over.
  return [...new Set([...past, ...ahead])].slice(-QUARTERS);
}
