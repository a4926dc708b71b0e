import { parseIsoDate, type IsoDate } from '#vocabulary';
import { wrong } from './problem.js';

/** Up to where anything is known: the store's clock, its day in London, its last position and entry. */
export type Present = Readonly<{ now: string; today: IsoDate; head: bigint; lastEntry: number }>;

/** Of which day a question asks, and as known when. */
export type KnownAt =
  Readonly<{ entry: number }> | Readonly<{ instant: string }> | Readonly<{ day: IsoDate }>;

export const AS_OF_SENTENCE = 'Enter today’s date or an earlier one, like 31 July 2025';

const NOTHING_YET = ': nothing is known yet of what comes later';

/** A day up to today; today where none is named. */
export function asOfIn(text: string | undefined, today: IsoDate, name = 'asOf'): IsoDate {
  if (text === undefined) return today;
  const day = parseIsoDate(text);
  if (day === undefined || day > today)
    throw wrong(`?${name}`, 'as-of-not-a-past-day', AS_OF_SENTENCE);
  return day;
}

/** The number of an entry, an instant or a day (its end, in London) up to now; undefined is now. */
export function knownAtIn(
  text: string | undefined,
  present: Present,
  name = 'knownAt',
): KnownAt | undefined {
  if (text === undefined) return undefined;
  const known = knownAtOf(text);
  if (known === undefined) {
    throw wrong(
      `?${name}`,
      'known-at-unreadable',
      'Enter a day like 2026-03-31, an instant like 2026-03-31T09:00:00Z, or the number of an entry',
    );
  }
  const limit = passedLimit(known, present);
  if (limit !== undefined) throw wrong(`?${name}`, KNOWN_AT_AHEAD, `${limit}${NOTHING_YET}`);
  return known;
}

/** What is known now cannot be asked of a later day, instant or entry. */
export const KNOWN_AT_AHEAD = 'known-at-ahead';

function knownAtOf(text: string): KnownAt | undefined {
  if (/^\d{1,15}$/.test(text)) return { entry: Number(text) };
  const day = parseIsoDate(text);
  if (day !== undefined) return { day };
  if (!/^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(text)) return undefined;
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? undefined : { instant: instant.toISOString() };
}

/** What to enter instead of a moment that lies ahead. */
function passedLimit(known: KnownAt, { now, today, lastEntry }: Present): string | undefined {
  if ('day' in known) return known.day > today ? 'Enter today or an earlier day' : undefined;
  if ('instant' in known)
    return known.instant > now ? 'Enter an instant that has passed' : undefined;
  return known.entry > lastEntry
    ? `Enter an entry up to ${String(lastEntry)}, the last one`
    : undefined;
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
