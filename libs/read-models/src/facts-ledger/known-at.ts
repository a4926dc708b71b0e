import type { ReadRows } from '#event-sourcing';
import type { IsoDate } from '#vocabulary';

/** What was known by an instant (ISO 8601), by the end of a day, or at an entry. */
export type KnownAt =
  Readonly<{ instant: string }> | Readonly<{ day: IsoDate }> | Readonly<{ entry: number }>;

type Condition = Readonly<{ condition: string; order: string; value?: string | number }>;

/** An instant never runs backwards in the order of entries, so that either names the last of them. */
const BY_ENTRY = 'entry desc';
const BY_INSTANT = 'recorded_at desc, entry desc';

/** The condition on `entries` under which something was known, with its one parameter $1; the last comes first. */
export function conditionOf(knownAt: KnownAt | undefined): Condition {
  if (knownAt === undefined) return { condition: 'true', order: BY_ENTRY };
  if ('entry' in knownAt) {
    return { condition: 'entry <= $1', order: BY_ENTRY, value: knownAt.entry };
  }
  if ('instant' in knownAt) {
    return { condition: 'recorded_at <= $1', order: BY_INSTANT, value: knownAt.instant };
  }
  return {
    order: BY_INSTANT,
    condition: "recorded_at < ($1::date + 1)::timestamp at time zone 'Europe/London'",
    value: knownAt.day,
  };
}

export type EntryKnown = Readonly<{ entry: number; recordedAt: string | null }>;

/** The last entry known at a moment; 0 where nothing had been recorded yet. */
export async function lastEntryAt(read: ReadRows, knownAt: KnownAt): Promise<EntryKnown> {
  const { condition, order, value } = conditionOf(knownAt);
  const [row] = await read<EntryKnown>(
    `select entry, recorded_at as "recordedAt" from read_models.entries where ${condition}
     order by ${order} limit 1`,
    value === undefined ? [] : [value],
  );
  return row ?? { entry: 0, recordedAt: null };
}
