import {
  appraise,
  discountRateSets,
  flowsFrom,
  rateSetInForce,
  withBenefitsLater,
  type Appraisal,
  type DiscountRateSet,
} from '#figures';
import type { IsoDate } from '#vocabulary';
import type { BenefitOn } from './benefit-on.js';

/** What the case is worth on its first day, in whole pence. */
export type PresentValue = Readonly<{
  base: IsoDate;
  rates: Pick<DiscountRateSet, 'id' | 'title' | 'statedOn' | 'source' | 'sourced'>;
  /** False: the rates had not been stated by the day, and stand in. */
  stated: boolean;
  /** Net: present benefits − present costs, where costs are stated; else the benefits alone. */
  value: number;
  benefits: number;
  /** Null where the newest approval states none, which is not to say that there are none. */
  costs: number | null;
  /** Present benefits ÷ present costs; null without costs above 0. */
  benefitCostRatio: number | null;
  /** What it changes that every benefit, and no cost, comes one year later, within the same horizon; negative is a loss. */
  ofOneYearLater: number;
  years: Appraisal['years'];
}>;

/** By the rates its profile names, else by the standard ones in force on the day. */
export function presentValueOf(
  { profile, current }: BenefitOn,
  asOf: IsoDate,
): PresentValue | null {
  const { trajectory = [], costs } = current?.value ?? {};
  const base = [...trajectory, ...(costs ?? [])].map(({ from }) => from).sort()[0];
  if (profile.value.valuedIn !== 'money' || base === undefined) return null;
  const { discountSet } = profile.value;
  const named = discountRateSets.filter(({ id }) => id === discountSet);
  const purpose = named[0]?.purpose ?? 'standard';
  const used = rateSetInForce(named.length > 0 ? named : discountRateSets, purpose, asOf);
  if (used === undefined) return null;
  const { flows } = flowsFrom(base, { benefits: trajectory, costs: costs ?? [] });
  const appraisal = appraise(flows, used.rates);
  const later = appraise(withBenefitsLater(flows, 1), used.rates);
  const { id, title, statedOn, source, sourced } = used.rates;
  return {
    base,
    rates: { id, title, statedOn, source, sourced },
    stated: used.stated,
    value: appraisal.netPresentValue,
    benefits: appraisal.presentBenefits,
    costs: costs === undefined ? null : appraisal.presentCosts,
    benefitCostRatio: appraisal.benefitCostRatio ?? null,
    ofOneYearLater: later.netPresentValue - appraisal.netPresentValue,
    years: appraisal.years,
  };
}
