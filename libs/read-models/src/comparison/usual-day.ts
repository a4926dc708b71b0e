import { addMonthsToTheEnd, type IsoDate } from '#vocabulary';
import type { PeriodClosed } from '../programmes/programme-profile.query.js';

/** About the time between two meetings of a board. */
const USUAL_MONTHS = 3;

/**
 * The day that a board compares with where it names none: the last day of the newest period that was closed
 * before, else three months before. The end of a month is compared with the end of a month.
 */
export const usualEarlierDay = (periods: readonly Closed[], asOf: IsoDate): IsoDate =>
  newestEndBefore(periods, asOf) ?? addMonthsToTheEnd(asOf, -USUAL_MONTHS);

/** The last day of the newest period that was over before a day; undefined before the first. */
export const newestEndBefore = (periods: readonly Closed[], asOf: IsoDate): IsoDate | undefined =>
  periods
    .map(({ to }) => to)
    .filter((to) => to < asOf)
    .sort()
    .at(-1);

type Closed = Pick<PeriodClosed, 'to'>;
