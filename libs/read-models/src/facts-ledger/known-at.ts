import type { ReadRows } from '#event-sourcing';
import type { IsoDate } from '#vocabulary';

/** What was known by an instant (ISO 8601), by the end of a day, or at an entry. */
export type KnownAt =
  Readonly<{ instant: string }> | Readonly<{ day: IsoDate }> | Readonly<{ entry: number }>;

type Condition = Readonly<{ condition: string; value?: string | number }>;

/** The condition on `entries` under which something was known; its one parameter is $1. */
export function conditionOf(knownAt: KnownAt | undefined): Condition {
  if (knownAt === undefined) return { condition: 'true' };
  if ('entry' in knownAt) return { condition: 'entry <= $1', value: knownAt.entry };
  if ('instant' in knownAt) return { condition: 'recorded_at <= $1', value: knownAt.instant };
  return {
    condition: "recorded_at < ($1::date + 1)::timestamp at time zone 'Europe/London'",
    value: knownAt.day,
  };
}

export type EntryKnown = Readonly<{ entry: number; recordedAt: string | null }>;

/** The last entry known at a moment; 0 where nothing had been recorded yet. */
export async function lastEntryAt(read: ReadRows, knownAt: KnownAt): Promise<EntryKnown> {
  const { condition, value } = conditionOf(knownAt);
  const [row] = await read<EntryKnown>(
    `select entry, recorded_at as "recordedAt" from read_models.entries where ${condition}
     order by entry desc limit 1`,
    value === undefined ? [] : [value],
  );
  return row ?? { entry: 0, recordedAt: null };
}
