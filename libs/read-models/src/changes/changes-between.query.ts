import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { newestFirst, type FactBasis, type FactKind, type KnownFact } from '#facts';
import type { EffectiveDay, FactId, IsoDate } from '#vocabulary';
import { CohortFigures } from '../cohorts/cohort-figures.js';
import type { Moment, Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { FACT_COLUMNS, knownFact, type FactColumns } from '../facts-ledger/known-facts.js';
import { lastEntryAt, type KnownAt } from '../facts-ledger/known-at.js';
import type { Series } from '../facts-ledger/series-key.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { groupedBy } from '../grouped-by.js';
import { ownersIn, type ChangesScope } from './owners-in.js';

/**
 * What became of a fact between two entries. `moved`: a plan or forecast that says otherwise than the
 * one known before. `passing`: recorded and taken back in between, so that neither end knows it.
 */
type Change = 'new' | 'moved' | 'corrected' | 'withdrawn' | 'passing';

/** What a fact says of one series. */
type Said = Readonly<{ effective: EffectiveDay; value: object }>;

export type FactChanged = Readonly<{
  change: Change;
  owner: string;
  kind: FactKind;
  subject: string;
  factId: FactId;
  /** As known before: its own earlier words, or of something moved, what was last said. */
  before: Said | null;
  /** As known at the end. */
  after: Said | null;
  /** Why, where whoever recorded it said so. */
  cause: string | null;
  /** The last event that made the change. */
  entry: number;
  eventId: string;
  type: string;
  recordedAt: string;
  role: string;
  organisation: string;
}>;

export type ChangesAnswer = Stamp &
  Readonly<{
    /** The entry after which, and its instant; 0 is the beginning. */
    sinceEntry: number;
    sinceRecordedAt: string | null;
    /** Facts changed in all, those of other pages included, and of each sort. */
    facts: number;
    counts: Readonly<Record<Change, number>>;
    changes: readonly FactChanged[];
    /** To be given as `before` for the next page; null on the last. */
    next: number | null;
  }>;

/** Which facts are known otherwise at one moment than at an earlier one? The newest change first. */
export class ChangesBetween extends Query<ChangesAnswer> {
  constructor(
    readonly since: KnownAt,
    readonly moment: Moment,
    readonly page: Readonly<{ before?: number; limit: number }>,
    readonly scope: ChangesScope = {},
  ) {
    super();
  }
}

type ChangesBody = Omit<ChangesAnswer, keyof Stamp>;

@QueryHandler(ChangesBetween)
export class ChangesBetweenHandler implements IQueryHandler<ChangesBetween> {
  private readonly kept: CohortFigures<ChangesBody>;

  constructor(private readonly ledger: Ledger) {
    this.kept = new CohortFigures(ledger, 50);
  }

  /** Pages are kept while nothing new is known; a whole list, of a file, is too long for that. */
  execute({ since, moment, page, scope }: ChangesBetween): Promise<ChangesAnswer> {
    const isPage = Number.isFinite(page.limit);
    const pages = isPage ? this.kept : new CohortFigures<ChangesBody>(this.ledger);
    return pages.at(moment, { since, page, scope }, async (ledger) => {
      const from = await lastEntryAt(ledger.read, since);
      const { entry: until } = ledger.knowledge;
      const range = [from.entry, until, ownersIn(ledger, moment.asOf, scope) ?? null] as const;
      const rows = await ledger.read<ChangeRow>(CHANGES, [
        ...range,
        page.before ?? until + 1,
        Number.isFinite(page.limit) ? page.limit + 1 : null,
      ]);
      const touched = [...groupedBy(rows.filter(isOfFact), ({ fact_id }) => fact_id).values()];
      const shown = touched.slice(0, page.limit);
      const last = shown.at(-1)?.[0];
      const asked = { ledger, asOf: moment.asOf, since: from.entry };
      return {
        sinceEntry: from.entry,
        sinceRecordedAt: from.recordedAt,
        ...totals(rows[0]?.counts ?? {}),
        changes: shown.flatMap((own) => changesOf(own, asked)),
        next: touched.length > shown.length ? (last?.last ?? null) : null,
      };
    });
  }
}

/** Kinds whose facts say what is planned or expected, so that the next one moves it. */
const plans: readonly FactKind[] = ['go-live-plan', 'benefit-approval', 'benefit-forecast'];

/** A statement of a fact that changed, beside what became of the fact and how many did of each sort. */
type StatementRow = FactColumns &
  Readonly<{
    basis: Pick<FactBasis, 'reason'> | null;
    change: Change;
    last: number;
    last_event: string;
    type: string;
    recorded_at: string;
    role: string;
    organisation: string;
    cause: string | null;
    counts: Counts;
  }>;
type Counts = Readonly<Partial<Record<Change, number>>>;
/** Without any fact on the page there is one row, with the counts alone. */
type ChangeRow = StatementRow | Readonly<{ fact_id: null; counts: Counts }>;
type Asked = Readonly<{ ledger: LedgerAt; asOf: IsoDate; since: number }>;

const isOfFact = (row: ChangeRow): row is StatementRow => row.fact_id !== null;

/** What became of a fact, in each series of which its statements say something else. */
function changesOf(rows: readonly StatementRow[], asked: Asked): readonly FactChanged[] {
  const bySeries = groupedBy(rows, ({ owner, kind, subject }) => `${owner}\n${kind}\n${subject}`);
  const all = [...bySeries.values()].flatMap((of) => changeIn(of, asked) ?? []);
  const differing = all.filter(({ before, after }) => !saysTheSame(before, after));
  // Where only its source or evidence was corrected, it says the same in every series.
  return differing.length === 0 ? all : differing;
}

/** What became of a fact in one of the series it speaks of. */
function changeIn(
  rows: readonly StatementRow[],
  { ledger, asOf, since }: Asked,
): FactChanged | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  const { owner, kind, subject, change } = first;
  const { entry } = ledger.knowledge;
  const earlier = rows.find(({ recorded }) => recorded <= since);
  const now = rows.find(({ superseded }) => superseded === null || superseded > entry);
  const before =
    change === 'moved'
      ? lastPlan(ledger, { owner, kind, subject }, { asOf, entry: since })
      : earlier && knownFact(earlier);
  return {
    change,
    owner,
    kind,
    subject,
    factId: first.fact_id,
    before: saidIn(before),
    after: saidIn(now && knownFact(now)),
    cause: first.cause ?? now?.basis?.reason ?? null,
    entry: first.last,
    eventId: first.last_event,
    type: first.type,
    recordedAt: first.recorded_at,
    role: first.role,
    organisation: first.organisation,
  };
}

/** A forecast moves what was last said of it: an earlier forecast, or the approval it started from. */
function lastPlan(
  ledger: LedgerAt,
  series: Series,
  at: Readonly<{ asOf: IsoDate; entry: number }>,
): KnownFact | undefined {
  const last = ledger.statedBefore(series, at);
  if (series.kind !== 'benefit-forecast') return last;
  const approved = ledger.statedBefore({ ...series, kind: 'benefit-approval' }, at);
  return [last, approved].flatMap((fact) => fact ?? []).toSorted(newestFirst)[0];
}

const saidIn = (fact: KnownFact | undefined): Said | null =>
  fact === undefined ? null : { effective: fact.effective, value: fact.value };

const saysTheSame = (one: Said | null, other: Said | null): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

function totals(counts: Counts): Pick<ChangesAnswer, 'facts' | 'counts'> {
  const of = (change: Change) => counts[change] ?? 0;
  return {
    facts: Object.values(counts).reduce((sum, facts) => sum + facts, 0),
    counts: {
      new: of('new'),
      moved: of('moved'),
      corrected: of('corrected'),
      withdrawn: of('withdrawn'),
      passing: of('passing'),
    },
  };
}

/** Statements recorded after $1 and up to $2, and those superseded in between; of the owners $3 or all. */
const IN_RANGE = `
  select s.owner, s.kind, s.subject, f.series, f.fact_id, f.recorded, f.superseded
  from read_models.facts f join read_models.series s on s.series = f.series
  where f.recorded > $1 and f.recorded <= $2 and ($3::text[] is null or s.owner = any($3))
  union all
  select s.owner, s.kind, s.subject, f.series, f.fact_id, f.recorded, f.superseded
  from read_models.facts f join read_models.series s on s.series = f.series
  where f.superseded > $1 and f.superseded <= $2 and f.recorded <= $1
    and ($3::text[] is null or s.owner = any($3))`;

/**
 * What became of each fact, the page of them, and all its statements: the range is scanned once, and
 * what statements say is read of the page alone.
 */
const CHANGES = `
  with in_range as materialized (${IN_RANGE}), touched as (
    select fact_id, bool_or(recorded <= $1) as known_before,
      bool_or(superseded is null or superseded > $2) as known_after,
      max(greatest(case when recorded > $1 then recorded end,
        case when superseded <= $2 then superseded end)) as last,
      bool_or(kind in (${plans.map((kind) => `'${kind}'`).join()}) and exists (
        select from read_models.series p join read_models.facts g on g.series = p.series
        where p.owner = in_range.owner and g.recorded <= $1
          and (g.superseded is null or g.superseded > $1)
          and (p.series = in_range.series
            or in_range.kind = 'benefit-forecast' and p.kind = 'benefit-approval'))) as moves
    from in_range group by fact_id),
  changed as materialized (
    select fact_id, last, case when known_before and known_after then 'corrected'
      when known_before then 'withdrawn' when not known_after then 'passing'
      when moves then 'moved' else 'new' end as change
    from touched),
  counted as (select coalesce(json_object_agg(change, facts), '{}') as counts
    from (select change, count(*)::int as facts from changed group by change) c),
  page as (select * from changed where last < $4 order by last desc limit $5)
  select r.owner, r.kind, r.subject, f.*, t.change, t.last, e.event_id as last_event, e.type,
    e.recorded_at, e.role, e.organisation, e.reason as cause, c.counts
  from counted c left join (page t join in_range r on r.fact_id = t.fact_id
    cross join lateral (select ${FACT_COLUMNS}, f.basis from read_models.facts f
      where f.recorded = r.recorded and f.series = r.series offset 0) f
    join read_models.entries e on e.entry = t.last) on true
  order by t.last desc, r.recorded, r.kind collate "C", r.subject collate "C"`;
