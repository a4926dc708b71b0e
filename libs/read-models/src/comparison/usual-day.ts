import { addMonths, type IsoDate } from '#vocabulary';
import type { PeriodClosed } from '../programmes/programme-profile.query.js';

/** About the time between two meetings of a board. */
const USUAL_MONTHS = 3;

/**
 * The day that a board compares with where it names none: the last day of the newest period that was closed
 * before, else three months before.
 */
export const usualEarlierDay = (
  periods: readonly Pick<PeriodClosed, 'to'>[],
  asOf: IsoDate,
): IsoDate =>
  periods
    .map(({ to }) => to)
    .filter((to) => to < asOf)
    .sort()
    .at(-1) ?? addMonths(asOf, -USUAL_MONTHS);
