import type { FactKind } from '#facts';
import type { SaidBy } from '#figures';
import type { IsoDate } from '#vocabulary';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { measuredKinds } from '../facts-ledger/known-facts.js';

/**
 * What a trust claims was so, and could show to somebody. Plans, profiles and decisions of a second
 * person are none.
 */
export const claimKinds = [
  'epr-status',
  'live',
  'milestone',
  'replaced',
  'enabled',
  'partner-flow',
  'stage-declared',
  'adoption',
  'realisation',
  'exchange',
  'driver',
  'assessment',
  'survey',
  'benefit-baseline',
  'benefit-actual',
  'disbenefit',
] as const satisfies readonly FactKind[];
export type ClaimKind = (typeof claimKinds)[number];

/** Claims of one owner and kind that were recorded as late as each other, and show the same. */
export type ClaimsTold = Readonly<{
  owner: string;
  kind: ClaimKind;
  /** From the day they are about to that of their first recording; null of a day before our records. */
  days: number | null;
  said: SaidBy;
  /** A reference of evidence, or that it is named in words, or that nothing is. */
  shows: string;
  facts: number;
  /** Those of them that are not as they were first stated. */
  corrected: number;
}>;

/** Every claim of these owners that stands on a day, counted. */
export async function claimsOf(
  ledger: LedgerAt,
  owners: readonly string[],
  asOf: IsoDate,
): Promise<readonly ClaimsTold[]> {
  const { entry } = ledger.knowledge;
  const days = await ledger.read<DayBegun>(DAYS, [entry]);
  const first = days.map((day) => day.entry);
  const began = days.map(({ day }) => day);
  const asked = [asOf, entry, owners, first, began];
  return [
    ...(await ledger.read<ClaimsTold>(MEASURED, [...asked, measuredClaims])),
    ...(await ledger.read<ClaimsTold>(ACTUALS, [...asked, ['benefit-actual']])),
    ...(await ledger.read<ClaimsTold>(STATED, [...asked, statedClaims])),
  ];
}

/** How many claims of each owner about days up to this one were withdrawn. */
export async function withdrawnOf(
  ledger: LedgerAt,
  owners: readonly string[],
  asOf: IsoDate,
): Promise<ReadonlyMap<string, number>> {
  const asked = [asOf, ledger.knowledge.entry, owners, claimKinds];
  const rows = await ledger.read<Readonly<{ owner: string; facts: number }>>(WITHDRAWN, asked);
  return new Map(rows.map(({ owner, facts }) => [owner, facts]));
}

const measuredClaims = claimKinds.filter((kind) => isMeasured(kind) && kind !== 'benefit-actual');
const statedClaims = claimKinds.filter((kind) => !isMeasured(kind));

function isMeasured(kind: FactKind): boolean {
  return (measuredKinds as readonly FactKind[]).includes(kind);
}

type DayBegun = Readonly<{ entry: number; day: IsoDate }>;

const london = (instant: string): string => `(${instant} at time zone 'Europe/London')::date`;

/**
 * The first entry of every day on which anything was recorded, one index probe each: the day of an entry
 * is found among these much faster than by joining a million entries to a million facts.
 */
const DAYS = `
  with recursive days(entry, day) as (
    (select entry, ${london('recorded_at')} from read_models.entries order by recorded_at, entry limit 1)
    union all
    select next.entry, next.day from days cross join lateral (
      select entry, ${london('recorded_at')} as day from read_models.entries
      where recorded_at >= (days.day + 1)::timestamp at time zone 'Europe/London'
      order by recorded_at, entry limit 1) next)
  select entry, day from days where entry <= $1 order by entry`;

const shows = (evidence: string): string => `case when ${evidence} is null then 'nothing'
    when ${evidence} like 'EV-%' then ${evidence} else 'in-words' end`;
const SHOWS = shows("f.basis ->> 'evidence'");

const TOLD_AFTER = `case when f.precision <> 'before-records'
    then ($5::date[])[width_bucket(f.first_entry, $4::bigint[])] - f.latest end`;

const OWN = `case when f.basis -> 'source' is null then 'own-word' else 'own-source' end`;

const STANDING = `s.owner = any($3) and s.kind = any($6) and f.latest <= $1
    and f.recorded <= $2 and (f.superseded is null or f.superseded > $2)`;

/** Only trusts measure, and each measurement is one row. */
const MEASURED = `
  select s.owner, s.kind, ${TOLD_AFTER} as days, ${OWN} as said, ${SHOWS} as shows,
    count(*)::int as facts, (count(*) filter (where f.recorded <> f.first_entry))::int as corrected
  from read_models.series s join read_models.facts f on f.series = s.series
  where ${STANDING}
  group by 1, 2, 3, 4, 5`;

/** A value is shown by the evidence that its validation names, while that holds. */
const ACTUALS = `
  with judged as (
    select distinct on (f.names) f.names, f.basis ->> 'evidence' as evidence, f.value ->> 'state' as state
    from read_models.series s join read_models.facts f on f.series = s.series
    where s.owner = any($3) and s.kind = 'benefit-validation'
      and f.recorded <= $2 and (f.superseded is null or f.superseded > $2)
    order by f.names, f.first_entry desc)
  select s.owner, s.kind, ${TOLD_AFTER} as days, ${OWN} as said,
    ${shows("case when j.state = 'validated' then coalesce(j.evidence, f.basis ->> 'evidence') else f.basis ->> 'evidence' end")} as shows,
    count(*)::int as facts, (count(*) filter (where f.recorded <> f.first_entry))::int as corrected
  from read_models.series s join read_models.facts f on f.series = s.series
    left join judged j on j.names = f.names
  where ${STANDING}
  group by 1, 2, 3, 4, 5`;

/** One event may state rows of several sites. */
const STATED = `
  select s.owner, s.kind, ${TOLD_AFTER} as days,
    case when e.role in ('trust-recorder', 'trust-approver') then ${OWN} else 'public-source' end as said,
    ${SHOWS} as shows, count(distinct f.first_entry)::int as facts,
    (count(distinct f.first_entry) filter (where f.recorded <> f.first_entry))::int as corrected
  from read_models.series s join read_models.facts f on f.series = s.series
    join read_models.entries e on e.entry = f.first_entry
  where ${STANDING}
  group by 1, 2, 3, 4, 5`;

const WITHDRAWN = `
  select s.owner, count(distinct f.first_entry)::int as facts
  from read_models.facts f join read_models.series s on s.series = f.series
    join read_models.entries e on e.entry = f.superseded
  where s.owner = any($3) and s.kind = any($4) and f.latest <= $1 and f.superseded <= $2
    and e.type = 'FactRetracted'
  group by 1`;
