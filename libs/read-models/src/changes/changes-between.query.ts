import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { newestFirst, type FactBasis, type FactKind, type KnownFact } from '#facts';
import type { EffectiveDay, FactId, IsoDate, OdsCode } from '#vocabulary';
import { amountsJudged, type AmountJudged } from '../benefits/amounts-judged.js';
import { recordedUnder } from '../benefits/recorded-under.js';
import { CohortFigures } from '../cohorts/cohort-figures.js';
import type { Moment, Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { FACT_COLUMNS, knownFact, type FactColumns } from '../facts-ledger/known-facts.js';
import { lastEntryAt, type KnownAt } from '../facts-ledger/known-at.js';
import type { Series } from '../facts-ledger/series-key.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { groupedBy } from '../grouped-by.js';
import { ownersIn, type ChangesScope } from './owners-in.js';
import { WhatBecame, type Change, type Touched } from './what-became.js';

/** What a fact says of one series. */
type Said = Readonly<{
  effective: EffectiveDay;
  value: object;
  /** Of a validation or rejection, what the value came to that it names, in pence or the unit of the benefit; else null. */
  amount: number | null;
}>;

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
  /** What was recorded and withdrawn in between, so that neither end knows it; else null. */
  between: Said | null;
  /** Why, where whoever recorded it said so. */
  cause: string | null;
  /** The organisation under which its entries stand; null of what no trust owns. */
  recordedUnder: OdsCode | null;
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
      const range = { since: from.entry, until: ledger.knowledge.entry };
      const isAsked = isOneOf(ownersIn(ledger, moment.asOf, scope));
      const became = new WhatBecame(await ledger.spans(), range, {
        isAsked,
        moves: (series) => moves(ledger, series, range.since),
      });
      const { touched, isLast } = became.page(page.before ?? Infinity, page.limit);
      const rows = await statementsOf(ledger, touched);
      const counts = became.counts();
      const amountOf = await amountsJudged(ledger, rows);
      const asked = { ledger, asOf: moment.asOf, since: range.since, amountOf };
      return {
        sinceEntry: from.entry,
        sinceRecordedAt: from.recordedAt,
        facts: Object.values(counts).reduce((sum, facts) => sum + facts, 0),
        counts,
        changes: [...groupedBy(rows, ({ fact_id }) => fact_id).values()].flatMap((own) =>
          changesOf(own, asked),
        ),
        next: isLast ? null : (rows.at(-1)?.last ?? null),
      };
    });
  }
}

const isOneOf = (owners: readonly string[] | undefined): ((owner: string) => boolean) => {
  if (owners === undefined) return () => true;
  const those = new Set(owners);
  return (owner) => those.has(owner);
};

/** Kinds whose facts say what is planned or expected, so that the next one moves it. */
const plans: readonly FactKind[] = ['go-live-plan', 'benefit-approval', 'benefit-forecast'];

/** Whether what is planned stood before: as an earlier one, or as the approval that a forecast starts from. */
function moves(ledger: LedgerAt, series: Series, since: number): boolean {
  const { owner, kind } = series;
  if (!plans.includes(kind)) return false;
  return (
    ledger.wasStated(series, since) ||
    (kind === 'benefit-forecast' &&
      ledger.wasStated({ owner, kind: 'benefit-approval', subject: '' }, since))
  );
}

/** A statement of a fact that changed, beside what became of the fact. */
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
  }>;
type Asked = Readonly<{
  ledger: LedgerAt;
  asOf: IsoDate;
  since: number;
  amountOf: AmountJudged;
}>;

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
  { ledger, asOf, since, amountOf }: Asked,
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
    before: saidIn(before, amountOf),
    after: saidIn(now && knownFact(now), amountOf),
    between: change === 'passing' ? saidIn(knownFact(rows.at(-1) ?? first), amountOf) : null,
    recordedUnder: recordedUnder(ledger, owner, knownFact(now ?? first)),
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

const saidIn = (fact: KnownFact | undefined, amountOf: AmountJudged): Said | null =>
  fact === undefined
    ? null
    : { effective: fact.effective, value: fact.value, amount: amountOf(fact) };

const saysTheSame = (one: Said | null, other: Said | null): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** All that is stated of these facts, the one that was touched last first. */
const statementsOf = (
  { read }: LedgerAt,
  touched: readonly Touched[],
): Promise<readonly StatementRow[]> =>
  read<StatementRow>(STATEMENTS, [
    touched.map(({ recorded }) => recorded),
    touched.map(({ series }) => series),
    touched.map(({ last }) => last),
    touched.map(({ change }) => change),
  ]);

/** The statements of entries $1 in series $2, with the entry $3 that touched their fact last and what became of it. */
const STATEMENTS = `
  select s.owner, s.kind, s.subject, f.*, t.change, t.last, e.event_id as last_event, e.type, e.recorded_at, e.role,
    e.organisation, e.reason as cause
  from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[]) as t(recorded, series, last, change)
    join read_models.series s on s.series = t.series
    cross join lateral (select ${FACT_COLUMNS}, f.basis from read_models.facts f
      where f.recorded = t.recorded and f.series = t.series offset 0) f
    join read_models.entries e on e.entry = t.last
  order by t.last desc, f.recorded, s.kind collate "C", s.subject collate "C"`;
