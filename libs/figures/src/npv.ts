import type { PeriodAmount } from '#facts';
import type { IsoDate } from '#vocabulary';
import { rateOfYear, type DiscountRateSet } from './discount-rates.js';
import { decimal, ONE, productsToThePenny, type Fraction } from './fractions.js';

/** What a year brings and takes, in whole pence at the prices of one named year. Year 0 is the base year. */
export type YearFlow = Readonly<{ year: number; benefits: number; costs: number }>;

/** Amounts in whole pence. */
export type Appraisal = Readonly<{
  /** Id of the discount rates. */
  rates: string;
  presentBenefits: number;
  presentCosts: number;
  /** Present benefits − present costs, to the penny. */
  netPresentValue: number;
  /** Present benefits ÷ present costs; undefined without costs. */
  benefitCostRatio: number | undefined;
  /** By year; the present values of the years sum to those above. */
  years: readonly (YearFlow &
    Readonly<{ factor: number; presentBenefits: number; presentCosts: number }>)[];
}>;

/**
 * Net present value and benefit-cost ratio.
 *
 *     NPV = Σ (benefits_t − costs_t) · f_t      f_0 = 1      f_t = f_(t−1) ÷ (1 + rate of year t)
 *     BCR = Σ benefits_t · f_t ÷ Σ costs_t · f_t
 *
 * With one rate, f_t = 1 ÷ (1 + r)^t; where the rate changes, the factors go on from the one before,
 * as in the Green Book's tables. Source: domain.md 4.4.
 *
 * Sums are exact fractions of whole numbers. Present benefits and present costs are each rounded to
 * the penny once, halves up; the years are rounded so that they sum to them. Years are whole and not
 * negative; amounts are whole pence, and any sign.
 */
export function appraise(flows: readonly YearFlow[], rates: DiscountRateSet): Appraisal {
  const years = byYear(flows);
  const factors = factorsUpTo(years.at(-1)?.year ?? 0, rates);
  const benefits = productsToThePenny(years.map(({ year, benefits: own }) => [own, factors[year]]));
  const costs = productsToThePenny(years.map(({ year, costs: own }) => [own, factors[year]]));
  return {
    rates: rates.id,
    presentBenefits: benefits.sum,
    presentCosts: costs.sum,
    netPresentValue: benefits.sum - costs.sum,
    benefitCostRatio: costs.sum === 0 ? undefined : benefits.sum / costs.sum,
    years: years.map((flow, index) => ({
      ...flow,
      factor: decimal(factors[flow.year]),
      presentBenefits: benefits.parts[index] ?? 0,
      presentCosts: costs.parts[index] ?? 0,
    })),
  };
}

/**
 * The same case with every benefit `byYears` later and the costs where they were. What moves past the
 * last year of the case is lost to it: the horizon stays, as the worked example of domain.md 4.4 has it.
 */
export function withBenefitsLater(flows: readonly YearFlow[], byYears: number): YearFlow[] {
  const horizon = Math.max(...flows.map(({ year }) => year));
  return [
    ...flows.map(({ year, costs }) => ({ year, benefits: 0, costs })),
    ...flows
      .filter(({ year }) => year + byYears <= horizon)
      .map(({ year, benefits }) => ({ year: year + byYears, benefits, costs: 0 })),
  ];
}

/**
 * Amounts by year of the case: a period counts in the year in which it begins. Year 0 begins on
 * `base`; what began before is spent or gained already and is given apart.
 */
export function flowsFrom(
  base: IsoDate,
  { benefits, costs }: Readonly<Record<'benefits' | 'costs', readonly PeriodAmount[]>>,
): Readonly<{ flows: readonly YearFlow[]; beforeBase: YearFlow }> {
  const all = byYear([
    ...benefits.map(({ from, amount }) => ({ ...nothing(yearsTo(from, base)), benefits: amount })),
    ...costs.map(({ from, amount }) => ({ ...nothing(yearsTo(from, base)), costs: amount })),
  ]);
  return {
    flows: all.filter(({ year }) => year >= 0),
    beforeBase: all.filter(({ year }) => year < 0).reduce(plus, nothing(-1)),
  };
}

/** Whole years from `base` to `day`, negative before it. */
function yearsTo(day: IsoDate, base: IsoDate): number {
  const years = Number(day.slice(0, 4)) - Number(base.slice(0, 4));
  return day.slice(5) < base.slice(5) ? years - 1 : years;
}

const nothing = (year: number): YearFlow => ({ year, benefits: 0, costs: 0 });

const plus = (one: YearFlow, other: YearFlow): YearFlow => ({
  year: one.year,
  benefits: one.benefits + other.benefits,
  costs: one.costs + other.costs,
});

function byYear(flows: readonly YearFlow[]): readonly YearFlow[] {
  const years = new Map<number, YearFlow>();
  for (const flow of flows)
    years.set(flow.year, plus(years.get(flow.year) ?? nothing(flow.year), flow));
  return [...years.values()].sort((one, other) => one.year - other.year);
}

/** One basis point is a ten-thousandth. */
const BASIS = 10_000n;

function factorsUpTo(last: number, rates: DiscountRateSet): readonly Fraction[] {
  const factors = [ONE];
  for (let year = 1; year <= last; year += 1) {
    const { numerator, denominator } = factors[year - 1] ?? ONE;
    factors.push({
      numerator: numerator * BASIS,
      denominator: denominator * (BASIS + BigInt(rateOfYear(rates, year))),
    });
  }
  return factors;
}
