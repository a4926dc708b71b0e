import type { Derived, Entry, ReadRows } from '#event-sourcing';
import type { FactKind, KnownFact } from '#facts';
import { stageIntervals, stageKinds, type StageInterval } from '#figures';
import { isoDate, type IsoDate, type Stage, type StageOrNone } from '#vocabulary';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import {
  byOwner,
  FACT_COLUMNS,
  FACT_LINES,
  factsOfLines,
  knownFact,
  type FactColumns,
  type LinesOfOwner,
} from '../facts-ledger/known-facts.js';
import { inParts } from '../facts-ledger/in-parts.js';
import { ledgerRowsOf } from '../facts-ledger/ledger-rows.js';

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

/** The days ahead are swept too: what expires does so without an event. */
const END_OF_TIME = isoDate('9999-12-31');

const measuredKinds: readonly FactKind[] = ['adoption', 'realisation'];
const statedKinds = [...stageKinds].filter((kind) => !measuredKinds.includes(kind));

/** Organisations whose facts are held in memory at once. */
const AT_ONCE = 20;

const STATED_NOW = `select s.owner, s.kind, s.subject, ${FACT_COLUMNS}
  from read_models.series s join read_models.facts f on f.series = s.series
  where s.owner = any($1) and s.kind = any($2) and f.superseded is null`;
const MEASURED_NOW = `select s.owner, ${FACT_LINES} as lines
  from read_models.series s join read_models.facts f on f.series = s.series
  where s.owner = any($1) and s.kind = any($2) and f.superseded is null
  group by s.owner`;

export const stageIntervalsTable: Derived<StageIntervalRow> = {
  table: 'stage_intervals',
  row: StageIntervalRow,
  keyColumn: 'organisation',
  heldForColumn: 'heldFor',
  touched,
  everyKey: async (read) => {
    const owners = await read<{ owner: string }>(
      `select distinct owner from read_models.series where kind <> 'model'`,
    );
    return owners.map(({ owner }) => owner);
  },
  rows: async (read, keys, upTo) => {
    const models = await currentModels(read);
    const intervals: StageIntervalRow[] = [];
    const currentFacts = async (organisations: readonly string[]) => {
      const stated = byOwner(await read<FactColumns>(STATED_NOW, [organisations, statedKinds]));
      const measured = await read<LinesOfOwner>(MEASURED_NOW, [organisations, measuredKinds]);
      return { stated, lines: new Map(measured.map(({ owner, lines }) => [owner, lines])) };
    };
    for await (const [organisations, facts] of inParts(keys, AT_ONCE, currentFacts)) {
      for (const organisation of organisations) {
        const lines = facts.lines.get(organisation);
        const measured = lines === undefined ? [] : factsOfLines(lines);
        const known = [...(facts.stated.get(organisation) ?? []), ...measured];
        for (const interval of stageIntervals({ known, models }, END_OF_TIME)) {
          intervals.push(rowOf(organisation, interval, upTo));
        }
      }
    }
    return intervals;
  },
};

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
export async function readIntervals(
  read: ReadRows,
  organisations: readonly string[],
): Promise<Map<string, StageInterval[]>> {
  const rows = await read<IntervalColumns>(
    `select organisation, from_day, to_day, declared, evidenced_low, evidenced_high, validated,
       missing from read_models.stage_intervals where organisation = any($1)
     order by organisation, from_day`,
    [organisations],
  );
  const intervals = new Map<string, StageInterval[]>();
  for (const row of rows) {
    const those = intervals.get(row.organisation);
    if (those === undefined) intervals.set(row.organisation, [intervalOf(row)]);
    else those.push(intervalOf(row));
  }
  return intervals;
}

/**
 * What a retraction, or a correction, takes back may have been about others than it names: a model
 * concerns all trusts, a succession its successor.
 */
function touched(event: Entry): readonly string[] | 'every' {
  const { opens, closes } = ledgerRowsOf(event);
  if (opens.some(({ kind }) => kind === 'model')) return 'every';
  if (closes !== undefined && opens.some(({ kind }) => kind === 'succeeded-by')) return 'every';
  if (closes === undefined || opens.length > 0) {
    return [...new Set(opens.filter(({ kind }) => stageKinds.has(kind)).map(({ owner }) => owner))];
  }
  const [subject, owner] = event.stream.split('-');
  return subject === 'organisation' || subject === 'model' || owner === undefined
    ? 'every'
    : [owner];
}

async function currentModels(read: ReadRows): Promise<KnownFact<'model'>[]> {
  const rows = await read<FactColumns>(
    `select s.owner, s.kind, s.subject, ${FACT_COLUMNS}
     from read_models.series s join read_models.facts f on f.series = s.series
     where s.kind = 'model' and f.superseded is null`,
  );
  return rows.map((row) => knownFact(row) as KnownFact<'model'>);
}

type IntervalColumns = Readonly<{
  organisation: string;
  from_day: IsoDate;
  to_day: IsoDate | null;
  declared: Stage | null;
  evidenced_low: StageOrNone | null;
  evidenced_high: StageOrNone | null;
  validated: Stage | null;
  missing: readonly string[];
}>;

const rowOf = (
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

const intervalOf = (row: IntervalColumns): StageInterval => ({
  from: row.from_day,
  ...(row.to_day !== null && { to: row.to_day }),
  ...(row.declared !== null && { declared: row.declared }),
  ...(row.evidenced_low !== null && { evidencedLow: row.evidenced_low }),
  ...(row.evidenced_high !== null && { evidencedHigh: row.evidenced_high }),
  ...(row.validated !== null && { validated: row.validated }),
  missing: row.missing,
});
