import { defineProjection, type Change, type Entry } from '#event-sourcing';
import type { FactBasis, FactKind } from '#facts';
import type { EffectiveDay } from '#vocabulary';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import {
  correctionTypes,
  factTypes,
  ledgerRowsOf,
  type FactEvent,
  type LedgerRow,
} from './ledger-rows.js';
import { stageIntervalsTable } from '../progression/stage-intervals-table.js';
import { seriesKey } from './series-key.js';

/** The directory of the series; all columns are its key, so that a row is written once. */
@Entity({ name: 'series', schema: 'read_models' })
class SeriesRow {
  @PrimaryColumn('text') owner: string;
  @PrimaryColumn('text') kind: FactKind;
  @PrimaryColumn('text') subject: string;
  @PrimaryColumn('bigint') series: number;
}

/** One statement of one value; `superseded` is the entry that corrected or retracted it. */
@Entity({ name: 'facts', schema: 'read_models' })
class FactRow {
  @PrimaryColumn('bigint') recorded: number;
  @PrimaryColumn('bigint') series: number;
  /** That of the series, for the index of what was measured most recently. */
  @Column('text') kind: FactKind;
  @Column('bigint', { nullable: true }) superseded: number | null;
  @Column('date') earliest: string;
  @Column('date') latest: string;
  @Column('text') precision: EffectiveDay['precision'];
  @Column('int', { name: 'stated_order' }) statedOrder: number;
  @Column('bigint', { name: 'first_entry', nullable: true }) firstEntry: number | null;
  @Column('uuid', { name: 'fact_id' }) factId: string;
  @Column('uuid', { name: 'event_id' }) eventId: string;
  @Column('float8', { nullable: true }) numerator: number | null;
  @Column('float8', { nullable: true }) denominator: number | null;
  /** Null for all that is stated and not measured, nor a judgement of what is. */
  @Column('date', { name: 'window_from', nullable: true }) windowFrom: string | null;
  /** Of the actuals of benefits: the event that states them. Of a judgement: the one it holds for. */
  @Column('uuid', { nullable: true }) names: string | null;
  /** Of kinds whose value is no fraction over a window. */
  @Column('jsonb', { nullable: true }) value: object | null;
  @Column('jsonb', { nullable: true }) basis: Omit<FactBasis, 'effective'> | null;
}

type LedgerTables = { series: SeriesRow; facts: FactRow };

export const factsLedger = defineProjection<FactEvent, LedgerTables>()({
  name: 'facts-ledger',
  version: 6,
  tables: { series: SeriesRow, facts: FactRow },
  indexes: [
    { table: 'series', on: '(series)', unique: true },
    // One probe per series finds its newest fact at any asOf and knownAt without visiting the rows.
    {
      table: 'facts',
      on: `(series, latest desc, stated_order desc, first_entry desc)
        include (recorded, superseded, numerator, denominator, window_from)`,
    },
    // The newest measurements of a kind, whoever was measured.
    { table: 'facts', on: '(kind, latest) where denominator is not null' },
    // What was stated after an entry, measurements left out; what was superseded after one, or between two.
    { table: 'facts', on: '(recorded) where window_from is null' },
    { table: 'facts', on: '(recorded) where names is not null' },
    // What rests on a piece of evidence.
    {
      table: 'facts',
      on: `((basis ->> 'evidence') collate "C") where basis ->> 'evidence' is not null`,
    },
    { table: 'facts', on: '(superseded) where superseded is not null' },
    // What was taken back of one series, for explanations.
    { table: 'facts', on: '(series, superseded) where superseded is not null' },
  ],
  inherited: [{ table: 'facts', column: 'firstEntry' }],
  derived: [stageIntervalsTable],
  on: Object.fromEntries([...factTypes, ...correctionTypes].map((type) => [type, changesOfFact])),
});

function changesOfFact(event: Entry): readonly Change<LedgerTables>[] {
  const { opens, closes } = ledgerRowsOf(event);
  const changes: Change<LedgerTables>[] = [];
  if (closes !== undefined) {
    changes.push({ table: 'facts', close: closes, superseded: event.entry });
  }
  for (const row of opens) {
    const { owner, kind, subject } = row;
    const series = seriesKey(row);
    changes.push({ table: 'series', put: { owner, kind, subject, series } });
    changes.push({ table: 'facts', put: factRow(row, series) });
  }
  return changes;
}

function factRow(row: LedgerRow, series: number): FactRow {
  const { kind, effective, order, entry, firstEntry, factId, eventId, basis } = row;
  const columns = valueColumns(row);
  return {
    recorded: entry,
    series,
    kind,
    superseded: null,
    earliest: effective.earliest,
    latest: effective.latest,
    precision: effective.precision,
    statedOrder: order,
    firstEntry: firstEntry ?? null,
    factId,
    eventId,
    ...columns,
    basis,
  };
}

type ValueColumns = Pick<FactRow, 'numerator' | 'denominator' | 'windowFrom' | 'names' | 'value'>;
const NOTHING = { numerator: null, denominator: null, windowFrom: null, names: null, value: null };

/** Fractions over a window stand in columns of their own, so that the index covers them. */
function valueColumns(row: LedgerRow): ValueColumns {
  const { kind, value } = row;
  if (kind === 'adoption' || kind === 'driver') {
    const { numerator, denominator, from } = value;
    return { ...NOTHING, numerator, denominator, windowFrom: from };
  }
  if (kind === 'realisation') {
    const { validated, expected, from } = value;
    return { ...NOTHING, numerator: validated, denominator: expected, windowFrom: from };
  }
  if (kind === 'benefit-actual') {
    const { amount, from, gate } = value;
    const marked = gate === undefined ? null : value;
    return { ...NOTHING, numerator: amount, windowFrom: from, names: row.eventId, value: marked };
  }
  if (kind === 'benefit-validation') {
    const { names, from } = value;
    return { ...NOTHING, windowFrom: from, names, value };
  }
  return { ...NOTHING, windowFrom: kind === 'exchange' ? value.from : null, value };
}
