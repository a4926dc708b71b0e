import { parseIsoDate, type IsoDate } from '#vocabulary';
import { AS_OF_SENTENCE } from '../api/http/moment.js';

/** The day somebody typed, or today with the sentence that says what was wrong. */
export function dayTyped(
  text: string | undefined,
  today: IsoDate,
): Readonly<{ day: IsoDate; error?: string }> {
  if (text === undefined || text.trim() === '') return { day: today };
  const day = parseIsoDate(text.trim());
  return day === undefined || day > today ? { day: today, error: AS_OF_SENTENCE } : { day };
}
