import { isoDate, type IsoDate } from '#vocabulary';

/** A day as a whole number, 20250331. */
export const numberOf = (day: string): number =>
  Number(day.slice(0, 4)) * 10_000 + Number(day.slice(5, 7)) * 100 + Number(day.slice(8));

const daysMade = new Map<number, IsoDate>();

/** The day of such a number. Each is made once: a national figure over time asks for a hundred thousand, of a few hundred. */
export function dayOf(number: number): IsoDate {
  const made = daysMade.get(number);
  if (made !== undefined) return made;
  const digits = String(number).padStart(8, '0');
  const day = isoDate(`${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`);
  daysMade.set(number, day);
  return day;
}

/** Days since 1970 of a day. */
export const daysTo = (day: IsoDate): number => Date.parse(day) / DAY_MS;

/** The same of a day as a whole number, 20250331. */
export const daysOf = (number: number): number =>
  Date.UTC(Math.floor(number / 10_000), (Math.floor(number / 100) % 100) - 1, number % 100) /
  DAY_MS;

const daysCounted = new Map<number, IsoDate>();

/** The day so many days after the first of 1970; each is made once, as `dayOf` makes them. */
export function dayAt(days: number): IsoDate {
  const made = daysCounted.get(days);
  if (made !== undefined) return made;
  const day = isoDate(new Date(days * DAY_MS).toISOString().slice(0, 10));
  daysCounted.set(days, day);
  return day;
}

const DAY_MS = 86_400_000;
