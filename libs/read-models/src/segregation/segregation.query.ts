import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { KnownAt } from '../facts-ledger/known-at.js';
import { FigureCache } from '../facts-ledger/figure-cache.js';
import { Ledger, type Knowledge } from '../facts-ledger/snapshot.js';

/** What one person records and another decides on. */
type Decided = 'benefit-actual' | 'benefit-approval' | 'evidence-grade' | 'stage-validation';

/** Who recorded a statement, and who decided on it. */
export type Duties = Readonly<{
  decided: Decided;
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

@QueryHandler(Segregation)
export class SegregationHandler implements IQueryHandler<Segregation> {
  /** Every decision is joined with what it is about: once for each page, while nothing new is known. */
  private readonly counts = new FigureCache<readonly DutiesCounted[]>(20);
  private readonly pages = new FigureCache<readonly Duties[]>(20);

  constructor(private readonly ledger: Ledger) {}

  execute({ page: { offset, limit }, knownAt }: Segregation): Promise<SegregationAnswer> {
    return this.ledger.at(knownAt, async (ledger) => {
      const { knowledge, read } = ledger;
      const { entry } = knowledge;
      const counts = await this.counts.at(ledger, {}, () => read<DutiesCounted>(COUNTS, [entry]));
      const rows = Number.isFinite(limit)
        ? await this.pages.at(ledger, { offset, limit }, () =>
            read<Duties>(PAGE, [entry, offset, limit + 1]),
          )
        : await read<Duties>(PAGE, [entry, offset, null]);
      const duties = rows.slice(0, limit);
      return {
        ...knowledge,
        counts,
        duties,
        next: rows.length > duties.length ? offset + duties.length : null,
      };
    });
  }
}

/** Facts of one kind as they stand at entry $1. */
const standing = (kind: string): string => `(
  select s.owner, s.subject, f.recorded, f.event_id, f.fact_id, f.value
  from read_models.series s join read_models.facts f on f.series = s.series
  where s.kind = '${kind}' and f.recorded <= $1 and (f.superseded is null or f.superseded > $1))`;

/**
 * A decision about a statement names the event that made it, and counts only for that; an approval is of
 * all that profile and baseline said until then; a stage is declared by its trust, and validated by another.
 */
const PAIRS = `
  select 'benefit-actual' as decided, v.owner, a.recorded as "recordedEntry",
    v.recorded as "decidedEntry"
  from ${standing('benefit-validation')} v join ${standing('benefit-actual')} a
    on a.owner = v.owner and a.event_id = (v.value->>'names')::uuid
  union all
  select 'evidence-grade', v.owner, a.recorded, v.recorded
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

const DUTIES = `
  select p.*, r.actor as "recordedBy", r.role as "recordedRole", r.organisation as "recordedFor",
    d.actor as "decidedBy", d.role as "decidedRole", d.organisation as "decidedFor",
    case p.decided when 'stage-validation' then r.organisation = d.organisation
      else r.actor = d.actor end as together
  from (${PAIRS}) p
  join read_models.entries r on r.entry = p."recordedEntry"
  join read_models.entries d on d.entry = p."decidedEntry"`;

const COUNTS = `
  select decided, count(*) filter (where together)::int as numerator, count(*)::int as denominator
  from (${DUTIES}) duties group by decided order by decided`;

const PAGE = `
  select * from (${DUTIES}) duties
  order by together desc, "decidedEntry" desc, "recordedEntry" desc offset $2 limit $3`;
