import type { Brand } from './brand.js';

/** A calendar day as `YYYY-MM-DD`, in Europe/London; such strings sort as days do. */
export type IsoDate = Brand<string, 'IsoDate'>;

/** The day, or undefined where the text is no real day (2025-02-29, 2025-13-01). */
export function parseIsoDate(text: string): IsoDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const [year, month, day] = numbersOf(text);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  return text as IsoDate;
}

/** Throws RangeError for a text that is no real day; for constants and fixtures. */
export function isoDate(text: string): IsoDate {
  const day = parseIsoDate(text);
  if (day === undefined) throw new RangeError(`Not a calendar day: ${text}`);
  return day;
}

// Asked several times of every row of a file: by place, which is quicker than to split.
const numbersOf = (day: string): readonly [year: number, month: number, day: number] => [
  Number(day.slice(0, 4)),
  Number(day.slice(5, 7)),
  Number(day.slice(8)),
];

/** Days of a month (1 to 12) of the Gregorian calendar. */
export const daysIn = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

/** `months` later (or earlier); ends at the end of a shorter month: 31 August + 6 = 28 February. */
export function addMonths(day: IsoDate, months: number): IsoDate {
  const [year, month, date] = numbersOf(day);
  const count = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(count / 12), (count % 12) + 1];
  return written(toYear, toMonth, Math.min(date, daysIn(toYear, toMonth)));
}

/** The same, where the last day of a month leads to the last day of another: 28 February to 31 May. */
export function addMonthsToTheEnd(day: IsoDate, months: number): IsoDate {
  const next = addDays(day, 1);
  return next.endsWith('-01') ? addDays(addMonths(next, months), -1) : addMonths(day, months);
}

export function addDays(day: IsoDate, days: number): IsoDate {
  const [year, month, date] = numbersOf(day);
  const moved = new Date(0);
  moved.setUTCFullYear(year, month - 1, date + days);
  return moved.toISOString().slice(0, 10) as IsoDate;
}

/**
 * Nothing is recorded of how records are used on earlier days: the NHS first set out to give every
 * patient an electronic one in 2002, and no source of ours speaks of a go-live before 2008.
 */
export const RECORDS_BEGIN = isoDate('2000-01-01');

/** "6 August 2018". */
export const dayInWords = (day: IsoDate): string =>
  `${String(Number(day.slice(8)))} ${monthInWords(day)} ${day.slice(0, 4)}`;

/** "August". */
export const monthInWords = (day: IsoDate): string => monthNames[Number(day.slice(5, 7)) - 1] ?? '';

/** "July 2026" for a whole month, "6 August 2018" for a single day, else "6 August 2018 to 5 September 2018". */
export function periodInWords({ from, to }: Readonly<{ from: IsoDate; to: IsoDate }>): string {
  if (from === to) return dayInWords(from);
  const wholeMonth =
    from.slice(0, 7) === to.slice(0, 7) && from.endsWith('-01') && dayAfter(to).endsWith('-01');
  return wholeMonth
    ? `${monthInWords(from)} ${from.slice(0, 4)}`
    : `${dayInWords(from)} to ${dayInWords(to)}`;
}

export const dayAfter = (day: IsoDate): IsoDate => addDays(day, 1);
export const dayBefore = (day: IsoDate): IsoDate => addDays(day, -1);

export const earlierOf = (a: IsoDate, b: IsoDate): IsoDate => (a < b ? a : b);
export const laterOf = (a: IsoDate, b: IsoDate): IsoDate => (a > b ? a : b);

/** The day it is in London at an instant (ISO 8601 with Z). */
export const londonDay = (instant: string): IsoDate => {
  const parts = new Map(
    londonCalendar.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]),
  );
  return `${parts.get('year') ?? ''}-${parts.get('month') ?? ''}-${parts.get('day') ?? ''}` as IsoDate;
};

const londonCalendar = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const written = (year: number, month: number, day: number): IsoDate =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` as IsoDate;

const monthNames =
  'January February March April May June July August September October November December'.split(
    ' ',
  );
