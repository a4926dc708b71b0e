import type { FactKind } from '#facts';
import type { BenefitId, IsoDate } from '#vocabulary';
import { benefitsByHome } from '../benefits/benefit-on.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import type { Aspect } from './standing.js';

/** The newest entry that moved a figure, and who recorded it. */
export type Cause = Readonly<{
  entry: number;
  kind: FactKind;
  eventId: string;
  type: string;
  recordedAt: string;
  role: string;
  organisation: string;
  reason: string | null;
}>;

/** What moved the figures of whoever a fact counts for: the newest entry, and how many there were. */
export type Causes = ReadonlyMap<string, Readonly<{ newest: Cause; entries: number }>>;

export const causeKey = (aspect: Aspect, code: string, subject: string): string =>
  `${aspect}\n${code}\n${aspect === 'target' ? subject : ''}`;

const BOTH_GAPS = ['use-gap', 'optimisation-gap'] as const;

/** Which figures a fact of a kind can move. */
const moves: Readonly<Partial<Record<FactKind, readonly Aspect[]>>> = {
  // A trust that is closed drops out of every figure.
  status: ['stage', 'validated-stage', 'epr', ...BOTH_GAPS, 'benefits'],
  adoption: ['stage', ...BOTH_GAPS],
  scope: ['stage', ...BOTH_GAPS],
  enabled: ['stage', ...BOTH_GAPS],
  // These three void what others validated before.
  replaced: ['stage', 'validated-stage', ...BOTH_GAPS],
  'succeeded-by': ['validated-stage'],
  'succession-of': ['validated-stage'],
  classification: ['stage', ...BOTH_GAPS],
  realisation: ['optimisation-gap'],
  'stage-validated': ['validated-stage'],
  'epr-status': ['epr'],
  live: ['epr'],
  benefit: ['benefits', 'optimisation-gap'],
  'benefit-home': ['benefits', 'optimisation-gap'],
  'benefit-approval': ['benefits', 'optimisation-gap'],
  'benefit-actual': ['benefits', 'optimisation-gap'],
  'benefit-validation': ['benefits', 'optimisation-gap'],
  'benefit-write-off': ['benefits', 'optimisation-gap'],
  'benefit-link': ['optimisation-gap'],
  target: ['target'],
};
const kinds = Object.keys(moves);

type Asked = Readonly<{ before: IsoDate; asOf: IsoDate; sinceEntry: number }>;

/** Facts of the days after one and up to the other, as they are known. */
export const happenedBetween = (ledger: LedgerAt, { before, asOf }: Asked): Promise<Causes> =>
  causesOf(
    ledger,
    [homesOn(ledger, before), homesOn(ledger, asOf)],
    [HAPPENED, [ledger.knowledge.entry, kinds, before, asOf]],
  );

/**
 * What was recorded after an entry about days up to one, corrections and withdrawals included. `told`:
 * whose benefits were on that day, as it was known at that entry.
 */
export const learnedSince = (
  ledger: LedgerAt,
  { before, sinceEntry }: Asked,
  told: Homes,
): Promise<Causes> =>
  causesOf(
    ledger,
    [told, homesOn(ledger, before)],
    [LEARNED, [ledger.knowledge.entry, kinds, before, sinceEntry]],
  );

type Row = Cause & Readonly<{ owner: string; subject: string; entries: number }>;

async function causesOf(
  ledger: LedgerAt,
  homes: readonly [before: Homes, after: Homes],
  [statement, values]: readonly [string, unknown[]],
): Promise<Causes> {
  const causes = new Map<string, Readonly<{ newest: Cause; entries: number }>>();
  for (const row of await ledger.read<Row>(statement, values)) {
    const { owner, subject, entries, ...newest } = row;
    const keys = (moves[newest.kind] ?? []).flatMap((aspect) =>
      whoseFigures(owner, newest.kind, homes).map((code) => causeKey(aspect, code, subject)),
    );
    for (const key of keys) {
      const other = causes.get(key);
      causes.set(key, {
        newest: other !== undefined && other.newest.entry > newest.entry ? other.newest : newest,
        entries: entries + (other?.entries ?? 0),
      });
    }
  }
  return causes;
}

/** Whose each benefit is. */
export type Homes = ReadonlyMap<BenefitId, string>;

/**
 * What is recorded of a benefit moves the figures of the trust whose it is; that it was handed over,
 * those of the trust that had it as well.
 */
function whoseFigures(
  owner: string,
  kind: FactKind,
  [before, after]: readonly [Homes, Homes],
): readonly string[] {
  const [had, has] = [before.get(owner as BenefitId), after.get(owner as BenefitId)];
  if (kind !== 'benefit-home') return [has ?? had ?? owner];
  return [...new Set([had, has])].filter((code) => code !== undefined);
}

export const homesOn = (ledger: LedgerAt, asOf: IsoDate): Homes =>
  new Map(
    [...benefitsByHome(ledger, asOf)].flatMap(([code, benefits]) =>
      benefits.map((benefit) => [benefit, code] as const),
    ),
  );

/** Of a target each by itself; of all else the newest of a kind. */
const withEntries = (touched: string): string => `
  with touched as (${touched}), newest as (
    select owner, kind, subject, max(entry) as entry, count(distinct entry)::int as entries
    from touched group by owner, kind, subject)
  select n.owner, n.kind, n.subject, n.entries, e.entry, e.event_id as "eventId", e.type,
    e.recorded_at as "recordedAt", e.role, e.organisation, e.reason
  from newest n join read_models.entries e on e.entry = n.entry`;

const SUBJECT = `case s.kind when 'target' then s.subject else '' end as subject`;

const HAPPENED = withEntries(`
  select s.owner, s.kind, ${SUBJECT}, f.recorded as entry
  from read_models.series s join read_models.facts f on f.series = s.series
  where s.kind = any($2) and f.latest > $3 and f.latest <= $4
    and f.recorded <= $1 and (f.superseded is null or f.superseded > $1)`);

const LEARNED = withEntries(`
  select s.owner, s.kind, ${SUBJECT}, f.recorded as entry
  from read_models.facts f join read_models.series s on s.series = f.series
  where f.recorded > $4 and f.recorded <= $1 and s.kind = any($2) and f.latest <= $3
  union all
  select s.owner, s.kind, ${SUBJECT}, f.superseded as entry
  from read_models.facts f join read_models.series s on s.series = f.series
  where f.superseded > $4 and f.superseded <= $1 and s.kind = any($2) and f.latest <= $3`);
