import type { KnownFact } from '#facts';
import { adjustmentsOf, type Adjustment, type ClosedPeriod } from '#figures';
import type { PartId, ProgrammeId } from '#vocabulary';
import { ownersIn } from '../changes/owners-in.js';
import type { Moment } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { FACT_COLUMNS, knownFact, type FactColumns } from '../facts-ledger/known-facts.js';
import type { PeriodClosed } from '../programmes/programme-profile.query.js';
import {
  factsOfProgramme,
  ofKind,
  statedIn,
  type ProgrammeFact,
} from '../programmes/programme-facts.js';

/** What the closing of a period says of it. */
export type PeriodHead = Omit<PeriodClosed, 'entry'> & Readonly<{ programme: ProgrammeId }>;

export type ClosedPeriodFound = Readonly<{
  programme: ProgrammeId;
  registered: ProgrammeFact<'programme'>;
  period: ProgrammeFact<'reporting-period'>;
  /** All that is stated of its programme. */
  facts: readonly ProgrammeFact[];
}>;

/** A period that was closed, or undefined. */
export async function closedPeriodIn(
  ledger: LedgerAt,
  {
    programme,
    period: named,
    moment,
  }: Readonly<{ programme: ProgrammeId; period: PartId; moment: Moment }>,
): Promise<ClosedPeriodFound | undefined> {
  const facts = await factsOfProgramme(ledger, programme, moment.asOf);
  const registered = ofKind(facts, 'programme').at(-1);
  const period = ofKind(facts, 'reporting-period').find(({ subject }) => subject === named);
  return registered && period && { programme, registered, period, facts };
}

export function periodHead({ programme, period }: ClosedPeriodFound): PeriodHead {
  const { entry: _, ...stated } = statedIn(period);
  return { programme, period: period.subject, ...period.value, ...stated };
}

/** A row of a fact with the entry that superseded it. */
export type AdjustedRow = KnownFact & Readonly<{ owner: string; supersededEntry?: number }>;

/** The prior-period adjustments of a closed period. */
export const adjustmentsIn = (
  ledger: LedgerAt,
  { programme, registered, period }: ClosedPeriodFound,
): Promise<readonly Adjustment<AdjustedRow>[]> =>
  adjustmentsSince(ledger, {
    programme,
    demonstration: registered.value.demonstration,
    period: period.value,
  });

/**
 * What became of the facts of a time since an entry: of a programme, of the organisations that are real,
 * or fictional, like it, and of all that is theirs. What was published of them is no fact.
 */
export async function adjustmentsSince(
  ledger: LedgerAt,
  {
    programme,
    demonstration,
    period,
  }: Readonly<{ programme: ProgrammeId; demonstration: boolean; period: ClosedPeriod }>,
): Promise<readonly Adjustment<AdjustedRow>[]> {
  const { entry } = ledger.knowledge;
  const { to, lastEntry } = period;
  const owners = ownersIn(ledger, to, { demonstration })?.filter(
    (owner) => owner === programme || ledger.stated(owner, 'programme').length === 0,
  );
  const rows = await ledger.read<FactColumns>(TOUCHED, [lastEntry, entry, to, owners]);
  const touched = rows.map((row) => ({
    ...knownFact(row),
    owner: row.owner,
    ...(row.superseded === null ? {} : { supersededEntry: row.superseded }),
  }));
  return adjustmentsOf<AdjustedRow>(period, touched, entry);
}

/** How many facts came to each end. */
export function countsOf(
  adjustments: readonly Adjustment[],
): Readonly<Record<Adjustment['change'], number>> {
  const count = (change: Adjustment['change']) =>
    adjustments.filter((each) => each.change === change).length;
  return {
    added: count('added'),
    restated: count('restated'),
    withdrawn: count('withdrawn'),
    passed: count('passed'),
  };
}

const TOUCHED = `
  select s.owner, s.kind, s.subject, ${FACT_COLUMNS}
  from read_models.facts f join read_models.series s on s.series = f.series
  where f.latest <= $3 and s.owner = any($4)
    and s.kind not in ('reporting-period', 'report', 'forecast', 'judgement', 'pack-sign-off')
    and ((f.recorded > $1 and f.recorded <= $2) or (f.superseded > $1 and f.superseded <= $2))`;
