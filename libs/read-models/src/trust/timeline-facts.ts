import type { FactBasis, FactKind, LedgerValues } from '#facts';
import type { BenefitId, EffectiveDay, FactId, IsoDate, OdsCode, PoolTag } from '#vocabulary';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { knownFact, type FactColumns } from '../facts-ledger/known-facts.js';
import { groupedBy } from '../grouped-by.js';
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
export async function placesOf(
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
export async function factsOf(
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

export const newestDayFirst = (one: TimelineFact, other: TimelineFact): number =>
  one.effective.latest < other.effective.latest
    ? 1
    : one.effective.latest > other.effective.latest
      ? -1
      : other.order - one.order || other.firstEntry - one.firstEntry;
