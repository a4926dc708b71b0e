import {
  accept,
  refuse,
  refuseAt,
  type Decide,
  type Decision,
  type Named,
  type Refused,
} from '#event-sourcing';
import {
  atTheSamePlace,
  beforeRecords,
  isBeforeRecords,
  everyFact,
  factOf,
  saysTheSame,
  settle,
  type BasisRefusal,
  type CurrentFact,
  type FactBasis,
  type OrderBasis,
} from '#facts';
import { asKnown, type BenefitId, type OdsCode } from '#vocabulary';
import type { BenefitFact } from './benefit.events.js';
import type { BenefitCircumstances, BenefitOrder } from './benefit.orders.js';
import type { BenefitRefusal } from './benefit.refusals.js';
import { homeOn, type Benefit } from './benefit.state.js';

export type BenefitRules = Decide<
  BenefitOrder,
  Benefit,
  BenefitFact,
  BenefitRefusal,
  BenefitCircumstances
>;
export type No = Refused<BenefitRefusal>;

type Begun = Readonly<{ outcome: 'settled'; basis: FactBasis }> | No;

/** What every order goes through first: whose benefit it is, and when the fact counts from. */
export function begin(
  benefit: Benefit,
  order: OrderBasis & Readonly<{ organisation: OdsCode; benefit: BenefitId }>,
  circumstances: BenefitCircumstances,
  /** Whose days count, where it is not the trust the order names. */
  under = circumstances.organisation,
): Begun {
  const { organisation } = circumstances;
  if (order.benefit !== circumstances.benefit) return refuseAt('benefit', 'another-benefit');
  if (organisation !== undefined && organisation.code !== order.organisation) {
    return refuseAt('benefit', 'another-benefit');
  }
  if (organisation !== undefined && organisation.kind !== 'trust') {
    return refuseAt('organisation', 'not-a-trust', { organisation: organisation.name });
  }
  const settled: Begun | Refused<BasisRefusal> = settle(order, {
    ...circumstances,
    organisation: under,
  });
  if (settled.outcome === 'refused') return settled;
  const { effective } = settled.basis;
  if (isBeforeRecords(effective)) return beforeRecords('when');
  const home = homeOn({ ...benefit, current: everyFact(benefit) }, effective.latest);
  return home === undefined || home === order.organisation
    ? settled
    : refuseAt('benefit', 'benefit-elsewhere');
}

/** The fact of this type that an order leads to. */
export const stated = <Type extends BenefitFact['type']>(
  type: Type,
  order: OrderBasis,
  basis: FactBasis,
): Named<BenefitFact, Type> => factOf<BenefitFact>(type, order, basis) as Named<BenefitFact, Type>;

/** What every order goes through last: the very same is no news, another in its place is refused. */
export function record(
  benefit: Benefit,
  fact: BenefitFact,
  no?: No,
): Decision<BenefitFact, BenefitRefusal> {
  const rival = everyFact(benefit).find(
    (other) =>
      other.type === fact.type &&
      atTheSamePlace(other.data, fact.data) &&
      subjectOf(other) === subjectOf(fact),
  );
  if (rival === undefined) return no ?? accept(fact);
  return saysTheSame(rival, fact)
    ? accept()
    : refuseAt('when', 'already-recorded', { day: asKnown(fact.data.effective) });
}

/** What a fact is about beside the benefit: with its type and its days, its natural key. */
function subjectOf(fact: BenefitFact): string {
  if (fact.type === 'BenefitLinked') return fact.data.link.node;
  if (fact.type === 'BenefitUnlinked') return fact.data.node;
  if (fact.type === 'DisbenefitRecorded') return fact.data.disbenefit;
  return 'names' in fact.data ? `${fact.data.actual}/${fact.data.names}` : '';
}

/** Facts that only an approver states, and only an approver mends. */
const approvals: ReadonlySet<BenefitFact['type']> = new Set([
  'BenefitApproved',
  'BenefitRebaselined',
  'BenefitActualValidated',
  'BenefitActualRejected',
  'BenefitWrittenOff',
]);

/** An entry is mended at the trust it speaks of, and an approval by an approver. */
export function whyNotTheirs(
  fact: CurrentFact<BenefitFact>,
  { asker, organisation }: BenefitCircumstances,
): No | undefined {
  if (fact.data.organisation !== organisation?.code) return refuse('benefit-elsewhere');
  const isApproval =
    approvals.has(fact.type) ||
    (fact.type === 'BenefitForecastRevised' && fact.data.approver !== undefined);
  return isApproval && asker.role !== 'trust-approver' ? refuse('approver-needed') : undefined;
}
