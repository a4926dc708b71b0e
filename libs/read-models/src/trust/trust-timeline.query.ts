import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { FactBasis, FactKind, LedgerValues } from '#facts';
import type { BenefitId, EffectiveDay, FactId, IsoDate, OdsCode, PoolTag } from '#vocabulary';
import { stampOf, type Moment, type Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { FigureCache } from '../facts-ledger/figure-cache.js';
import { knownFact, measuredKinds, type FactColumns } from '../facts-ledger/known-facts.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { groupedBy } from '../grouped-by.js';
import { organisationOn, type OrganisationOn } from '../organisations/organisation-on.js';
import { groundKinds, mendedGroundsOf, type MendedGround } from './mended-grounds.js';
import { PLACES, RETRACTED, STATED } from './timeline-statements.js';

/** One value a fact states; a fact may state several, as a registration does. */
export type ValueStated = Readonly<{
  kind: FactKind;
  subject: string;
  value: LedgerValues[FactKind];
}>;

/** What was said of a fact at one entry; both clocks. */
export type Statement = Readonly<{
  entry: number;
  eventId: string;
  type: string;
  recordedAt: string;
  actor: string;
  role: string;
  organisation: string;
  /** Why it was corrected or retracted. */
  reason: string | null;
  /** Null for a retraction. */
  stated: Readonly<{
    effective: EffectiveDay;
    values: readonly ValueStated[];
    basis: Omit<FactBasis, 'effective'> | null;
  }> | null;
}>;

export type TimelineFact = Readonly<{
  factId: FactId;
  /** `corrected`: what stands here is no longer what was first said. */
  status: 'current' | 'corrected' | 'retracted';
  /** False where it was taken back, or corrected to be about somebody else. */
  stands: boolean;
  effective: EffectiveDay;
  order: number;
  firstEntry: number;
  values: readonly ValueStated[];
  basis: Omit<FactBasis, 'effective'> | null;
  /** Facts it rests on that were mended since it was last stated. */
  restsOnMended: readonly MendedGround[];
  /** From the first statement to the last known. */
  history: readonly Statement[];
}>;

export type TimelineAnswer = Stamp &
  Readonly<{
    organisation: OrganisationOn;
    /** How many are shown, of how many known with a day up to `asOf`. */
    numerator: number;
    denominator: number;
    facts: readonly TimelineFact[];
  }>;

/**
 * Everything that was ever said of a trust, or of one of its benefits, newest day first. Undefined for
 * an unknown code, and for what is, and was, no benefit of it.
 */
export class TrustTimeline extends Query<TimelineAnswer | undefined> {
  constructor(
    readonly code: OdsCode,
    readonly moment: Moment,
    readonly shown: Shown = {},
  ) {
    super();
  }
}

type Shown = Readonly<{
  benefit?: BenefitId;
  /** Instead of what was said of the benefit itself, what it claimed of this pool. */
  pool?: PoolTag;
  kinds?: readonly FactKind[];
  offset?: number;
  limit?: number;
  /** So many of each subject, the newest; of what is measured. */
  newestOfEach?: number;
}>;

type TimelineBody = Omit<TimelineAnswer, keyof Stamp>;

const isAbout = ({ values, history }: TimelineFact, benefit: BenefitId | undefined): boolean =>
  [values, ...history.map(({ stated }) => stated?.values ?? [])].some((all) =>
    all.some(({ subject }) => subject === benefit),
  );

@QueryHandler(TrustTimeline)
export class TrustTimelineHandler implements IQueryHandler<TrustTimeline> {
  /** Pages and short lists, while nothing new is known. */
  private readonly kept = new FigureCache<TimelineBody | undefined>(100);

  /** What was measured of late, which is longer. */
  private readonly keptSeries = new FigureCache<TimelineBody | undefined>(30);

  constructor(private readonly ledger: Ledger) {}

  execute({ code, moment, shown }: TrustTimeline): Promise<TimelineAnswer | undefined> {
    const { asOf, knownAt } = moment;
    return this.ledger.at(knownAt, async (ledger) => {
      const work = () => timelineAt(ledger, { code, asOf, shown });
      const kept = this.keptFor(shown);
      const body = kept ? await kept.at(ledger, { code, asOf, ...shown }, work) : await work();
      return body && { ...stampOf(ledger, asOf), ...body };
    });
  }

  private keptFor(shown: Shown): FigureCache<TimelineBody | undefined> | undefined {
    if (shown.newestOfEach !== undefined) return this.keptSeries;
    return isShort(shown) ? this.kept : undefined;
  }
}

const LONGEST_KEPT = 100;

/** What is measured every month fills a long answer, unless a page of it is asked for. */
const isShort = ({ kinds, limit = Infinity }: Shown): boolean =>
  limit <= LONGEST_KEPT || kinds?.every((kind) => !measured.has(kind)) === true;

const measured: ReadonlySet<FactKind> = new Set(measuredKinds);

async function timelineAt(
  ledger: LedgerAt,
  { code, asOf, shown }: Readonly<{ code: OdsCode; asOf: IsoDate; shown: Shown }>,
): Promise<TimelineBody | undefined> {
  const organisation = organisationOn(ledger, code, asOf);
  if (organisation === undefined) return undefined;
  const { benefit, pool } = shown;
  const homes = benefit === undefined ? [code] : homesOf(ledger, benefit);
  if (!homes.includes(code)) return undefined;
  const owner = pool ?? benefit ?? code;
  const { offset = 0, limit, newestOfEach = null } = shown;
  const size = limit !== undefined && Number.isFinite(limit) ? limit : null;
  if (pool === undefined && (size !== null || newestOfEach !== null)) {
    const page = { asOf, kinds: shown.kinds, offset, limit: size, newestOfEach };
    const { ids, denominator } = await placesOf(ledger, owner, page);
    const facts = (await factsOf(ledger, owner, { kinds: shown.kinds, ids })).sort(newestDayFirst);
    return { organisation, numerator: facts.length, denominator, facts };
  }
  const all = (await factsOf(ledger, owner, { kinds: shown.kinds }))
    .filter(({ effective }) => effective.latest <= asOf)
    .filter((fact) => pool === undefined || isAbout(fact, benefit))
    .sort(newestDayFirst);
  const facts = all.slice(offset, limit && offset + limit);
  return { organisation, numerator: facts.length, denominator: all.length, facts };
}

const homesOf = (ledger: LedgerAt, benefit: BenefitId): readonly OdsCode[] =>
  ledger.stated(benefit, 'benefit-home').map(({ value }) => value.organisation);

type Said = Readonly<{
  event_type: string;
  recorded_at: string;
  actor: string;
  role: string;
  organisation: string;
  reason: string | null;
}>;
type StatedColumns = FactColumns & Said & Readonly<{ basis: TimelineFact['basis'] }>;
type MendedColumns = Said & Readonly<{ fact_id: FactId; entry: number; event_id: string }>;

type Owner = OdsCode | BenefitId | PoolTag;
type Kinds = readonly FactKind[] | undefined;

/** What facts of some kinds rest on is read as well. */
const withGrounds = (kinds: Kinds): readonly FactKind[] | null =>
  kinds === undefined ? null : [...new Set([...kinds, ...groundKinds])];

/** Which facts a page shows, of how many, without reading what any of them says. */
async function placesOf(
  { read, knowledge: { entry } }: LedgerAt,
  owner: Owner,
  {
    asOf,
    kinds,
    offset,
    limit,
    newestOfEach,
  }: Readonly<{ asOf: IsoDate; kinds: Kinds; offset: number }> &
    Readonly<Record<'limit' | 'newestOfEach', number | null>>,
): Promise<Readonly<{ ids: readonly FactId[]; denominator: number }>> {
  const range = [
    owner,
    entry,
    withGrounds(kinds),
    asOf,
    kinds ?? null,
    limit,
    offset,
    newestOfEach,
  ];
  const [row] = await read<Readonly<{ ids: readonly FactId[]; known: number }>>(PLACES, range);
  return { ids: row?.ids ?? [], denominator: row?.known ?? 0 };
}

/** Those facts, or all of an owner. */
async function factsOf(
  { read, knowledge: { entry } }: LedgerAt,
  owner: Owner,
  { kinds, ids }: Readonly<{ kinds: Kinds; ids?: readonly FactId[] }>,
): Promise<TimelineFact[]> {
  const range = [owner, entry, withGrounds(kinds), ids ?? null, groundKinds];
  const stated = await read<StatedColumns>(STATED, range);
  const retracted = await read<MendedColumns>(RETRACTED, [owner, entry]);
  const byFact = groupedBy(stated, ({ fact_id }) => fact_id);
  const ends = new Map(retracted.map((row) => [row.fact_id, row]));
  const facts = [...byFact].flatMap(
    ([factId, rows]) => timelineFact(factId, rows, { entry, retracted: ends.get(factId) }) ?? [],
  );
  const grounds = facts.filter(({ values }) =>
    values.some(({ kind }) => groundKinds.includes(kind)),
  );
  const asked = ids && new Set(ids);
  return facts
    .filter(({ factId }) => asked === undefined || asked.has(factId))
    .filter(({ values }) => kinds === undefined || values.some(({ kind }) => kinds.includes(kind)))
    .map((fact) => ({ ...fact, restsOnMended: mendedGroundsOf(fact, grounds) }));
}

function timelineFact(
  factId: FactId,
  rows: readonly StatedColumns[],
  { entry, retracted }: Readonly<{ entry: number; retracted: MendedColumns | undefined }>,
): Omit<TimelineFact, 'restsOnMended'> | undefined {
  const entries = [...new Set(rows.map(({ recorded }) => recorded))];
  const history = entries.flatMap(
    (entry) => statementOf(rows.filter(({ recorded }) => recorded === entry)) ?? [],
  );
  const [first] = rows;
  const superseded = rows.at(-1)?.superseded ?? null;
  const isSuperseded = superseded !== null && superseded <= entry;
  const stated = history.at(-1)?.stated;
  if (first === undefined || !stated) return undefined;
  return {
    factId,
    status: retracted ? 'retracted' : isSuperseded || history.length > 1 ? 'corrected' : 'current',
    stands: !isSuperseded,
    ...stated,
    order: rows.at(-1)?.stated_order ?? 0,
    firstEntry: first.first_entry,
    history: retracted ? [...history, retractionOf(retracted)] : history,
  };
}

/** The rows of one event. */
function statementOf(rows: readonly StatedColumns[]): Statement | undefined {
  const [row] = rows;
  if (row === undefined) return undefined;
  return {
    entry: row.recorded,
    eventId: row.event_id,
    ...said(row),
    stated: {
      effective: knownFact(row).effective,
      values: rows.map(knownFact).map(({ kind, subject, value }) => ({ kind, subject, value })),
      basis: row.basis,
    },
  };
}

const retractionOf = (row: MendedColumns): Statement => ({
  entry: row.entry,
  eventId: row.event_id,
  ...said(row),
  stated: null,
});

const said = ({ event_type, recorded_at, actor, role, organisation, reason }: Said) => ({
  type: event_type,
  recordedAt: recorded_at,
  actor,
  role,
  organisation,
  reason,
});

const newestDayFirst = (one: TimelineFact, other: TimelineFact): number =>
  one.effective.latest < other.effective.latest
    ? 1
    : one.effective.latest > other.effective.latest
      ? -1
      : other.order - one.order || other.firstEntry - one.firstEntry;
