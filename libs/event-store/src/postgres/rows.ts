import type { AppendOutcome, StoredEvent } from '#event-sourcing';

/** Milliseconds since 1970: the same in every time zone and date style a session may have. */
export const milliseconds = (instant: string): string =>
  `(extract(epoch from ${instant}) * 1000)::bigint`;

/** The columns that `storedEvent` reads, in its order. */
export const EVENT_COLUMNS = `position, stream, revision, event_id, type, data, metadata, ${milliseconds('recorded_at')}`;

/** A page of the log, also what a subscription asks when it looks for itself. */
export const PAGE = `select ${EVENT_COLUMNS} from es.event where position > $1 order by position limit $2`;

/** All columns as text, whatever parsers anyone has set for the whole process. */
export const asText = { getTypeParser: () => (text: string) => text };

export type Row = readonly (string | null)[];

export const storedEvent = (row: Row): StoredEvent => ({
  position: BigInt(row[0] ?? ''),
  stream: row[1] ?? '',
  revision: Number(row[2]),
  id: row[3] ?? '',
  type: row[4] ?? '',
  data: row[5] ?? '',
  metadata: row[6] ?? '',
  recordedAt: instantOf(row[7]),
});

export const instantOf = (milliseconds: string | null | undefined): string =>
  new Date(Number(milliseconds ?? NaN)).toISOString();

export function appendOutcome([verdict, revision, position, id]: Row): AppendOutcome {
  if (verdict === 'appended' || verdict === 'duplicate') {
    return { outcome: verdict, revision: Number(revision), position: BigInt(position ?? '') };
  }
  if (verdict === 'wrong-revision') {
    return { outcome: verdict, current: revision === '-1' ? 'no-stream' : Number(revision) };
  }
  if (verdict === 'id-conflict') return { outcome: verdict, id: id ?? '' };
  throw new Error(`The database answered an append with "${String(verdict)}".`);
}
