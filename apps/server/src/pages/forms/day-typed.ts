import { parseIsoDate, type IsoDate } from '#vocabulary';

/** The three fields of a day, as they were typed. */
export type DayParts = Readonly<{ day: string; month: string; year: string }>;

type DayRead =
  | Readonly<{ value: IsoDate | '' }>
  | Readonly<{ error: string; parts: readonly (keyof DayParts)[] }>;

const MONTHS =
  'january february march april may june july august september october november december'.split(
    ' ',
  );

/**
 * The day that three fields mean, '' where all are empty, or what is wrong and in which of them.
 * Months may be words, in full or as their first three letters: numbers alone are mistyped more.
 */
export function readDay(typed: DayParts, what: string): DayRead {
  const parts = (['day', 'month', 'year'] as const).filter((part) => typed[part] === '');
  if (parts.length === 3) return { value: '' };
  if (parts.length > 0) return { error: `${what} must include a ${parts.join(' and ')}`, parts };
  if (!/^\d{4}$/.test(typed.year)) return { error: 'Year must include 4 numbers', parts: ['year'] };
  const month = monthOf(typed.month);
  const day = parseIsoDate(`${typed.year}-${month}-${typed.day.padStart(2, '0')}`);
  return day === undefined
    ? { error: `${what} must be a real date`, parts: ['day', 'month', 'year'] }
    : { value: day };
}

/** The parts of a day that was read before. */
export function partsOf(day: string): DayParts {
  const [year = '', month = '', date = ''] = day.split('-');
  return { day: date.replace(/^0/, ''), month: month.replace(/^0/, ''), year };
}

function monthOf(typed: string): string {
  const word = typed.toLowerCase();
  const index = MONTHS.findIndex(
    (name) =>
      name === word || name.slice(0, 3) === word || (word === 'sept' && name === 'september'),
  );
  return (index < 0 ? typed : String(index + 1)).padStart(2, '0');
}
