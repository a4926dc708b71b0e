import { everyFact, ofType, statedOrder, type CurrentFact, type Facts } from '#facts';
import type { BenefitProfile, PeriodAmount } from '#facts';
import type { FactId, IsoDate, OdsCode, Office, PoolTag } from '#vocabulary';
import type { BenefitFact, Link, Period } from './benefit.events.js';

/** A benefit as its stream states it now. */
export type Benefit = Facts<BenefitFact>;

type Known<Type extends BenefitFact['type']> = CurrentFact<Extract<BenefitFact, { type: Type }>>;

/** The facts of these types in the order of their days. */
function inOrder<Type extends BenefitFact['type']>(
  benefit: Benefit,
  ...types: readonly Type[]
): readonly Known<Type>[] {
  return types
    .flatMap((type) => ofType(benefit, type) as readonly CurrentFact<BenefitFact>[])
    .toSorted(
      (one, other) =>
        (one.data.effective.latest < other.data.effective.latest ? -1 : 0) ||
        (one.data.effective.latest > other.data.effective.latest ? 1 : 0) ||
        statedOrder(one.data) - statedOrder(other.data) ||
        one.revision - other.revision,
    ) as unknown as readonly Known<Type>[];
}

const newest = <Fact extends CurrentFact<BenefitFact>>(
  facts: readonly Fact[],
  on: IsoDate,
): Fact | undefined => facts.findLast(({ data }) => data.effective.latest <= on);

/** Whose benefit it is on a day; before its first profile, whose that one is. */
export function homeOn(benefit: Benefit, on: IsoDate): OdsCode | undefined {
  const homes = inOrder(benefit, 'BenefitProfiled', 'BenefitTransferred');
  const home = newest(homes, on) ?? homes[0];
  if (home === undefined) return undefined;
  return home.type === 'BenefitTransferred' ? home.data.successor : home.data.organisation;
}

/** The profile of a day; before the first one, that one: much is recorded in arrears. */
export function profileOn(benefit: Benefit, on: IsoDate): BenefitProfile | undefined {
  const profiles = inOrder(benefit, 'BenefitProfiled');
  return (newest(profiles, on) ?? profiles[0])?.data.profile;
}

export function ownerOn(benefit: Benefit, on: IsoDate): Office | undefined {
  const owner = newest(inOrder(benefit, 'BenefitProfiled', 'BenefitOwnershipTransferred'), on);
  if (owner === undefined) return profileOn(benefit, on)?.owner;
  return owner.type === 'BenefitProfiled' ? owner.data.profile.owner : owner.data.owner;
}

export const baselineOn = (benefit: Benefit, on: IsoDate) =>
  newest(inOrder(benefit, 'BenefitBaselineAgreed'), on);

export const approvalIn = (benefit: Benefit) => ofType(benefit, 'BenefitApproved').at(-1);

export const isApproved = (benefit: Benefit): boolean => approvalIn(benefit) !== undefined;

/** The share of the newest approval of a day; of a day before the first, that one's. */
export function attributionShareOn(benefit: Benefit, on: IsoDate): number {
  const approvals = inOrder(benefit, 'BenefitApproved', 'BenefitRebaselined');
  return (newest(approvals, on) ?? approvals[0])?.data.attributionShare ?? 1;
}

/** The share of a pool that its newest approval rests on; 0 where there is none, or it is written off. */
export function approvedShareOf(benefit: Benefit, pool: PoolTag): number {
  const approval = inOrder(benefit, 'BenefitApproved', 'BenefitRebaselined').at(-1)?.data;
  const counts = approval?.pool === pool && writeOffIn(benefit) === undefined;
  return counts ? approval.attributionShare : 0;
}

/** What is expected from a day on: the newest approval, rebaselining or revision. */
export const forecastOn = (benefit: Benefit, on: IsoDate): readonly PeriodAmount[] | undefined =>
  newest(inOrder(benefit, 'BenefitApproved', 'BenefitRebaselined', 'BenefitForecastRevised'), on)
    ?.data.trajectory;

/** What an approver agreed to last: small revisions since then do not add up unseen. */
export const agreedOn = (benefit: Benefit, on: IsoDate): readonly PeriodAmount[] | undefined =>
  inOrder(benefit, 'BenefitApproved', 'BenefitRebaselined', 'BenefitForecastRevised')
    .filter(({ type, data }) => type !== 'BenefitForecastRevised' || data.approver !== undefined)
    .findLast(({ data }) => data.effective.latest <= on)?.data.trajectory;

/** What is expected now, whatever day it was said on. */
export const newestPlan = (benefit: Benefit): readonly PeriodAmount[] | undefined =>
  inOrder(benefit, 'BenefitApproved', 'BenefitRebaselined', 'BenefitForecastRevised').at(-1)?.data
    .trajectory;

export const writeOffIn = (benefit: Benefit) => ofType(benefit, 'BenefitWrittenOff').at(-1);

/** An actual whose period shares a day with this one. */
export const overlapping = (benefit: Benefit, { from, to }: Period) =>
  actualsIn(benefit).find(({ data: { period } }) => period.from <= to && from <= period.to);

export const actualNamed = (benefit: Benefit, factId: FactId) =>
  actualsIn(benefit).find((actual) => actual.factId === factId);

const actualsIn = (benefit: Benefit): readonly Known<'BenefitActualRecorded'>[] =>
  everyFact(benefit).filter(
    (fact): fact is Known<'BenefitActualRecorded'> => fact.type === 'BenefitActualRecorded',
  );

/** What was decided on an actual as it is stated now; what was decided on an earlier statement is suspended. */
export const decisionOn = (benefit: Benefit, actual: Known<'BenefitActualRecorded'>) =>
  [...ofType(benefit, 'BenefitActualValidated'), ...ofType(benefit, 'BenefitActualRejected')]
    .toSorted((one, other) => one.revision - other.revision)
    .findLast(({ data }) => data.actual === actual.factId && data.names === actual.statedIn);

/** What a node of the benefit map is on a day; undefined where it is not linked. */
export function linkedAs(benefit: Benefit, node: string, on: IsoDate): Link['kind'] | undefined {
  const last = inOrder(benefit, 'BenefitLinked', 'BenefitUnlinked').findLast(
    (each) => each.data.effective.latest <= on && nodeOf(each) === node,
  );
  return last?.type === 'BenefitLinked' ? last.data.link.kind : undefined;
}

const nodeOf = (fact: Known<'BenefitLinked' | 'BenefitUnlinked'>): string =>
  fact.type === 'BenefitLinked' ? fact.data.link.node : fact.data.node;

/** Whoever wrote the profile or the baseline, by opaque id. */
export const authorsOf = (benefit: Benefit): readonly string[] =>
  [...ofType(benefit, 'BenefitProfiled'), ...ofType(benefit, 'BenefitBaselineAgreed')].flatMap(
    ({ statedBy }) => statedBy,
  );

/** The capabilities that ever gated it. */
export const gatesOf = (benefit: Benefit) =>
  ofType(benefit, 'BenefitProfiled').flatMap(({ data }) => data.profile.gate?.capability ?? []);
