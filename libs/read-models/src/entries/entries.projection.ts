import { defineProjection, type AnyMessage, type Entry } from '#event-sourcing';
import type { FactBasis, FactMark } from '#facts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The order of knowledge: which event each entry is, when it was recorded and by whom. */
@Entity({ name: 'entries', schema: 'read_models' })
export class EntryRow {
  @PrimaryColumn({ type: 'bigint' }) entry: number;
  @Column({ type: 'bigint' }) position: string;
  @Column({ type: 'uuid', name: 'event_id' }) eventId: string;
  /** The running maximum, so that it never runs backwards along the log. */
  @Column({ type: 'timestamptz', precision: 3, name: 'recorded_at' }) recordedAt: string;
  @Column('text') stream: string;
  @Column('text') type: string;
  @Column('text') actor: string;
  @Column('text') role: string;
  /** Acted for; not always the one the event is about. */
  @Column('text') organisation: string;
  @Column('text') correlation: string;
  /** The fact that a correction or retraction mends, and why. */
  @Column('uuid', { name: 'fact_id', nullable: true }) factId: string | null;
  @Column('text', { nullable: true }) reason: string | null;
  /** What a reader should know of the fact it states; null where there is nothing. */
  @Column('jsonb', { nullable: true }) marks: readonly FactMark[] | null;
}

/** Every set of projections begins with it: knownAt is resolved by its rows. */
export const entriesProjection = defineProjection<AnyMessage, { entries: EntryRow }>()({
  name: 'entries',
  version: 2,
  tables: { entries: EntryRow },
  indexes: [
    { table: 'entries', on: '(recorded_at, entry)' },
    { table: 'entries', on: '(fact_id) where fact_id is not null' },
  ],
  on: {},
  onEvery: (event) => ({ table: 'entries', put: entryRow(event) }),
});

function entryRow({
  entry,
  position,
  id,
  recordedAt,
  stream,
  type,
  data,
  metadata,
}: Entry): EntryRow {
  const { actor, role, organisation, correlation } = metadata;
  const mends = type === 'FactCorrected' || type === 'FactRetracted';
  const { factId, reason } = data as Readonly<{ factId?: string; reason?: string }>;
  return {
    entry,
    position: String(position),
    eventId: id,
    recordedAt,
    stream,
    type,
    actor,
    role,
    organisation,
    correlation,
    factId: mends ? (factId ?? null) : null,
    reason: mends ? (reason ?? null) : null,
    marks: marksOf(data),
  };
}

/** Those of the fact, or of the fact as a correction states it again. */
function marksOf(data: object): readonly FactMark[] | null {
  const { fact, marks } = data as Partial<FactBasis> & { fact?: { data: Partial<FactBasis> } };
  return fact?.data.marks ?? marks ?? null;
}
