import {
  accept,
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
  factOf,
  isStatedBySource,
  saysTheSame,
  settle,
  everyFact,
  type BasisRefusal,
  type Circumstances,
  type FactBasis,
  type OrderBasis,
} from '#facts';
import { asKnown, type OdsCode } from '#vocabulary';
import type { OptimisationFact } from './optimisation.events.js';
import type { OptimisationCircumstances, OptimisationOrder } from './optimisation.orders.js';
import type { OptimisationRefusal } from './optimisation.refusals.js';
import type { Optimisation } from './optimisation.state.js';
import { whyNotShared, type SharingRefusal } from './sharing.js';

export type OptimisationRules = Decide<
  OptimisationOrder,
  Optimisation,
  OptimisationFact,
  OptimisationRefusal,
  OptimisationCircumstances
>;

type Begun =
  | Readonly<{ outcome: 'settled'; basis: FactBasis }>
  | Refused<BasisRefusal | SharingRefusal | 'not-a-trust' | 'another-organisation'>;

/** What every order goes through first: whose fact it is, and when it counts from. */
export function begin(
  order: OrderBasis & Readonly<{ organisation: OdsCode; sharedWith?: readonly OdsCode[] }>,
  circumstances: OptimisationCircumstances,
  options: Readonly<{ ahead?: boolean; needsEvidence?: boolean }> = {},
): Begun {
  const { organisation } = circumstances;
  if (organisation !== undefined && organisation.code !== order.organisation) {
    return refuseAt('organisation', 'another-organisation');
  }
  if (organisation !== undefined && organisation.kind !== 'trust') {
    return refuseAt('organisation', 'not-a-trust', { organisation: organisation.name });
  }
  const settled = settle(order, circumstances, options);
  if (settled.outcome === 'refused') return settled;
  if (isBeforeRecords(settled.basis.effective)) return beforeRecords('when');
  return whyNotShared(order, circumstances) ?? settled;
}

/** The fact of this type that an order leads to. */
export const stated = <Type extends OptimisationFact['type']>(
  type: Type,
  order: OrderBasis,
  basis: FactBasis,
): Named<OptimisationFact, Type> =>
  factOf<OptimisationFact>(type, order, basis) as Named<OptimisationFact, Type>;

/**
 * What every order goes through last: the very same fact is no news, another one in its place is
 * refused, and else the subject's own rule has the last word. What a public source said is no rival
 * of what the trust says itself: the two stand side by side.
 */
export function record(
  { facts, circumstances }: Readonly<{ facts: Optimisation; circumstances: Circumstances }>,
  fact: OptimisationFact,
  no?: Refused<OptimisationRefusal>,
): Decision<OptimisationFact, OptimisationRefusal> {
  const about = subjectsOf(fact);
  const recordedAs = circumstances.asker.role;
  const isSources = isStatedBySource({ data: fact.data, recordedAs });
  const rivals = everyFact(facts).filter(
    (other) =>
      isStatedBySource(other) === isSources &&
      other.type === fact.type &&
      atTheSamePlace(other.data, fact.data) &&
      subjectsOf(other).some((subject) => about.includes(subject)),
  );
  if (rivals.length === 0) return no ?? accept(fact);
  if (rivals.some((rival) => saysTheSame(rival, fact))) return accept();
  return refuseAt('when', 'already-recorded', { day: asKnown(fact.data.effective) });
}

const subjectsOf = ({ type, data }: OptimisationFact): readonly string[] =>
  (subjects[type] as (data: object) => readonly string[])(data);

/** What each fact is about: with its type, its days and its stated order, its natural key. */
const subjects: {
  readonly [Type in OptimisationFact['type']]: (
    data: Named<OptimisationFact, Type>['data'],
  ) => readonly string[];
} = {
  DeploymentPlanned: ({ instance }) => [instance],
  GoLiveForecastRevised: ({ instance }) => [instance],
  GoLiveDeferred: ({ instance, module = '' }) => [`${instance}/${module}`],
  GoLiveCancelled: ({ instance }) => [instance],
  EprWentLive: ({ instance, module = '', sites = ['*'] }) =>
    sites.map((site) => `${instance}/${module}@${site}`),
  EprReplaced: ({ capabilities = ['*'] }) => capabilities,
  EprRetired: ({ instance }) => [instance],
  EprStatusReported: () => [''],
  MilestoneStated: ({ milestone }) => [milestone],
  CapabilityScopeSet: ({ capability }) => [capability],
  CapabilityEnabled: ({ capability, sites }) => sites.map((site) => `${capability}@${site}`),
  CapabilityWithdrawn: ({ capability, sites = ['*'] }) =>
    sites.map((site) => `${capability}@${site}`),
  PartnerFlowEnabled: ({ partner }) => [partner],
  PartnerFlowWithdrawn: ({ partner }) => [partner],
  StageDeclared: () => [''],
  StageValidated: ({ stage }) => [String(stage)],
  StageValidationWithdrawn: ({ stage }) => [String(stage)],
};
