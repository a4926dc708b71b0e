import { parseIsoDate, type IsoDate } from '#vocabulary';
import { AS_OF_SENTENCE } from '../api/http/moment.js';

/** The day somebody typed, or today with the sentence that says what was wrong. */
export function dayTyped(
  text: string | undefined,
  today: IsoDate,
): Readonly<{ day: IsoDate; error?: string }> {
  if (text === undefined || text.trim() === '') return { day: today };
  const day = parseIsoDate(text.trim()) ?? dayOfWords(text.trim());
  return day === undefined || day > today ? { day: today, error: AS_OF_SENTENCE } : { day };
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** "31 March 2026", with the month in full or its first three letters. */
function dayOfWords(text: string): IsoDate | undefined {
  const [, date = '', month = '', year = ''] = /^(\d{1,2}) ([a-z]{3,9}) (\d{4})$/i.exec(text) ?? [];
  const number = MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  return parseIsoDate(`${year}-${String(number).padStart(2, '0')}-${date.padStart(2, '0')}`);
}
