import { spanOf, type StatedDate } from '#vocabulary';
import { statedInWords } from '../dates-in-words.js';
import { dayIn } from '../moment-typed.js';

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/**
 * A date as it is typed, as precise as it is known: "31 March 2027", "March 2027", "2027" or
 * "2026/27". What is none of them stays as it is, for the shape to refuse.
 */
export const statedDateTyped = (text: string): string => dayIn(text) ?? monthTyped(text) ?? text;

/** The same date as it would be typed. */
export const statedDateWritten = (date: unknown): string => {
  if (typeof date !== 'string') return '';
  const stated = date as StatedDate;
  return spanOf(stated).precision === 'financial-year' ? date : statedInWords(stated);
};

/** "April 2026" as 2026-04. */
export function monthTyped(period: string): string | undefined {
  const [, word = '', year] = /^([a-z]{3,9})\s+(\d{4})$/i.exec(period) ?? [];
  const month = MONTHS.indexOf(word.slice(0, 3).toLowerCase()) + 1;
  return year === undefined || month === 0
    ? undefined
    : `${year}-${String(month).padStart(2, '0')}`;
}
