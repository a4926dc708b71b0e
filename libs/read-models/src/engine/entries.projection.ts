import { defineProjection, type AnyMessage } from '#event-sourcing';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The order of knowledge: which event each entry is, and when it was recorded. */
@Entity({ name: 'entries', schema: 'read_models' })
export class EntryRow {
  @PrimaryColumn({ type: 'bigint' }) entry: number;
  @Column({ type: 'bigint' }) position: string;
  @Column({ type: 'uuid', name: 'event_id' }) eventId: string;
  /** The running maximum, so that it never runs backwards along the log. */
  @Column({ type: 'timestamptz', precision: 3, name: 'recorded_at' }) recordedAt: string;
}

/** Every set begins with it: knownAt is resolved by its rows, and a rebuild is held to them. */
export const entriesProjection = defineProjection<AnyMessage, { entries: EntryRow }>()({
  name: 'entries',
  version: 1,
  tables: { entries: EntryRow },
  indexes: [{ table: 'entries', on: '(recorded_at, entry)' }],
  on: {},
  onEvery: ({ entry, position, id, recordedAt }) => ({
    table: 'entries',
    put: { entry, position: String(position), eventId: id, recordedAt },
  }),
});
