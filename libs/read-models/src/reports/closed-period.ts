import type { FactKind } from '#facts';
import { adjustmentsOf, type Adjustment, type ClosedPeriod } from '#figures';
import type { PartId, ProgrammeId } from '#vocabulary';
import { fictionalOn } from '../changes/owners-in.js';
import type { Moment } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import type { PeriodClosed } from '../programmes/programme-profile.query.js';
import {
  factsOfProgramme,
  ofKind,
  statedIn,
  type ProgrammeFact,
} from '../programmes/programme-facts.js';
import type { FindsRows, TouchedRow } from './rows-touched.js';

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

/** What the adjustments of a closed period rest on beside what is known. */
export const groundsOf = ({ programme, registered, period }: ClosedPeriodFound): object => ({
  ...{ programme, demonstration: registered.value.demonstration, period: period.value },
});

/** The prior-period adjustments of a closed period. */
export const adjustmentsIn = (
  ledger: LedgerAt,
  { programme, registered, period }: ClosedPeriodFound,
  touched: FindsRows,
): Promise<readonly Adjustment<TouchedRow>[]> => {
  const { demonstration } = registered.value;
  return adjustmentsSince(ledger, { programme, demonstration, period: period.value }, touched);
};

/**
 * What was put right before what was only recorded late, each in its order: a page shows the two apart,
 * and a few corrections must not be lost among a thousand late entries.
 */
export const putRightFirst = <Each extends Pick<Adjustment, 'change'>>(
  adjustments: readonly Each[],
): readonly Each[] => {
  const isLate = ({ change }: Each): boolean => change === 'added';
  return adjustments.toSorted((one, other) => Number(isLate(one)) - Number(isLate(other)));
};

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
  touched: FindsRows,
): Promise<readonly Adjustment<TouchedRow>[]> {
  const { to, lastEntry } = period;
  const rows = await touched.rowsAt(ledger, { entry: lastEntry, day: to });
  const isFictional = fictionalOn(ledger, to);
  const counts = ({ owner, kind }: TouchedRow) =>
    !published.has(kind) &&
    isFictional(owner) === demonstration &&
    (owner === programme || ledger.stated(owner, 'programme').length === 0);
  return adjustmentsOf(period, rows.filter(counts), ledger.knowledge.entry);
}

const published: ReadonlySet<FactKind> = new Set<FactKind>([
  'reporting-period',
  'report',
  'forecast',
  'judgement',
  'pack-sign-off',
]);

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
