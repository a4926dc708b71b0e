import { dayAfter, daysIn, isoDate, type IsoDate } from '#vocabulary';

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
  const from = monthOf(first);
  const count = Math.max(0, lastWholeMonth(last) - from + 1);
  return Array.from({ length: count }, (_, index) => endOf(from + index));
}

function endOf(month: number): IsoDate {
  const known = ends.get(month);
  if (known !== undefined) return known;
  const [year, ofYear] = [Math.floor(month / 12), (month % 12) + 1];
  const parts = [ofYear, daysIn(year, ofYear)].map((part) => String(part).padStart(2, '0'));
  const end = isoDate([String(year).padStart(4, '0'), ...parts].join('-'));
  ends.set(month, end);
  return end;
}

// Each course of hundreds asks for the same months.
const ends = new Map<number, IsoDate>();
