import {
  accept,
  ask,
  refuse,
  type AnyMessage,
  type Decide,
  type Decider,
  type Decision,
  type Evolve,
  type MessagesOf,
  type Refused,
  type Standing,
} from '#event-sourcing';
import type { FactId, FreeText } from '#vocabulary';
import type { BasisRefusal, FactBasis } from './basis.js';
import { joined, type Listed } from './listed.js';
import { atTheSamePlace, statedOrder } from './recording.js';

/** How a stream mends what it holds; the wrong fact stays where it is. */
export type Corrections<Fact extends AnyMessage> = MessagesOf<{
  /** Carries the whole fact again; the newest statement counts. */
  FactCorrected: { factId: FactId; reason: FreeText; fact: Fact };
  /** It was never so. Final; the same thing can be recorded afresh. */
  FactRetracted: { factId: FactId; reason: FreeText };
}>;

/** The orders that lead to corrections; `order` is what should have been asked in the first place. */
export type CorrectionOrders<Order extends AnyMessage> = MessagesOf<{
  CorrectFact: { factId: FactId; reason: FreeText; order: Order };
  RetractFact: { factId: FactId; reason: FreeText };
}>;

/** A fact as its stream states it now. */
export type CurrentFact<Fact extends AnyMessage> = Fact &
  Readonly<{
    factId: FactId;
    /** Revision of the fact's first event: its place among its neighbours, corrected or not. */
    revision: number;
    /** Role of who first recorded it. */
    recordedAs?: string;
    /** The event that states it as it is now: what grades, approvals and validations name. */
    statedIn: string;
    /** Everyone who stated it: who recorded it and who corrected it. None of them may validate it. */
    statedBy: readonly string[];
  }>;

/** The state of a stream of facts: what it holds now, and what was taken back, and why. */
export type Facts<Fact extends AnyMessage> = Readonly<{
  current: Listed<CurrentFact<Fact>>;
  retracted: readonly Readonly<{ factId: FactId; reason: FreeText }>[];
  /** Only while a correction is judged: facts that rest on the wrong one and have no say in it. */
  resting?: readonly CurrentFact<Fact>[];
}>;

export const noFacts: Facts<never> = { current: [], retracted: [] };

export const correctionRefusals = {
  'fact-not-found': 'There is no entry with this reference in this record.',
  'fact-retracted': 'This entry was withdrawn. Record it afresh if it was right after all.',
  'already-retracted': 'This entry was withdrawn already. The reason given was “{reason}”.',
  'correction-repeats-another':
    'Another entry says the very same. Withdraw this entry if it is recorded twice.',
  'correction-of-another-kind':
    'A correction must be of the same kind of entry. Withdraw this entry and record the right one.',
} as const;
export type CorrectionRefusal = keyof typeof correctionRefusals;

/**
 * Turns rules about facts into a decider that can also correct and retract. A correction puts the
 * corrected order to the same rules, as if the wrong fact were not there, and as if nothing rested
 * on it. `whyNotTheirs` says why who asks may not mend a fact, whatever they would make of it.
 */
export function factDecider<
  Order extends AnyMessage,
  Fact extends AnyMessage,
  Refusal extends string,
  Circumstances,
>(
  rules: Decide<Order, Facts<Fact>, Fact, Refusal, Circumstances>,
  factTypes: readonly Fact['type'][],
  whyNotTheirs: (
    fact: CurrentFact<Fact>,
    circumstances: Circumstances,
  ) => Refused<Refusal> | undefined = () => undefined,
): Decider<
  Order | CorrectionOrders<Order>,
  Facts<Fact>,
  Fact | Corrections<Fact>,
  Refusal | CorrectionRefusal,
  Circumstances
> {
  type Answer = Decision<Fact | Corrections<Fact>, Refusal | CorrectionRefusal>;
  const plain = { initial: noFacts, evolve: {}, decide: rules } as unknown as Decider<
    Order,
    Facts<Fact>,
    Fact,
    Refusal,
    Circumstances
  >;

  const corrections = {
    CorrectFact(
      facts: Facts<Fact>,
      { factId, reason, order }: { factId: FactId; reason: FreeText; order: Order },
      circumstances: Circumstances,
    ): Answer {
      const wrong = facts.current.find((fact) => fact.factId === factId);
      if (wrong === undefined) return refuse(whyMissing(facts, factId));
      const notTheirs = whyNotTheirs(wrong, circumstances);
      if (notTheirs !== undefined) return notTheirs;
      const decision = judge(wrong, without(facts, factId), (seen) => {
        const first = ask(plain, seen, order, circumstances);
        if (first.outcome !== 'refused' || (first.because as string) !== LATE) return first;
        // Why an old fact is stated only now is what the correction's own reason says.
        return ask(plain, seen, { ...order, data: { ...order.data, reason } }, circumstances);
      });
      if (decision.outcome === 'refused') return decision;
      const [fact] = decision.events;
      if (fact === undefined) return refuse('correction-repeats-another');
      if (fact.type !== wrong.type) return refuse('correction-of-another-kind');
      if (unmarked(fact) === unmarked(wrong)) return accept();
      return accept({ type: 'FactCorrected', data: { factId, reason, fact } });
    },
    RetractFact(
      facts: Facts<Fact>,
      { factId, reason }: { factId: FactId; reason: FreeText },
      circumstances: Circumstances,
    ): Answer {
      const before = facts.retracted.find((each) => each.factId === factId);
      if (before !== undefined) return refuse('already-retracted', { reason: before.reason });
      const wrong = facts.current.find((fact) => fact.factId === factId);
      if (wrong === undefined) return refuse('fact-not-found');
      return (
        whyNotTheirs(wrong, circumstances) ??
        accept({ type: 'FactRetracted', data: { factId, reason } })
      );
    },
  };

  return {
    initial: noFacts,
    evolve: evolveFacts(factTypes),
    decide: { ...rules, ...corrections },
  };
}

/** How any stream of facts evolves: facts join, corrections replace, retractions take away. */
export function evolveFacts<Fact extends AnyMessage>(
  factTypes: readonly Fact['type'][],
): Evolve<Facts<Fact>, Fact | Corrections<Fact>> {
  const joins = (type: string) => (facts: Facts<Fact>, data: object, standing: Standing) => ({
    ...facts,
    current: joined<object>(facts.current, {
      type,
      data,
      factId: standing.id as FactId,
      revision: standing.revision,
      statedIn: standing.id,
      ...(standing.metadata === undefined
        ? { statedBy: [] }
        : { recordedAs: standing.metadata.role, statedBy: [standing.metadata.actor] }),
    }),
  });
  return {
    ...Object.fromEntries(factTypes.map((type) => [type, joins(type)])),
    FactCorrected: (
      facts: Facts<Fact>,
      { factId, fact }: { factId: FactId; fact: Fact },
      { id: statedIn, metadata }: Standing,
    ) => ({
      ...facts,
      current: facts.current.map((each) =>
        each.factId === factId
          ? {
              ...each,
              data: fact.data,
              statedIn,
              statedBy: [...each.statedBy, ...(metadata === undefined ? [] : [metadata.actor])],
            }
          : each,
      ),
    }),
    FactRetracted: (
      facts: Facts<Fact>,
      { factId, reason }: { factId: FactId; reason: FreeText },
    ) => ({
      current: without(facts, factId).current,
      retracted: [...facts.retracted, { factId, reason }],
    }),
  } as unknown as Evolve<Facts<Fact>, Fact | Corrections<Fact>>;
}

/** Every fact that stands, whether or not it has a say: what natural keys are unique among. */
export const everyFact = <Fact extends AnyMessage>({
  current,
  resting = [],
}: Facts<Fact>): Listed<CurrentFact<Fact>> =>
  // Asked for every row of a file: a list of thousands is not copied for nothing.
  resting.length === 0 ? current : [...current, ...resting];

/** The current facts of one type, in the order in which they were first recorded. */
export const ofType = <Fact extends AnyMessage, Type extends Fact['type']>(
  { current }: Facts<Fact>,
  type: Type,
): readonly CurrentFact<Extract<Fact, { type: Type }>>[] =>
  current.filter((fact): fact is CurrentFact<Extract<Fact, { type: Type }>> => fact.type === type);

/**
 * A correction is refused only where no view of its neighbours allows it: what came before its place;
 * what was recorded before it at all; and, for one that moves to another day, everything else.
 */
function judge<Fact extends AnyMessage, Refusal extends string>(
  wrong: CurrentFact<Fact>,
  rest: Facts<Fact>,
  decide: (seen: Facts<Fact>) => Decision<Fact, Refusal>,
): Decision<Fact, Refusal> {
  const decision = decide(seeing(rest, (fact) => !followsOnTheDay(fact, wrong)));
  if (decision.outcome === 'accepted') return decision;
  const asThen = decide(seeing(rest, ({ revision }) => revision < wrong.revision));
  if (asThen.outcome === 'accepted') return asThen;
  const asNow = decide(rest);
  return asNow.outcome === 'accepted' && !asNow.events.some((fact) => staysInPlace(fact, wrong))
    ? asNow
    : decision;
}

const seeing = <Fact extends AnyMessage>(
  { current, retracted }: Facts<Fact>,
  hasSay: (fact: CurrentFact<Fact>) => boolean,
): Facts<Fact> => ({
  current: current.filter(hasSay),
  retracted,
  resting: current.filter((fact) => !hasSay(fact)),
});

/** Whether a neighbour of the same day comes after the wrong fact, as the ledger orders them. */
function followsOnTheDay(
  neighbour: CurrentFact<AnyMessage>,
  wrong: CurrentFact<AnyMessage>,
): boolean {
  const [one, other] = [basisIn(neighbour), basisIn(wrong)];
  if (one === undefined || other === undefined) return false;
  if (one.effective.latest !== other.effective.latest) return false;
  const order = statedOrder(one) - statedOrder(other);
  return order > 0 || (order === 0 && neighbour.revision > wrong.revision);
}

function staysInPlace(fact: AnyMessage, wrong: AnyMessage): boolean {
  const [one, other] = [basisIn(fact), basisIn(wrong)];
  return one !== undefined && other !== undefined && atTheSamePlace(one, other);
}

const basisIn = ({ data }: AnyMessage): FactBasis | undefined =>
  'effective' in data ? (data as FactBasis) : undefined;

const LATE: BasisRefusal = 'late-without-reason';

/** What a fact says; its marks depend on the day of recording and say nothing of their own. */
const unmarked = ({ data }: AnyMessage): string => JSON.stringify({ ...data, marks: undefined });

const without = <Fact extends AnyMessage>(facts: Facts<Fact>, factId: FactId): Facts<Fact> => ({
  ...facts,
  current: facts.current.filter((fact) => fact.factId !== factId),
});

const whyMissing = ({ retracted }: Facts<AnyMessage>, factId: FactId): CorrectionRefusal =>
  retracted.some((each) => each.factId === factId) ? 'fact-retracted' : 'fact-not-found';
