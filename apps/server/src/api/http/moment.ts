import { parseIsoDate, type IsoDate } from '#vocabulary';
import { wrong } from './problem.js';

/** Of which day a question asks, and as known when. */
export type KnownAt =
  Readonly<{ entry: number }> | Readonly<{ instant: string }> | Readonly<{ day: IsoDate }>;

export const AS_OF_SENTENCE = "Enter today's date or an earlier one, like 31 March 2026";

const NOTHING_YET = ': nothing is known yet of what comes later';

/** A day up to today; today where none is named. */
export function asOfIn(text: string | undefined, today: IsoDate, name = 'asOf'): IsoDate {
  if (text === undefined) return today;
  const day = parseIsoDate(text);
  if (day === undefined || day > today)
    throw wrong(`?${name}`, 'as-of-not-a-past-day', AS_OF_SENTENCE);
  return day;
}

/** An entry number, an instant or a day up to today (its end, in London); undefined is now. */
export function knownAtIn(text: string | undefined, today: IsoDate): KnownAt | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,15}$/.test(text)) return { entry: Number(text) };
  const day = parseIsoDate(text);
  if (day !== undefined) {
    if (day > today) {
      throw wrong('?knownAt', 'known-at-ahead', `Enter today or an earlier day${NOTHING_YET}`);
    }
    return { day };
  }
  const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(text)
    ? new Date(text)
    : new Date(Number.NaN);
  if (Number.isNaN(instant.getTime())) {
    throw wrong(
      '?knownAt',
      'known-at-unreadable',
      'Enter a day like 2026-03-31, an instant like 2026-03-31T09:00:00Z, or the number of an entry',
    );
  }
  return { instant: instant.toISOString() };
}

/** What is known now cannot be asked of a later instant or entry, as it cannot of a later day. */
export function notAhead(known: KnownAt, now: string, head: bigint): void {
  if ('instant' in known && known.instant > now) {
    throw wrong('?knownAt', 'known-at-ahead', `Enter an instant that has passed${NOTHING_YET}`);
  }
  if ('entry' in known && BigInt(known.entry) > head) {
    throw wrong(
      '?knownAt',
      'known-at-ahead',
      `Enter an entry up to ${String(head)}, the last one${NOTHING_YET}`,
    );
  }
}

/** A position that the log has reached; waiting for another would be in vain. */
export function reached(position: bigint, head: bigint): bigint {
  if (position <= head) return position;
  throw wrong(
    '?minPosition',
    'position-ahead',
    'The log has not come that far. Enter a position as Log-Position gave it',
  );
}

/** A position from an earlier Log-Position. */
export function minPositionIn(text: string | undefined): bigint | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,18}$/.test(text)) {
    throw wrong('?minPosition', 'position-unreadable', 'Enter a position as Log-Position gave it');
  }
  return BigInt(text);
}

/** How many rows a page has: 100, up to 500. */
export function limitIn(text: string | undefined): number {
  if (text === undefined) return 100;
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > 500)
    throw wrong('?limit', 'limit-out-of-range', 'Enter a number from 1 to 500');
  return limit;
}
