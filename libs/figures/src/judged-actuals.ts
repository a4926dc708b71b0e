import type { KnownFact } from '#facts';
import type { IsoDate } from '#vocabulary';
import { total } from './bounds.js';
import { compare } from './fact-ref.js';
import type { Actual } from './money.js';

/** An actual as it stands now, with what somebody else said of it. */
export type JudgedActual = Actual &
  Readonly<{
    fact: KnownFact<'benefit-actual'>;
    /** The validation or rejection that its state comes from. */
    judgement?: KnownFact<'benefit-validation'>;
  }>;

/**
 * The actuals of one benefit, in the order of their days. A judgement holds for the one statement it
 * names: a correction of the actual suspends it. Of several that name the same one, the later counts.
 * Amounts in the unit of the benefit. Source: DESIGN.md 3.3.
 */
export function judgedActuals(facts: readonly KnownFact[]): readonly JudgedActual[] {
  const judgements = new Map<string, KnownFact<'benefit-validation'>>();
  for (const fact of facts) {
    if (fact.kind !== 'benefit-validation') continue;
    const other = judgements.get(fact.value.names);
    if (other === undefined || other.firstEntry < fact.firstEntry) {
      judgements.set(fact.value.names, fact);
    }
  }
  return facts
    .filter((fact): fact is KnownFact<'benefit-actual'> => fact.kind === 'benefit-actual')
    .map((fact): JudgedActual => {
      const judgement = judgements.get(fact.eventId);
      return {
        from: fact.value.from,
        to: fact.effective.latest,
        amount: fact.value.amount,
        state: judgement?.value.state ?? 'recorded',
        belowGate: fact.value.gate === 'below',
        fact,
        ...(judgement !== undefined && { judgement }),
      };
    })
    .sort((one, other) => compare(one.to, other.to) || one.fact.firstEntry - other.fact.firstEntry);
}

/** What a benefit's actuals come to, in its unit. What was recorded below the gate stands apart. */
export type ActualSums = Readonly<{
  validated: number;
  awaiting: number;
  rejected: number;
  belowGate: number;
  /** How many there are of each; the four make up all of them. */
  counts: Readonly<Record<'validated' | 'awaiting' | 'rejected' | 'belowGate', number>>;
  /** Last day of the newest actual, whatever became of it, and of the newest validated one. */
  lastActual?: IsoDate;
  lastValidated?: IsoDate;
}>;

/**
 * The sums of the windows that ended by `asOf`; with `since`, of those that began on that day or
 * later. The ledger's query answers the same from the database.
 */
export function actualSums(actuals: readonly Actual[], asOf: IsoDate, since?: IsoDate): ActualSums {
  const own = actuals.filter(
    ({ from, to }) => to <= asOf && (since === undefined || from >= since),
  );
  const above = own.filter(({ belowGate }) => !belowGate);
  const parts = {
    validated: above.filter(({ state }) => state === 'validated'),
    awaiting: above.filter(({ state }) => state === 'recorded'),
    rejected: above.filter(({ state }) => state === 'rejected'),
    belowGate: own.filter(({ belowGate }) => belowGate),
  };
  const amount = (part: readonly Actual[]) => total(part.map((actual) => actual.amount));
  const [lastActual, lastValidated] = [lastOf(own), lastOf(parts.validated)];
  return {
    validated: amount(parts.validated),
    awaiting: amount(parts.awaiting),
    rejected: amount(parts.rejected),
    belowGate: amount(parts.belowGate),
    counts: {
      validated: parts.validated.length,
      awaiting: parts.awaiting.length,
      rejected: parts.rejected.length,
      belowGate: parts.belowGate.length,
    },
    ...(lastActual && { lastActual }),
    ...(lastValidated && { lastValidated }),
  };
}

const lastOf = (actuals: readonly Actual[]): IsoDate | undefined =>
  actuals
    .map(({ to }) => to)
    .sort(compare)
    .at(-1);

/**
 * One actual for each sum, on `day`, so that a figure takes sums for the actuals they were made of.
 * A figure of periods from an earlier day on must be given sums since that day.
 */
export function actualsOfSums(sums: ActualSums, day: IsoDate): readonly Actual[] {
  const one = (part: keyof ActualSums['counts'], rest: Pick<Actual, 'state' | 'belowGate'>) =>
    sums.counts[part] === 0 ? [] : [{ from: day, to: day, amount: sums[part], ...rest }];
  return [
    ...one('validated', { state: 'validated', belowGate: false }),
    ...one('awaiting', { state: 'recorded', belowGate: false }),
    ...one('rejected', { state: 'rejected', belowGate: false }),
    ...one('belowGate', { state: 'recorded', belowGate: true }),
  ];
}
