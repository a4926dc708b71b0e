import {
  isStatedBySource,
  ofType,
  statedOrder,
  type CurrentFact,
  type FactBasis,
  type Facts,
} from '#facts';
import type { CapabilityCode, InstanceId, IsoDate, Partner, SiteCode, Stage } from '#vocabulary';
import type { OptimisationFact } from './optimisation.events.js';

/** What a trust's stream holds now. Most rules ask how things stood on the day an order speaks of. */
export type Optimisation = Facts<OptimisationFact>;
type Known<Type extends OptimisationFact['type']> = CurrentFact<
  Extract<OptimisationFact, { type: Type }>
>;

export type PlanFact = Known<
  'DeploymentPlanned' | 'GoLiveForecastRevised' | 'GoLiveDeferred' | 'GoLiveCancelled'
>;

/** What the trust said itself, without what public sources say of it. */
export const ownStatements = (facts: Optimisation): Optimisation => ({
  ...facts,
  current: facts.current.filter((fact) => !isStatedBySource(fact)),
});

/** What was last said of an EPR's go-live, as at the place in time of a basis. */
function lastPlanOf(
  facts: Optimisation,
  instance: InstanceId,
  basis: FactBasis,
): PlanFact | undefined {
  return newest(
    facts.current
      .filter((fact): fact is PlanFact => planTypes.has(fact.type))
      // A module put off leaves the plan of the whole as it is.
      .filter(({ data }) => !('module' in data))
      .filter(({ data }) => data.instance === instance && mayComeBefore(data, basis)),
  );
}

/** Whether the plan of an EPR was made and not cancelled, fulfilled or not. */
export function isPlanned(facts: Optimisation, instance: InstanceId, basis: FactBasis): boolean {
  const plan = lastPlanOf(facts, instance, basis);
  return plan !== undefined && plan.type !== 'GoLiveCancelled';
}

/** The plan of an EPR that is neither cancelled nor fulfilled. */
export function activePlanOf(
  facts: Optimisation,
  instance: InstanceId,
  basis: FactBasis,
): PlanFact | undefined {
  const plan = lastPlanOf(facts, instance, basis);
  if (plan === undefined || plan.type === 'GoLiveCancelled') return undefined;
  const live = wholeGoLiveOf(facts, instance, basis.effective.latest);
  return live !== undefined && live.data.effective.latest >= plan.data.effective.latest
    ? undefined
    : plan;
}

/** The go-live of an EPR as a whole (a module's own go-live leaves its plan open). */
export const wholeGoLiveOf = (
  facts: Optimisation,
  instance: InstanceId,
  day: IsoDate,
): Known<'EprWentLive'> | undefined =>
  newest(
    ofType(facts, 'EprWentLive').filter(
      ({ data }) => data.instance === instance && data.module === undefined && mayBeBy(data, day),
    ),
  );

/** The go-live of one module of an EPR. */
export const moduleGoLiveOf = (
  facts: Optimisation,
  instance: InstanceId,
  module: string,
  day: IsoDate,
): Known<'EprWentLive'> | undefined =>
  newest(goLivesOf(facts, instance, day).filter(({ data }) => data.module === module));

/** The modules that the plans of an EPR name, made before a place in time. */
export const plannedModulesOf = (
  facts: Optimisation,
  instance: InstanceId,
  basis: FactBasis,
): readonly string[] =>
  ofType(facts, 'DeploymentPlanned')
    .filter(({ data }) => data.instance === instance && mayComeBefore(data, basis))
    .flatMap(({ data }) => data.modules ?? []);

/** What took the place of an EPR as a whole by a day. */
export const replacementOf = (
  facts: Optimisation,
  instance: InstanceId,
  day: IsoDate,
): InstanceId | undefined =>
  newest(
    replacements(facts, day).filter(
      ({ data }) => data.fromInstance === instance && data.capabilities === undefined,
    ),
  )?.data.toInstance;

/** Whether an EPR, or a module of it, is in use on a day: live, neither replaced nor retired. */
export const isLive = (facts: Optimisation, instance: InstanceId, day: IsoDate): boolean =>
  runs(facts, instance, day, [
    ...retirementsOf(facts, instance, day),
    ...replacements(facts, day).filter(
      ({ data }) => data.fromInstance === instance && data.capabilities === undefined,
    ),
  ]);

/** A replaced EPR often runs on for a while, to be read; only retiring ends that. */
export const isRunning = (facts: Optimisation, instance: InstanceId, day: IsoDate): boolean =>
  runs(facts, instance, day, retirementsOf(facts, instance, day));

/** Whether any EPR runs at a site on a day; a go-live that names no sites counts for all. */
export const isLiveAt = (
  facts: Optimisation,
  site: SiteCode,
  day: IsoDate,
  instance: InstanceId | undefined,
): boolean =>
  instancesOf(facts)
    .filter((each) => instance === undefined || each === instance)
    .some((each) => isLive(facts, each, day) && covers(facts, each, site, day));

export const holdsGoLives = (facts: Optimisation): boolean => instancesOf(facts).length > 0;

/** The sites that count for a capability on a day; undefined where no scope was stated by then. */
export const scopeOf = (
  facts: Optimisation,
  capability: CapabilityCode,
  day: IsoDate,
): readonly SiteCode[] | undefined =>
  newest(
    ofType(facts, 'CapabilityScopeSet').filter(
      ({ data }) => data.capability === capability && data.effective.latest <= day,
    ),
  )?.data.sites.map(({ site }) => site);

/** The sites at which a capability is enabled on a day. */
export function enabledSitesOf(
  facts: Optimisation,
  capability: CapabilityCode,
  day: IsoDate,
): ReadonlySet<SiteCode> {
  const changes = [...ofType(facts, 'CapabilityEnabled'), ...ofType(facts, 'CapabilityWithdrawn')]
    .filter(({ data }) => data.capability === capability && mayBeBy(data, day))
    .sort(oldestFirst);
  const sites = new Set<SiteCode>();
  for (const { type, data } of changes) {
    if (type === 'CapabilityEnabled') data.sites.forEach((site) => sites.add(site));
    else if (data.sites === undefined) sites.clear();
    else data.sites.forEach((site) => sites.delete(site));
  }
  return sites;
}

export const isPartnerFlowEnabled = (
  facts: Optimisation,
  partner: Partner,
  day: IsoDate,
): boolean =>
  newest(
    [...ofType(facts, 'PartnerFlowEnabled'), ...ofType(facts, 'PartnerFlowWithdrawn')].filter(
      ({ data }) => data.partner === partner && mayBeBy(data, day),
    ),
  )?.type === 'PartnerFlowEnabled';

/** The stage declared before a place in time. */
export const stageDeclaredBefore = (facts: Optimisation, basis: FactBasis): Stage | undefined =>
  newest(ofType(facts, 'StageDeclared').filter(({ data }) => mayComeBefore(data, basis)))?.data
    .stage;

/** The validation of a stage that is valid on a day. */
export function validationOf(
  facts: Optimisation,
  stage: Stage,
  day: IsoDate,
): Known<'StageValidated'> | undefined {
  const last = newest(
    [...ofType(facts, 'StageValidated'), ...ofType(facts, 'StageValidationWithdrawn')].filter(
      ({ data }) => data.stage === stage && data.effective.latest <= day,
    ),
  );
  return last?.type === 'StageValidated' && last.data.expires >= day ? last : undefined;
}

const planTypes: ReadonlySet<string> = new Set([
  'DeploymentPlanned',
  'GoLiveForecastRevised',
  'GoLiveDeferred',
  'GoLiveCancelled',
] satisfies PlanFact['type'][]);

const goLivesOf = (facts: Optimisation, instance: InstanceId, day: IsoDate) =>
  ofType(facts, 'EprWentLive').filter(
    ({ data }) => data.instance === instance && mayBeBy(data, day),
  );

function runs(
  facts: Optimisation,
  instance: InstanceId,
  day: IsoDate,
  ended: readonly Placed[],
): boolean {
  const start = newest<Placed>([
    ...goLivesOf(facts, instance, day),
    ...replacements(facts, day).filter(({ data }) => data.toInstance === instance),
  ]);
  const end = newest(ended);
  if (start === undefined) return false;
  return end === undefined || end.data.effective.latest < start.data.effective.latest;
}

const retirementsOf = (facts: Optimisation, instance: InstanceId, day: IsoDate) =>
  ofType(facts, 'EprRetired').filter(
    ({ data }) => data.instance === instance && data.effective.latest <= day,
  );

const replacements = (facts: Optimisation, day: IsoDate) =>
  ofType(facts, 'EprReplaced').filter(({ data }) => mayBeBy(data, day));

/** Every instance that ever went live. */
const instancesOf = (facts: Optimisation): readonly InstanceId[] => [
  ...new Set([
    ...ofType(facts, 'EprWentLive').map(({ data }) => data.instance),
    ...ofType(facts, 'EprReplaced').map(({ data }) => data.toInstance),
  ]),
];

function covers(facts: Optimisation, instance: InstanceId, site: SiteCode, day: IsoDate): boolean {
  const goLives = goLivesOf(facts, instance, day);
  return (
    goLives.length === 0 ||
    goLives.some(({ data }) => data.sites === undefined || data.sites.includes(site))
  );
}

/** Of days known only to the month or year, the benefit of the doubt: a rule refuses what is certain. */
const mayBeBy = ({ effective }: FactBasis, day: IsoDate): boolean => effective.earliest <= day;

const mayComeBefore = (earlier: FactBasis, later: FactBasis): boolean =>
  mayBeBy(earlier, later.effective.latest) &&
  (earlier.effective.latest !== later.effective.latest ||
    statedOrder(earlier) <= statedOrder(later));

type Placed = Readonly<{ data: FactBasis; revision: number }>;

const oldestFirst = (a: Placed, b: Placed): number =>
  a.data.effective.latest === b.data.effective.latest
    ? statedOrder(a.data) - statedOrder(b.data) || a.revision - b.revision
    : a.data.effective.latest < b.data.effective.latest
      ? -1
      : 1;

const newest = <Fact extends Placed>(facts: readonly Fact[]): Fact | undefined =>
  [...facts].sort(oldestFirst).at(-1);
