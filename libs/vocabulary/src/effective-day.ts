import { dayInWords, earlierOf, isoDate, type IsoDate } from './iso-date.js';
import { spanOf, type StatedDate, type StatedPrecision } from './stated-date.js';

/**
 * When something was so: the first and the last day the source leaves open, and how well it knows.
 * Figures count it from `latest`. A day is never invented.
 */
export type EffectiveDay = Readonly<{
  earliest: IsoDate;
  latest: IsoDate;
  precision:
    | StatedPrecision
    /** Only known to lie between two days. */
    | 'between'
    /** The source names no date: counted from the day it was published … */
    | 'published'
    /** … or, where that is unknown too, from the day the data was gathered. */
    | 'gathered'
    /** So since before our records begin: it holds at every asOf. */
    | 'before-records';
}>;

/** Where `before-records` lies; sorts before every day we hold. */
export const BEFORE_RECORDS = isoDate('0001-01-01');

/** When something happened, in the words of a form, a file or a source. */
export type Occurrence =
  | Readonly<{ on: StatedDate }>
  | Readonly<{ between: readonly [IsoDate, IsoDate] }>
  | Readonly<{ undated: 'published' | 'gathered'; on: StatedDate }>
  | Readonly<{ since: 'before-records' }>;

/**
 * The day that figures count from. What cannot lie ahead is cut at `notAfter`, where its latest day
 * passes it; undefined where even its earliest day does.
 */
export function effectiveDay(when: Occurrence, notAfter?: IsoDate): EffectiveDay | undefined {
  const { earliest, latest, precision } = spanned(when);
  if (notAfter === undefined) return { earliest, latest, precision };
  if (earliest > notAfter) return undefined;
  return { earliest, latest: earlierOf(latest, notAfter), precision };
}

/**
 * A day no more exactly than it is known, for sentences: `2025-01-18`, `2025-01`, `2025`, `2024/25`, or
 * the days it lies between. What is cut at its latest day is still the month or year it was stated as.
 */
export function asKnown({ earliest, latest, precision }: EffectiveDay): string {
  const year = earliest.slice(0, 4);
  switch (precision) {
    case 'before-records':
      return 'a day before our records';
    case 'month':
      return earliest.slice(0, 7);
    case 'year':
      return year;
    case 'financial-year':
      return `${year}/${String(Number(year) + 1).slice(2)}`;
    case 'day':
    case 'between':
    case 'published':
    case 'gathered':
      return earliest === latest
        ? earliest
        : `a day between ${dayInWords(earliest)} and ${dayInWords(latest)}`;
  }
}

/** An effective day known to the day. */
export const onDay = (day: IsoDate): EffectiveDay => ({
  earliest: day,
  latest: day,
  precision: 'day',
});

function spanned(when: Occurrence): EffectiveDay {
  if ('since' in when) {
    return { earliest: BEFORE_RECORDS, latest: BEFORE_RECORDS, precision: 'before-records' };
  }
  if ('between' in when) {
    const [earliest, latest] = when.between;
    return { earliest, latest, precision: 'between' };
  }
  const span = spanOf(when.on);
  return 'undated' in when ? { ...span, precision: when.undated } : span;
}
