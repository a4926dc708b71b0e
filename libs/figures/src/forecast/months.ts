import { addMonths, dayAfter, daysIn, isoDate, type IsoDate } from '#vocabulary';

/** Months since the year 0: slips and slacks are differences of calendar months. */
export const monthOf = (day: IsoDate): number =>
  Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

/**
 * The last month that is over by the end of a day. What has not happened by 10 March may still happen
 * in March: it is known not to have happened in February or before.
 */
export const lastWholeMonth = (day: IsoDate): number => monthOf(dayAfter(day)) - 1;

/** The ends of the months from that of `first` on that are over by `last`. */
export function monthEnds(first: IsoDate, last: IsoDate): readonly IsoDate[] {
  const from = isoDate(`${first.slice(0, 7)}-01`);
  const count = Math.max(0, lastWholeMonth(last) - monthOf(first) + 1);
  return Array.from({ length: count }, (_, index) => endOfMonth(addMonths(from, index)));
}

function endOfMonth(day: IsoDate): IsoDate {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  return isoDate(`${day.slice(0, 7)}-${String(daysIn(year, month)).padStart(2, '0')}`);
}
