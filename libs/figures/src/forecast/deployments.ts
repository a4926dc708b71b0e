import { newestFirst, type KnownFact, type Source } from '#facts';
import { laterOf, spanOf, type IsoDate } from '#vocabulary';
import { compare } from '../fact-ref.js';
import { expectationOn, isOver, type Course } from './course.js';
import { statesOf } from './deployment-states.js';

/** A fact about a deployment, and when its source says it was said. */
export type StatedFact = KnownFact<'go-live-plan' | 'live' | 'milestone'> &
  Readonly<{
    organisation: string;
    /** Of its basis; left out where the organisation itself recorded it. */
    source?: Pick<Source, 'statedOn' | 'publishedOn'>;
  }>;

/** A go-live that an organisation is on its way to, or that it has behind it. */
export type Deployment = Course &
  Readonly<{
    organisation: string;
    /** Instance, or instance/module. */
    subject: string;
    /** The newest named by its plans or its go-live. */
    supplier: string | undefined;
  }>;

/**
 * The day by which a fact had been stated: that of its source, never that of our loading. What the
 * source dates more vaguely than the fact is taken at the fact's own day; what it published later than
 * it happened was not known before.
 */
export function statedBy({ effective, source }: Pick<StatedFact, 'effective' | 'source'>): IsoDate {
  const { statedOn, publishedOn } = source ?? {};
  if (statedOn !== undefined) {
    const { earliest, latest } = spanOf(statedOn);
    return earliest <= effective.latest && effective.latest <= latest ? effective.latest : latest;
  }
  if (publishedOn === undefined) return effective.latest;
  return laterOf(effective.latest, spanOf(publishedOn).latest);
}

/**
 * The deployments that plans speak of, from the facts of any organisations that had been stated by a
 * day. A plan that follows a cancellation begins another one. A planned month or year counts from its
 * last day. In order of id.
 */
export function deploymentsOf(
  facts: readonly StatedFact[],
  knownOn: IsoDate,
): readonly Deployment[] {
  const stated = facts
    .map((fact) => ({ ...fact, statedBy: statedBy(fact) }))
    .filter((fact) => fact.statedBy <= knownOn)
    .sort(asStated);
  const byOrganisation = new Map<string, Stated[]>();
  for (const fact of stated) {
    const own = byOrganisation.get(fact.organisation);
    if (own === undefined) byOrganisation.set(fact.organisation, [fact]);
    else own.push(fact);
  }
  return [...byOrganisation.values()]
    .flatMap(ownDeployments)
    .sort((one, other) => compare(one.id, other.id));
}

/** Of an organisation's deployments that are still to come on a day, the one expected first. */
export function nextDeployment(
  deployments: readonly Deployment[],
  organisation: string,
  day: IsoDate,
): Deployment | undefined {
  const expectedOn = (each: Deployment) => expectationOn(each, day)?.expected ?? LAST_OF_ALL;
  return deployments
    .filter((each) => each.organisation === organisation && !isOver(each, day, day))
    .filter((each) => expectationOn(each, day) !== undefined)
    .sort((one, other) => compare(expectedOn(one), expectedOn(other)) || compare(one.id, other.id))
    .at(0);
}

export type Stated<Kind extends StatedFact['kind'] = StatedFact['kind']> = Extract<
  StatedFact,
  { kind: Kind }
> &
  Readonly<{ statedBy: IsoDate }>;

/** The plans from one beginning to a cancellation, or to the last; and the cancellation before them. */
type Attempt = Readonly<{
  first: Stated<'go-live-plan'>;
  plans: readonly Stated<'go-live-plan'>[];
  after: IsoDate | undefined;
}>;

const LAST_OF_ALL = '9999-12-31';

/** Oldest first; statements of one day in the order their source gives them. */
const asStated = (one: Stated, other: Stated): number =>
  compare(one.statedBy, other.statedBy) || newestFirst(other, one);

/** A cancellation of a plan that we don't hold is no attempt. */
function attemptsOf(plans: readonly Stated<'go-live-plan'>[]): readonly Attempt[] {
  const attempts: { first: Attempt['first']; plans: Stated<'go-live-plan'>[]; after?: IsoDate }[] =
    [];
  let open: (typeof attempts)[number] | undefined;
  let after: IsoDate | undefined;
  for (const plan of plans) {
    const cancelled = plan.value.state === 'cancelled';
    if (open !== undefined) open.plans.push(plan);
    else if (!cancelled)
      attempts.push((open = { first: plan, plans: [plan], ...(after && { after }) }));
    if (cancelled) [open, after] = [undefined, plan.statedBy];
  }
  return attempts.map((attempt) => ({ after: undefined, ...attempt }));
}

/** Of the facts of one organisation, oldest first. */
function ownDeployments(own: readonly Stated[]): readonly Deployment[] {
  const plans = own.filter((fact) => fact.kind === 'go-live-plan');
  return [...new Set(plans.map(({ subject }) => subject))]
    .flatMap((subject) => attemptsOf(plans.filter((plan) => plan.subject === subject)))
    .map((attempt) => deploymentOf(attempt, own));
}

function deploymentOf({ first, plans, after }: Attempt, own: readonly Stated[]): Deployment {
  const { organisation, subject } = first;
  const givenUpBy = plans.find(({ value }) => value.state === 'cancelled')?.statedBy;
  const live = goLivesOf(subject, own).find(
    ({ effective: { latest } }) =>
      (after === undefined || latest > after) && (givenUpBy === undefined || latest < givenUpBy),
  );
  return {
    id: `${organisation} ${subject}${after === undefined ? '' : ` after ${after}`}`,
    organisation,
    subject,
    supplier: [...plans, ...(live ? [live] : [])].findLast(({ value }) => value.supplier)?.value
      .supplier,
    expectations: plans.map((plan) => ({
      statedBy: plan.statedBy,
      expected: plan.value.plannedGoLive && spanOf(plan.value.plannedGoLive).latest,
    })),
    states: statesOf([
      ...plans,
      ...own.filter(
        (fact) => fact.kind === 'milestone' && (after === undefined || fact.statedBy > after),
      ),
    ]),
    ...(live && { happened: { on: live.effective.latest, statedBy: live.statedBy } }),
    ...(givenUpBy !== undefined && { givenUpBy }),
  };
}

/** Of the instance, or of the module of it that was planned; the earliest first. */
function goLivesOf(subject: string, own: readonly Stated[]): readonly Stated<'live'>[] {
  const [instance, module] = subject.split('/');
  return own
    .filter((fact) => fact.kind === 'live')
    .filter(({ value }) => value.live && value.instance === instance)
    .filter(({ value }) => [undefined, value.module].includes(module) || !value.module)
    .sort((one, other) => compare(one.effective.latest, other.effective.latest));
}
