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

/** What the trajectory is worth today, with no costs set against it. In whole pence. */
export type PresentValue = Readonly<{
  base: IsoDate;
  rates: Pick<DiscountRateSet, 'id' | 'title' | 'statedOn' | 'source' | 'sourced'>;
  /** False: the rates had not been stated by the day, and stand in. */
  stated: boolean;
  value: number;
  /** What a delay of one year takes from it, within the same horizon; negative is a loss. */
  ofOneYearLater: number;
  years: Appraisal['years'];
}>;

/** By the rates its profile names, else by the standard ones in force on the day. */
export function presentValueOf(
  { profile, current }: BenefitOn,
  asOf: IsoDate,
): PresentValue | null {
  const trajectory = current?.value.trajectory ?? [];
  const base = trajectory[0]?.from;
  if (profile.value.valuedIn !== 'money' || base === undefined) return null;
  const { discountSet } = profile.value;
  const named = discountRateSets.filter(({ id }) => id === discountSet);
  const purpose = named[0]?.purpose ?? 'standard';
  const used = rateSetInForce(named.length > 0 ? named : discountRateSets, purpose, asOf);
  if (used === undefined) return null;
  const { flows } = flowsFrom(base, { benefits: trajectory, costs: [] });
  const appraisal = appraise(flows, used.rates);
  const later = appraise(withBenefitsLater(flows, 1), used.rates);
  const { id, title, statedOn, source, sourced } = used.rates;
  return {
    base,
    rates: { id, title, statedOn, source, sourced },
    stated: used.stated,
    value: appraisal.netPresentValue,
    ofOneYearLater: later.netPresentValue - appraisal.netPresentValue,
    years: appraisal.years,
  };
}
