import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { countedOf, summed } from '#figures';
import type { KnownAt } from '../facts-ledger/known-at.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { FigureCache } from '../facts-ledger/figure-cache.js';
import { Ledger, type Knowledge } from '../facts-ledger/snapshot.js';
import { groupedBy } from '../grouped-by.js';

/** What one person records and another decides on. */
type Decided = 'benefit-actual' | 'benefit-approval' | 'evidence-grade' | 'stage-validation';

/** Who recorded a statement, and who decided on it. */
export type Duties = Readonly<{
  decided: Decided;
  /** What was decided on the value of a benefit; null of all else. */
  outcome: 'validated' | 'rejected' | null;
  /** The benefit, the evidence or the trust. */
  owner: string;
  recordedEntry: number;
  recordedBy: string;
  recordedRole: string;
  recordedFor: string;
  decidedEntry: number;
  decidedBy: string;
  decidedRole: string;
  decidedFor: string;
  /** One person did both; of a stage, one organisation. */
  together: boolean;
}>;

export type DutiesCounted = Readonly<{ decided: Decided; numerator: number; denominator: number }>;

export type SegregationAnswer = Knowledge &
  Readonly<{
    /** Of the decisions that stand, how many were made by who recorded what they are about. */
    counts: readonly DutiesCounted[];
    /** Those made together first, then the newest. */
    duties: readonly Duties[];
    /** Where the next page begins; null on the last. */
    next: number | null;
  }>;

/** Did the same person record and decide? */
export class Segregation extends Query<SegregationAnswer> {
  constructor(
    readonly page: Readonly<{ offset: number; limit: number }>,
    readonly knownAt?: KnownAt,
  ) {
    super();
  }
}

/** Who did what is read of those that are shown. */
type DutiesPair = Pick<
  Duties,
  'decided' | 'outcome' | 'owner' | 'recordedEntry' | 'decidedEntry' | 'together'
>;

@QueryHandler(Segregation)
export class SegregationHandler implements IQueryHandler<Segregation> {
  /** Put together once, while nothing new is known. */
  private readonly own = new FigureCache<readonly OwnDuties[]>(2);
  private readonly pages = new FigureCache<readonly Duties[]>(20);

  constructor(private readonly ledger: Ledger) {}

  execute({ page: { offset, limit }, knownAt }: Segregation): Promise<SegregationAnswer> {
    return this.ledger.at(knownAt, async (ledger) => {
      const own = await this.own.at(ledger, {}, () => ownDuties(ledger));
      const shown = () => dutiesOf(ledger, firstOf(own, offset + limit).slice(offset));
      const duties = Number.isFinite(limit)
        ? await this.pages.at(ledger, { offset, limit }, shown)
        : await shown();
      const after = offset + duties.length;
      const counts = added(own);
      return {
        ...ledger.knowledge,
        counts,
        duties,
        next: summed(counts).denominator > after ? after : null,
      };
    });
  }
}

/** The decisions on what is said of one owner, in their order, and how many there are. */
export type OwnDuties = Readonly<{
  pairs: readonly DutiesPair[];
  counts: readonly DutiesCounted[];
}>;

/** Every decision with what it is about; joined again only of those of whom more was said. */
async function ownDuties(ledger: LedgerAt): Promise<readonly OwnDuties[]> {
  const owners = [...new Set(DECIDED.flatMap((kind) => ledger.ownersOf(kind)))];
  const asked = { owners, on: '' };
  const found = await ledger.each.duties.of(ledger, asked, async (others) => {
    const ofActuals = (await ledger.judgedActuals(others)).map((judged): DutiesPair => ({
      decided: 'benefit-actual',
      ...judged,
    }));
    const range = [ledger.knowledge.entry, others];
    const pairs = [...ofActuals, ...(await ledger.read<DutiesPair>(OTHER_PAIRS, range))];
    const own = groupedBy(pairs, ({ owner }) => owner);
    return new Map(others.map((owner) => [owner, counted(own.get(owner) ?? [])]));
  });
  return [...found.values()];
}

/** Kinds of whose owners something is decided: of benefits, evidence and trusts. */
const DECIDED = ['benefit-home', 'evidence-grade', 'stage-validated'] as const;

/** Those made together first, then the newest. */
const inOrder = (one: DutiesPair, other: DutiesPair): number =>
  Number(other.together) - Number(one.together) ||
  other.decidedEntry - one.decidedEntry ||
  other.recordedEntry - one.recordedEntry;

/** The first so many of all in their order, without going through what comes after them. */
function firstOf(own: readonly OwnDuties[], many: number): readonly DutiesPair[] {
  let first: DutiesPair[] = [];
  let last: DutiesPair | undefined;
  for (const { pairs } of own) {
    for (const pair of pairs) {
      if (last !== undefined && inOrder(pair, last) > 0) break;
      first.push(pair);
      if (first.length < 2 * many) continue;
      first = first.sort(inOrder).slice(0, many);
      last = first.at(-1);
    }
  }
  return first.sort(inOrder).slice(0, many);
}

function counted(pairs: readonly DutiesPair[]): OwnDuties {
  const counts = Array.from(
    groupedBy(pairs, ({ decided }) => decided),
    ([decided, those]) => ({
      decided,
      ...countedOf(those, ({ together }) => together),
    }),
  );
  return { pairs: pairs.toSorted(inOrder), counts };
}

/** In the order of what is decided. */
function added(own: readonly OwnDuties[]): readonly DutiesCounted[] {
  const counts = groupedBy(
    own.flatMap((each) => each.counts),
    ({ decided }) => decided,
  );
  return Array.from(counts, ([decided, those]) => ({ decided, ...summed(those) })).sort(
    (one, other) => (one.decided < other.decided ? -1 : 1),
  );
}

type Actor = Readonly<{ entry: number; actor: string; role: string; organisation: string }>;

async function dutiesOf(
  { read }: LedgerAt,
  pairs: readonly DutiesPair[],
): Promise<readonly Duties[]> {
  const entries = pairs.flatMap(({ recordedEntry, decidedEntry }) => [recordedEntry, decidedEntry]);
  const rows = await read<Actor>(ACTORS, [[...new Set(entries)]]);
  const actors = new Map(rows.map((row) => [row.entry, row]));
  return pairs.flatMap((pair): Duties[] => {
    const [recorded, decided] = [actors.get(pair.recordedEntry), actors.get(pair.decidedEntry)];
    if (recorded === undefined || decided === undefined) return [];
    return [
      {
        ...pair,
        recordedBy: recorded.actor,
        recordedRole: recorded.role,
        recordedFor: recorded.organisation,
        decidedBy: decided.actor,
        decidedRole: decided.role,
        decidedFor: decided.organisation,
      },
    ];
  });
}

/** Facts of one kind of the owners $2, as they stand at entry $1. */
const standing = (kind: string): string => `(
  select s.owner, s.subject, f.recorded, f.event_id, f.fact_id, f.value
  from read_models.series s join read_models.facts f on f.series = s.series
  where s.owner = any($2) and s.kind = '${kind}' and f.recorded <= $1 and (f.superseded is null or f.superseded > $1))`;

/**
 * A decision about a statement names the event that made it, and counts only for that; an approval is of
 * all that profile and baseline said until then; a stage is declared by its trust, and validated by another.
 * Judgements of actuals, which are most of all decisions, are joined in memory.
 */
const PAIRS = `
  select 'evidence-grade' as decided, v.owner, a.recorded as "recordedEntry",
    v.recorded as "decidedEntry"
  from ${standing('evidence-grade')} v join ${standing('evidence')} a
    on a.owner = v.owner and a.event_id = (v.value->>'names')::uuid
  union all
  select 'benefit-approval', v.owner, a.recorded, v.recorded
  from ${standing('benefit-approval')} v join (
    select * from ${standing('benefit')} p union all select * from ${standing('benefit-baseline')} b) a
    on a.owner = v.owner and a.recorded < v.recorded
  union all
  select 'stage-validation', v.owner, a.recorded, v.recorded
  from ${standing('stage-validated')} v join lateral (
    select d.recorded from ${standing('stage-declared')} d
    where d.owner = v.owner and d.value->>'stage' = v.subject and d.recorded < v.recorded
    order by d.recorded desc limit 1) a on not (v.value->>'withdrawn')::boolean`;

/** "offset 0": one index probe each, however many the database expects; else it reads all entries twice. */
const recorder = (entry: string): string => `lateral (
  select actor, organisation from read_models.entries where entry = p."${entry}" offset 0)`;

const OTHER_PAIRS = `
  select p.*, null as outcome, case p.decided when 'stage-validation' then r.organisation = d.organisation
    else r.actor = d.actor end as together
  from (${PAIRS}) p cross join ${recorder('recordedEntry')} r cross join ${recorder('decidedEntry')} d`;

const ACTORS = `
  select entry, actor, role, organisation from read_models.entries where entry = any($1)`;
