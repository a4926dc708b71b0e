import type { Derived, Entry, ReadRows, Touch } from '#event-sourcing';
import type { FactKind, KnownFact } from '#facts';
import { stageIntervals, stageKinds, type GoingOn } from '#figures';
import { MODEL_ID, maturityModelStream } from '#maturity-models';
import { isoDate, type IsoDate } from '#vocabulary';
import {
  byOwner,
  FACT_COLUMNS,
  FACT_LINES,
  LINE_COLUMNS,
  factsOfLines,
  knownFact,
  type FactColumns,
  type LinesOfOwner,
} from '../facts-ledger/known-facts.js';
import { inParts } from '../facts-ledger/in-parts.js';
import { ledgerRowsOf } from '../facts-ledger/ledger-rows.js';
import { intervalOf, rowOf, StageIntervalRow, type IntervalColumns } from './stage-intervals.js';

/** Derived from the facts that are current; what a new fact says of its day and later days is all that changes. */
export const stageIntervalsTable: Derived<StageIntervalRow> = {
  table: 'stage_intervals',
  row: StageIntervalRow,
  keyColumn: 'organisation',
  sinceColumn: 'fromDay',
  heldForColumn: 'heldFor',
  touched,
  everyKey: async (read) => {
    const owners = await read<{ owner: string }>(
      `select distinct owner from read_models.series where kind = any($1)`,
      [[...stageKinds]],
    );
    return owners.map(({ owner }) => owner);
  },
  rows: async (read, keys, upTo, since) => {
    const models = await currentModels(read);
    const goingOn = await intervalsBefore(read, since as ReadonlyMap<string, IsoDate>);
    const intervals: StageIntervalRow[] = [];
    const current = (organisations: readonly string[]) =>
      currentFacts(read, organisations, goingOn);
    for await (const [organisations, facts] of inParts(keys, AT_ONCE, current)) {
      for (const organisation of organisations) {
        const known = facts(organisation);
        for (const interval of stageIntervals(
          { known, models },
          END_OF_TIME,
          goingOn.get(organisation),
        )) {
          intervals.push(rowOf(organisation, interval, upTo));
        }
      }
    }
    return intervals;
  },
};

/** The days ahead are swept too: what expires does so without an event. */
const END_OF_TIME = isoDate('9999-12-31');

/** Organisations whose facts are held in memory at once. */
const AT_ONCE = 20;

const measuredKinds: readonly FactKind[] = ['adoption', 'realisation'];
const statedKinds = [...stageKinds].filter((kind) => !measuredKinds.includes(kind));

/**
 * A new fact changes its day and what follows. What a retraction, or a correction, takes back may
 * have been about earlier days, and about others than it names: the model that figures use
 * concerns all trusts, another none, a succession its successor.
 */
function touched(event: Entry): readonly Touch[] | 'every' {
  const { opens, closes } = ledgerRowsOf(event);
  if (event.stream === maturityModelStream(MODEL_ID)) return 'every';
  if (event.stream.startsWith('model-')) return [];
  if (closes !== undefined && opens.some(({ kind }) => kind === 'succeeded-by')) return 'every';
  const rows = opens.filter(({ kind }) => stageKinds.has(kind));
  if (closes === undefined) {
    return rows.map(({ owner, effective }) => ({ key: owner, since: effective.latest }));
  }
  if (opens.length > 0) return rows.map(({ owner }) => owner);
  const [subject, owner] = event.stream.split('-');
  return subject === 'organisation' || owner === undefined ? 'every' : [owner];
}

/** The interval that held before the day from which an organisation's change; without one, all do. */
async function intervalsBefore(
  read: ReadRows,
  since: ReadonlyMap<string, IsoDate>,
): Promise<Map<string, GoingOn>> {
  if (since.size === 0) return new Map();
  const rows = await read<IntervalColumns>(BEFORE, [[...since.keys()], [...since.values()]]);
  return new Map(
    rows.flatMap((row) => {
      const day = since.get(row.organisation);
      return day === undefined ? [] : [[row.organisation, { day, before: intervalOf(row) }]];
    }),
  );
}

const BEFORE = `
  select i.organisation, i.from_day, i.to_day, i.declared, i.evidenced_low, i.evidenced_high,
    i.validated, i.missing
  from unnest($1::text[], $2::date[]) t(organisation, since) cross join lateral (
    select * from read_models.stage_intervals i
    where i.organisation = t.organisation and i.from_day < t.since
    order by i.from_day desc limit 1) i`;

/** What is current of organisations; of measurements, only what counts from the day they go on from. */
async function currentFacts(
  read: ReadRows,
  organisations: readonly string[],
  goingOn: ReadonlyMap<string, GoingOn>,
): Promise<(organisation: string) => KnownFact[]> {
  const days = organisations.map((organisation) => goingOn.get(organisation)?.day ?? null);
  const stated = byOwner(await read<FactColumns>(STATED, [organisations, statedKinds]));
  const measured = await read<LinesOfOwner>(MEASURED, [organisations, days, measuredKinds]);
  const lines = new Map(measured.map((row) => [row.owner, row.lines]));
  return (organisation) => {
    const own = lines.get(organisation);
    return [...(stated.get(organisation) ?? []), ...(own === undefined ? [] : factsOfLines(own))];
  };
}

const STATED = `
  select s.owner, s.kind, s.subject, ${FACT_COLUMNS}
  from read_models.series s join read_models.facts f on f.series = s.series
  where s.owner = any($1) and s.kind = any($2) and f.superseded is null`;

const MEASURED = `
  select s.owner, ${FACT_LINES} as lines
  from unnest($1::text[], $2::date[]) t(owner, since)
  join read_models.series s on s.owner = t.owner and s.kind = any($3)
  cross join lateral (
    select ${LINE_COLUMNS} from read_models.facts f
    where f.series = s.series and f.superseded is null
      and f.latest >= coalesce(t.since, '-infinity')
    union all (
      select ${LINE_COLUMNS} from read_models.facts f
      where f.series = s.series and f.superseded is null and f.latest < t.since
      order by f.latest desc, f.stated_order desc, f.first_entry desc limit 1)) f
  group by s.owner`;

async function currentModels(read: ReadRows): Promise<KnownFact<'model'>[]> {
  const rows = await read<FactColumns>(
    `select s.owner, s.kind, s.subject, ${FACT_COLUMNS}
     from read_models.series s join read_models.facts f on f.series = s.series
     where s.kind = 'model' and s.owner = $1 and f.superseded is null`,
    [MODEL_ID],
  );
  return rows.map((row) => knownFact(row) as KnownFact<'model'>);
}
