import type { PeriodAmount } from '#facts';
import { addMonths, dayAfter, dayBefore, type IsoDate } from '#vocabulary';
import { compare } from '../fact-ref.js';
import { lastWholeMonth, monthOf } from './months.js';
import { startOf } from './promises.js';
import { classesIn, sizeOf, widestOf, type Size } from './reference-classes.js';
import { classQuantile, ENOUGH, type ReferenceClass } from './survival.js';

/** Validated ÷ approved to date of one benefit, so many whole years after its go-live. */
export type RatioObservation = Readonly<{
  benefit: string;
  benefitClass: string;
  yearsLive: number;
  checkedOn: IsoDate;
  ratio: number;
}>;

/** What was realised by benefits of a class and age, within those of the class, within all. */
export type RatioClasses = (benefitClass: string, yearsLive: number) => ReferenceClass;

/** One ratio per benefit and year, the last of it, so that no benefit counts many times. */
export function ratioClasses(observations: readonly RatioObservation[]): RatioClasses {
  const newest = new Map<string, RatioObservation>();
  for (const each of [...observations].sort((a, b) => compare(a.checkedOn, b.checkedOn))) {
    newest.set(`${each.benefit} ${ageOf(each.yearsLive)}`, each);
  }
  const ratios = [...newest.values()].map((each) => ({
    ...each,
    value: each.ratio,
    censored: false,
  }));
  const classOf = classesIn(ratios, [
    ({ benefitClass }) => benefitClass,
    ({ yearsLive }) => ageOf(yearsLive),
  ]);
  return (benefitClass, yearsLive) => classOf(benefitClass, ageOf(yearsLive));
}

/** From the fifth year on, benefits are of one age. */
const ageOf = (yearsLive: number): string => String(Math.max(0, Math.min(5, yearsLive)));

export type BenefitQuestion = Readonly<{
  asOf: IsoDate;
  /** As approved now. Amounts in whole pence, or in the unit of the measure. */
  trajectory: readonly PeriodAmount[];
  unit: 'pence' | 'measure';
  /** Months from the approved start to the real one; undefined while it has not started. */
  startedAfter: number | undefined;
  slips: ReferenceClass;
  ratios: ReferenceClass;
  /** Net present value of the case with these benefits. */
  netPresentValue: (benefits: readonly PeriodAmount[]) => number;
}>;

/** A tenth lies below p10, half below p50, a tenth above p90. */
export type Band = Readonly<{ p10: number; p50: number; p90: number }>;

export type BenefitForecast = Readonly<{ slips: Size; ratios: Size }> &
  (
    | Readonly<{ kind: 'too-few-observations' }>
    /** The trajectory brings nothing in any period. */
    | Readonly<{ kind: 'nothing-approved' }>
    | Readonly<{
        kind: 'projection';
        /** Months the start slips by, and the share of the approved amounts that is realised. */
        slip: Band;
        ratio: Band;
        /** Shifted by the middle slip and scaled by the middle ratio. */
        central: readonly PeriodAmount[];
        /** Late and small, and early and large: the p90 slip with the p10 ratio, and the reverse. */
        low: readonly PeriodAmount[];
        high: readonly PeriodAmount[];
        netPresentValue: Band & Readonly<{ mean: number; asApproved: number }>;
        /** Slips reach beyond what was observed: they are held at the largest, and may be more. */
        beyondData: boolean;
      }>
  );

/**
 * What a benefit will bring, by how late and how large others were: time first, size second. The net
 * present value is worked out in each of a hundred cells, the middles of the ten tenths of the slips
 * by those of the ratios, each as likely; no chance is drawn (domain: Forecasting, benefits). A benefit
 * that is overdue is judged by those that slipped as far, one that has started by the ratios alone. Fewer than
 * 15 observations of what is needed: no figure.
 */
export function benefitForecast(question: BenefitQuestion): BenefitForecast {
  const { trajectory, slips, ratios, netPresentValue } = question;
  const sizes = { slips: sizeOf(slips), ratios: sizeOf(ratios) };
  const start = startOf(trajectory);
  if (start === undefined) return { ...sizes, kind: 'nothing-approved' };
  const needed = question.startedAfter === undefined ? [slips, ratios] : [ratios];
  if (needed.some((each) => widestOf(each).survival.completed < ENOUGH)) {
    return { ...sizes, kind: 'too-few-observations' };
  }
  const slipAt = slipsBy(question, start);
  const ratioAt = (share: number) => classQuantile(ratios, share) ?? largestOf(ratios);
  const projected = (late: number, large: number) =>
    project(question, slipAt(late).months, ratioAt(large));
  const values = TENTHS.flatMap((late) =>
    TENTHS.map((large) => netPresentValue(projected(late, large))),
  ).sort((one, other) => one - other);
  return {
    ...sizes,
    kind: 'projection',
    slip: bandOf((share) => slipAt(share).months),
    ratio: bandOf(ratioAt),
    central: projected(0.5, 0.5),
    low: projected(0.9, 0.1),
    high: projected(0.1, 0.9),
    netPresentValue: {
      ...bandOf((share) => values[Math.ceil(share * values.length) - 1] ?? 0),
      mean: values.reduce((sum, value) => sum + value, 0) / values.length,
      asApproved: netPresentValue(trajectory),
    },
    beyondData: TENTHS.some((share) => slipAt(share).held),
  };
}

/** The middles of ten tenths. */
const TENTHS = [0.05, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.95];

const bandOf = (at: (share: number) => number): Band => ({
  p10: at(0.1),
  p50: at(0.5),
  p90: at(0.9),
});

type Slip = Readonly<{ months: number; held: boolean }>;

function slipsBy(
  { asOf, startedAfter, slips }: BenefitQuestion,
  start: IsoDate,
): (share: number) => Slip {
  if (startedAfter !== undefined) return () => ({ months: startedAfter, held: false });
  const elapsed = lastWholeMonth(asOf) - monthOf(start);
  return (share) => {
    const months = classQuantile(slips, share, elapsed);
    return months === undefined
      ? { months: Math.max(largestOf(slips), elapsed + 1), held: true }
      : { months, held: false };
  };
}

const largestOf = (reference: ReferenceClass): number =>
  Math.max(
    reference.survival.last ?? -Infinity,
    reference.parent === undefined ? -Infinity : largestOf(reference.parent),
  );

/** Whole months later, every amount scaled; whole pence of which no penny is lost on the way. */
function project(
  { trajectory, unit }: BenefitQuestion,
  months: number,
  ratio: number,
): readonly PeriodAmount[] {
  let [exact, given] = [0, 0];
  return trajectory.map(({ from, to, amount }) => {
    exact += amount * ratio;
    const share = unit === 'pence' ? Math.round(exact) - given : amount * ratio;
    given += share;
    return {
      from: addMonths(from, months),
      to: dayBefore(addMonths(dayAfter(to), months)),
      amount: share,
    };
  });
}
