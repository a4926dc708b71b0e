import type { Brand } from './brand.js';
import { daysIn, isoDate, parseIsoDate, type IsoDate } from './iso-date.js';

/** A date as precise as its source: `2024-09-10`, `2024-09`, `2024` or the financial year `2026/27`. */
export type StatedDate = Brand<string, 'StatedDate'>;

export type StatedPrecision = 'day' | 'month' | 'year' | 'financial-year';

/** The date, or undefined where the text is none of the four forms or no real date. */
export function parseStatedDate(text: string): StatedDate | undefined {
  return spanOfText(text) === undefined ? undefined : (text as StatedDate);
}

/** Throws RangeError; for constants and fixtures. */
export function statedDate(text: string): StatedDate {
  const date = parseStatedDate(text);
  if (date === undefined)
    throw new RangeError(`Not a date, month, year or financial year: ${text}`);
  return date;
}

export type Span = Readonly<{ earliest: IsoDate; latest: IsoDate; precision: StatedPrecision }>;

/** The first and last day a stated date may mean. */
export const spanOf = (date: StatedDate): Span => spanOfText(date) as Span;

function spanOfText(text: string): Span | undefined {
  const day = parseIsoDate(text);
  if (day !== undefined) return { earliest: day, latest: day, precision: 'day' };
  const month = /^([1-9]\d{3})-(0[1-9]|1[0-2])$/.exec(text);
  if (month !== null) {
    const last = String(daysIn(Number(month[1]), Number(month[2])));
    return {
      earliest: isoDate(`${text}-01`),
      latest: isoDate(`${text}-${last}`),
      precision: 'month',
    };
  }
  if (/^[1-9]\d{3}$/.test(text)) {
    return {
      earliest: isoDate(`${text}-01-01`),
      latest: isoDate(`${text}-12-31`),
      precision: 'year',
    };
  }
  return financialYear(text);
}

/** April to March: 2026/27 is 1 April 2026 to 31 March 2027. */
function financialYear(text: string): Span | undefined {
  const years = /^([1-9]\d{3})\/(\d{2})$/.exec(text);
  if (years === null) return undefined;
  const from = Number(years[1]);
  if ((from + 1) % 100 !== Number(years[2])) return undefined;
  return {
    earliest: isoDate(`${String(from)}-04-01`),
    latest: isoDate(`${String(from + 1)}-03-31`),
    precision: 'financial-year',
  };
}
