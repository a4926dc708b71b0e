import type { IsoDate } from '#vocabulary';
import { outlookOf } from './count.js';
import { USUAL_RHO, type DeadlineQuestion } from './deadline.js';
import { dependentCount, type Grouped } from './dependence.js';
import { missOf } from './miss.js';
import { referenceClasses } from './reference-classes.js';
import { ENOUGH, kaplanMeier } from './survival.js';

/** Of those still to come, how many won't have come by the end of a day's month. */
export type FanPoint = Readonly<{
  by: IsoDate;
  /** At most so many, with a chance of a tenth, a half and nine tenths. */
  p10: number;
  p50: number;
  p90: number;
}>;

export type FanQuestion = Pick<DeadlineQuestion, 'asOf' | 'awaited' | 'slips' | 'waits' | 'rho'>;

/**
 * How a count narrows: `deadlineForecast` of each of these days, which lie after `asOf`. Those to whom
 * nothing observed speaks count to none of it. With fewer than 15 completed slips: nothing.
 */
export function fanOf(
  { asOf, awaited, slips, waits, rho = USUAL_RHO }: FanQuestion,
  days: readonly IsoDate[],
): readonly FanPoint[] {
  if (kaplanMeier(slips).completed < ENOUGH) return [];
  const classes = referenceClasses(slips, waits);
  return days.map((deadline) => {
    const known = awaited.flatMap((each): Grouped[] => {
      const { group, probability } = missOf(each, classes, { asOf, deadline });
      return probability === undefined ? [] : [{ group, probability }];
    });
    const { p10, p50, p90 } = outlookOf(dependentCount(known, rho), 0);
    return { by: deadline, p10, p50, p90 };
  });
}
