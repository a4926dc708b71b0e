import type { FactKind } from '#facts';
import type { ClosedPeriod } from '#figures';
import type { PartId, ProgrammeId } from '#vocabulary';
import { fictionalOn } from '../changes/owners-in.js';
import type { Moment } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import type { Series } from '../facts-ledger/series-key.js';
import type { PeriodClosed } from '../programmes/programme-profile.query.js';
import {
  factsOfProgramme,
  ofKind,
  statedIn,
  type ProgrammeFact,
} from '../programmes/programme-facts.js';
import { PriorAdjustments } from './prior-adjustments.js';

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
  { programme, registered, period: { value: period } }: ClosedPeriodFound,
): Promise<PriorAdjustments> => {
  const { demonstration } = registered.value;
  return adjustmentsSince(ledger, { programme, demonstration, period });
};

type Asked = Readonly<{ programme: ProgrammeId; demonstration: boolean; period: ClosedPeriod }>;

/** What became of the facts of a time since an entry. */
export async function adjustmentsSince(ledger: LedgerAt, asked: Asked): Promise<PriorAdjustments> {
  const counts = countsFor(ledger, asked);
  return new PriorAdjustments(await ledger.spans(), asked.period, {
    known: ledger.knowledge.entry,
    counts,
  });
}

/**
 * Of which series a period holds facts: those of its programme, of the organisations that are real, or
 * fictional, like it, and of all that is theirs. What was published of them is no fact.
 */
export function countsFor(
  ledger: LedgerAt,
  { programme, demonstration, period }: Asked,
): (series: Series) => boolean {
  const isFictional = fictionalOn(ledger, period.to);
  const isOurs = new Map<string, boolean>();
  const judge = (owner: string): boolean => {
    const is =
      isFictional(owner) === demonstration &&
      (owner === programme || ledger.stated(owner, 'programme').length === 0);
    isOurs.set(owner, is);
    return is;
  };
  return ({ owner, kind }) => !published.has(kind) && (isOurs.get(owner) ?? judge(owner));
}

const published: ReadonlySet<FactKind> = new Set<FactKind>([
  'reporting-period',
  'report',
  'forecast',
  'judgement',
  'pack-sign-off',
]);
