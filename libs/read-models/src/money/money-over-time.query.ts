import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { PeriodAmount } from '#facts';
import {
  amountsBy,
  formulaUsed,
  type ActualSums,
  type BenefitMoney,
  type FormulaUsed,
  type MoneyClass,
} from '#figures';
import { addMonths, earlierOf, isoDate, laterOf, type IsoDate } from '#vocabulary';
import { benefitOn, moneyOn } from '../benefits/benefit-on.js';
import { CohortFigures } from '../cohorts/cohort-figures.js';
import { cohortOf, membersOf, type Cohort, type CohortFilter } from '../cohorts/cohort.js';
import type { Lens, Moment, Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { quarterEnds } from '../progression/quarters.js';
import { holdersOf } from './money-holders.js';

/**
 * What was promised by the end of a quarter and what came of it, in whole pence. What was measured is
 * null on days that lie ahead.
 */
export type MoneyByThen = Readonly<{
  original: number;
  current: number;
  /** As expected now: revised since the last approval, or as approved. */
  expected: number;
  validated: number | null;
  awaiting: number | null;
}>;

/** Benefits with anything due by then, by what is known of them; null on days that lie ahead. */
type DueByThen = Readonly<{ validated: number; awaiting: number; silent: number }>;

export type QuarterMoney = Readonly<{
  /** Its last day; of the quarter that runs, the day asked about. */
  on: IsoDate;
  ahead: boolean;
  byClass: Readonly<Record<MoneyClass, MoneyByThen>>;
  due: DueByThen | null;
}>;

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
  const benefits = parts
    .flatMap((holder) => holder.benefits)
    .flatMap((benefit) => benefitOn(ledger, benefit, asOf) ?? [])
    .filter(({ profile }) => profile.value.valuedIn === 'money');
  const sums = await ledger.sumsOf(benefits, asOf);
  const plans = benefits.flatMap((on, index) => moneyOn(on, sums[index] ?? NOTHING, asOf));
  const days = daysOf(plans, asOf);
  const promised = plans.map((plan) => promisedBy(plan, days));
  const known = await ledger.sumsOver(
    benefits.map(({ benefit }) => benefit),
    days.filter((on) => on <= asOf),
  );
  const due = plans.map(({ current }) => firstEnd(current));
  const quarters = days.map((on, at) => {
    const parts = plans.map((plan, index): Part => ({
      class: plan.class,
      isDue: (due[index] ?? NEVER) <= on,
      original: promised[index]?.original[at] ?? 0,
      current: promised[index]?.current[at] ?? 0,
      expected: promised[index]?.expected[at] ?? 0,
      sums: known[index]?.[at],
    }));
    return quarterOf(on, on > asOf, parts);
  });
  const cohort = cohortOf(members, { asOf, filter, lens });
  return { formula: formulaUsed('money-over-time'), cohort, quarters };
}

/** After the end of any period. */
const NEVER = isoDate('9999-12-31');

const NOTHING: ActualSums = {
  ...{ validated: 0, awaiting: 0, rejected: 0, belowGate: 0 },
  counts: { validated: 0, awaiting: 0, rejected: 0, belowGate: 0 },
};

const promisedBy = (
  { original, current, forecast = current }: BenefitMoney,
  days: readonly IsoDate[],
) => ({
  original: amountsBy(original, days),
  current: amountsBy(current, days),
  expected: amountsBy(forecast, days),
});

/** One benefit by the end of a quarter; without `sums` where that lies ahead. */
type Part = Pick<MoneyByThen, 'original' | 'current' | 'expected'> &
  Readonly<{ class: BenefitMoney['class']; isDue: boolean; sums: ActualSums | undefined }>;

function quarterOf(on: IsoDate, ahead: boolean, parts: readonly Part[]): QuarterMoney {
  const ofClass = (name: MoneyClass): MoneyByThen => {
    const own = parts.filter((part) => part.class === name);
    const sum = (amount: (part: Part) => number) =>
      own.reduce((all, part) => all + amount(part), 0);
    return {
      original: sum(({ original }) => original),
      current: sum(({ current }) => current),
      expected: sum(({ expected }) => expected),
      validated: ahead ? null : sum(({ sums }) => sums?.validated ?? 0),
      awaiting: ahead ? null : sum(({ sums }) => sums?.awaiting ?? 0),
    };
  };
  const due = parts.filter((part) => part.isDue);
  const inState = (state: keyof DueByThen) =>
    due.filter(({ sums }) => stateOf(sums?.counts) === state).length;
  return {
    on,
    ahead,
    byClass: { CRB: ofClass('CRB'), NCRB: ofClass('NCRB'), SB: ofClass('SB') },
    due: ahead
      ? null
      : {
          validated: inState('validated'),
          awaiting: inState('awaiting'),
          silent: inState('silent'),
        },
  };
}

/** What is rejected or below the threshold of use counts towards nothing: nothing came of it yet. */
const stateOf = ({ validated, awaiting } = NOTHING.counts): keyof DueByThen =>
  validated > 0 ? 'validated' : awaiting > 0 ? 'awaiting' : 'silent';

/** The end of the first period of a trajectory. */
function firstEnd(periods: readonly PeriodAmount[]): IsoDate {
  let first = NEVER;
  for (const { to } of periods) first = earlierOf(first, to);
  return first;
}

/** From the first quarter for which anything was approved, up to a year ahead if as much was. */
function daysOf(plans: readonly BenefitMoney[], asOf: IsoDate): readonly IsoDate[] {
  const trajectories = plans.flatMap(({ original, current }) => [original, current]);
  const first = trajectories.reduce((day, periods) => earlierOf(day, firstEnd(periods)), NEVER);
  if (first === NEVER) return [];
  let last = asOf;
  for (const periods of trajectories) for (const { to } of periods) last = laterOf(last, to);
  const past = quarterEnds(first, asOf);
  // Three months more than are shown, so that the last quarter shown is a whole one.
  const ahead = quarterEnds(asOf, addMonths(asOf, 3 * (AHEAD + 1)))
    .slice(0, AHEAD + 1)
    .filter((_, index, ends) => (ends[index - 1] ?? asOf) < last);
  // A quarter that runs is told up to the day, and again once it is over.
  return [...new Set([...past, ...ahead])].slice(-QUARTERS);
}
