import { addDays, addMonths, isoDate, type IsoDate } from '#vocabulary';

/** The last day the demonstration measures. It is fixed, so that everyone sees the same programme. */
const LAST_DAY = isoDate('2026-10-31');
export const MONTHS = 36;
const FIRST_DAY = addMonths(addDays(LAST_DAY, 1), -MONTHS);
/** What was known when the programme began is effective on this day, and recorded in the first month. */
export const STARTING_DAY = addMonths(FIRST_DAY, -1);
/** Nothing is recorded later than this. */
export const LAST_RECORDING = addDays(LAST_DAY, 14);

/** First day of a month of the programme, counted from 0. */
export const firstDayOf = (month: number): IsoDate =>
  firstDays[month] ?? addMonths(FIRST_DAY, month);
export const lastDayOf = (month: number): IsoDate =>
  lastDays[month] ?? addDays(firstDayOf(month + 1), -1);

// Asked for a hundred thousand times while the programme is written.
const firstDays = Array.from({ length: MONTHS + 1 }, (_, month) => addMonths(FIRST_DAY, month));
const lastDays = firstDays.slice(1).map((day) => addDays(day, -1));

/** The month of the programme in which a day lies. */
export const monthOf = (day: IsoDate): number => {
  const [year, month] = day.split('-').map(Number) as [number, number];
  const [firstYear, firstMonth] = FIRST_DAY.split('-').map(Number) as [number, number];
  return (year - firstYear) * 12 + month - firstMonth;
};
