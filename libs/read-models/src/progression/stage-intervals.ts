import type { ReadRows } from '#event-sourcing';
import type { StageInterval } from '#figures';
import type { IsoDate, Stage, StageOrNone } from '#vocabulary';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The stage a trust had on the days from … to, by what is known now. */
@Entity({ name: 'stage_intervals', schema: 'read_models' })
export class StageIntervalRow {
  @PrimaryColumn('text') organisation: string;
  @PrimaryColumn('date', { name: 'from_day' }) fromDay: string;
  /** Null where it holds until something is recorded. */
  @Column('date', { name: 'to_day', nullable: true }) toDay: string | null;
  @Column('int', { nullable: true }) declared: number | null;
  /** Null, both, where the trust has not reported. */
  @Column('int', { name: 'evidenced_low', nullable: true }) evidencedLow: number | null;
  @Column('int', { name: 'evidenced_high', nullable: true }) evidencedHigh: number | null;
  @Column('int', { nullable: true }) validated: number | null;
  @Column('jsonb') missing: readonly string[];
  @Column('bigint', { name: 'held_for' }) heldFor: number;
}

/** The intervals up to a day: what holds on it, holds on. */
export function upToDay(
  intervals: readonly StageInterval[],
  asOf: IsoDate,
): readonly StageInterval[] {
  return intervals
    .filter(({ from }) => from <= asOf)
    .map(({ to, ...interval }) =>
      to === undefined || to >= asOf ? interval : { ...interval, to },
    );
}

/** The intervals of these organisations by what is known now. */
export async function readIntervals<Code extends string>(
  read: ReadRows,
  organisations: readonly Code[],
): Promise<Map<Code, StageInterval[]>> {
  const rows = await read<IntervalColumns<Code>>(
    `select organisation, from_day, to_day, declared, evidenced_low, evidenced_high, validated,
       missing from read_models.stage_intervals where organisation = any($1)
     order by organisation, from_day`,
    [organisations],
  );
  const intervals = new Map<Code, StageInterval[]>();
  for (const row of rows) {
    const those = intervals.get(row.organisation);
    if (those === undefined) intervals.set(row.organisation, [intervalOf(row)]);
    else those.push(intervalOf(row));
  }
  return intervals;
}

export type IntervalColumns<Code extends string = string> = Readonly<{
  organisation: Code;
  from_day: IsoDate;
  to_day: IsoDate | null;
  declared: Stage | null;
  evidenced_low: StageOrNone | null;
  evidenced_high: StageOrNone | null;
  validated: Stage | null;
  missing: readonly string[];
}>;

export const rowOf = (
  organisation: string,
  { from, to, declared, evidencedLow, evidencedHigh, validated, missing }: StageInterval,
  heldFor: number,
): StageIntervalRow => ({
  organisation,
  fromDay: from,
  toDay: to ?? null,
  declared: declared ?? null,
  evidencedLow: evidencedLow ?? null,
  evidencedHigh: evidencedHigh ?? null,
  validated: validated ?? null,
  missing,
  heldFor,
});

export const intervalOf = (row: IntervalColumns): StageInterval => ({
  from: row.from_day,
  ...(row.to_day !== null && { to: row.to_day }),
  ...(row.declared !== null && { declared: row.declared }),
  ...(row.evidenced_low !== null && { evidencedLow: row.evidenced_low }),
  ...(row.evidenced_high !== null && { evidencedHigh: row.evidenced_high }),
  ...(row.validated !== null && { validated: row.validated }),
  missing: row.missing,
});
