import type { FirstRecorded, Knowledge, Moment } from '#read-models';
import { dayInWords, type IsoDate } from '#vocabulary';
import { instantInWords } from './dates-in-words.js';

/** What a figure includes, in the words every page uses. */
export function freshnessOf({ entry, recordedAt, final }: Knowledge): string {
  if (recordedAt === null) return 'Nothing had been recorded yet.';
  const includes = `Includes everything recorded up to ${instantInWords(recordedAt)} (entry ${entry.toLocaleString('en-GB')}).`;
  return final ? includes : `${includes} This is the newest entry there is.`;
}

/** Why nothing is known of something at a moment that lies before its first entry. */
export const notYetRecorded = (what: string, { entry, recordedAt }: FirstRecorded): string =>
  `${what} first recorded here at ${instantInWords(recordedAt)} (entry ${entry.toLocaleString('en-GB')}), after the moment you chose. To look at a day in the past by what is known now, enter it under “Date to show” and leave the field below empty.`;

/** The banner of a page that looks back; undefined where it shows today as known now. */
export function lookingBackOf(
  asOf: IsoDate,
  today: IsoDate,
  knownAt: Moment['knownAt'],
): string | undefined {
  const parts = [
    ...(asOf === today ? [] : [`what was so on ${dayInWords(asOf)}`]),
    ...(knownAt === undefined ? [] : [`as it was known ${knownAtInWords(knownAt)}`]),
  ];
  return parts.length === 0 ? undefined : `${parts.join(', ')}.`;
}

function knownAtInWords(knownAt: NonNullable<Moment['knownAt']>): string {
  if ('day' in knownAt) return `at the end of ${dayInWords(knownAt.day)}`;
  if ('instant' in knownAt) return `at ${instantInWords(knownAt.instant)}`;
  return `at entry ${knownAt.entry.toLocaleString('en-GB')}`;
}
