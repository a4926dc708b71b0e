import type { PeriodAmount } from '#facts';
import { addDays, addMonths, type IsoDate } from '#vocabulary';
import { compare } from './fact-ref.js';

/** Months of the cadence past which a benefit without a newer actual counts as no longer measured. */
const PATIENCE = 1.5;

/**
 * The last day on which a figure of `lastDay` still counts as recent: 1.5 times its cadence later, a
 * half month being 15 days. Source: domain.md 4.6 question 8, and 6.7. Cadence in whole months.
 */
export function recentUntil(lastDay: IsoDate, cadenceMonths: number): IsoDate {
  const months = cadenceMonths * PATIENCE;
  const whole = Math.floor(months);
  return addDays(addMonths(lastDay, whole), whole < months ? 15 : 0);
}

/** How a benefit is measured, as far as it is known. */
export type Measuring = Readonly<{
  benefit: string;
  cadenceMonths: number;
  /** Last day of the newest actual, whatever has become of it; undefined where there is none. */
  lastActual?: IsoDate;
  /** First day of its approved trajectory: from then on it ought to be measured. */
  measuredFrom?: IsoDate;
}>;

export type StoppedMeasuring = Measuring &
  Readonly<{
    /** `never`: nothing was ever measured. */
    state: 'stopped' | 'never';
    /** The first day on which it is overdue. */
    overdueFrom: IsoDate;
  }>;

/**
 * The benefits that stopped being measured: whose last actual is older than 1.5 × cadence on `asOf`,
 * or that have none though their trajectory began that long ago. One that is not approved yet is not
 * due. Longest overdue first.
 */
export const stoppedMeasuring = (
  benefits: readonly Measuring[],
  asOf: IsoDate,
): readonly StoppedMeasuring[] =>
  benefits
    .flatMap((each): StoppedMeasuring[] => {
      const since = each.lastActual ?? each.measuredFrom;
      if (since === undefined) return [];
      const overdueFrom = addDays(recentUntil(since, each.cadenceMonths), 1);
      const state = each.lastActual === undefined ? 'never' : 'stopped';
      return overdueFrom <= asOf ? [{ ...each, state, overdueFrom }] : [];
    })
    .sort(
      (one, other) =>
        compare(one.overdueFrom, other.overdueFrom) || compare(one.benefit, other.benefit),
    );

/** The last day any of these periods speaks of. */
export const lastDayOf = (periods: readonly PeriodAmount[]): IsoDate | undefined =>
  periods
    .map(({ to }) => to)
    .sort(compare)
    .at(-1);
