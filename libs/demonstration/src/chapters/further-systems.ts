import type { OptimisationOrder } from '#optimisation';
import { addDays, type InstanceId, type IsoDate, type StatedDate } from '#vocabulary';
import { trusts, type TrustStory } from '../cast.js';
import { inTime, onDay, recorderOf, step, words, type DemonstrationStep } from '../step.js';
import { instanceOf } from '../story.js';
import { furtherPlans, type FurtherPlan } from './further-plans.js';

/**
 * What was planned beside the EPRs themselves: departmental systems, and further modules of an EPR. Their
 * slips are what the forecasts of go-lives learn from.
 */
export const furtherSystems = (): readonly DemonstrationStep[] =>
  furtherPlans.flatMap((plan) => {
    const trust = trusts.find(({ code }) => code === plan.trust);
    return trust === undefined ? [] : [...stated(trust, plan), ...contracted(trust, plan)];
  });

const reason = words('Staff and supplier were not ready at the same time');

function stated(trust: TrustStory, plan: FurtherPlan): readonly DemonstrationStep[] {
  const { code: organisation, supplier } = trust;
  const { what, said, live, cancelled, module } = plan;
  const instance = nameOf(trust, plan);
  const expectations = said.map(([on, expected], index) =>
    asked(trust, plan, on, orderOf(trust, plan, { on, expected, first: index === 0 })),
  );
  const ends: readonly DemonstrationStep[] = [
    ...(live === undefined
      ? []
      : [
          asked(trust, plan, live, {
            type: 'RecordGoLive',
            data: {
              organisation,
              instance,
              supplier,
              ...(module === true ? { module: what } : {}),
              evidence: `acceptance-${instance}-${what}`,
              ...onDay(live as IsoDate),
            },
          }),
        ]),
    ...(cancelled === undefined
      ? []
      : [
          asked(trust, plan, cancelled, {
            type: 'CancelGoLive',
            data: {
              organisation,
              instance,
              why: words('The partner who was to pay for it withdrew'),
              ...onDay(cancelled as IsoDate),
            },
          }),
        ]),
  ];
  return [...expectations, ...ends].filter(({ at }) => inTime(at.slice(0, 10) as IsoDate));
}

type Said = Readonly<{ on: string; expected: string; first: boolean }>;

/** The first is a plan; later ones revise it, but a module is put off. */
function orderOf(
  trust: TrustStory,
  plan: FurtherPlan,
  { on, expected, first }: Said,
): OptimisationOrder {
  const { what, module } = plan;
  const base = {
    organisation: trust.code,
    instance: nameOf(trust, plan),
    plannedGoLive: expected as StatedDate,
    ...onDay(on as IsoDate),
  };
  if (first) {
    const modules = module === true ? { modules: [what] } : {};
    return { type: 'PlanDeployment', data: { ...base, supplier: trust.supplier, ...modules } };
  }
  return module === true
    ? { type: 'DeferGoLive', data: { ...base, module: what, why: reason } }
    : { type: 'ReviseGoLiveForecast', data: { ...base, why: reason } };
}

const nameOf = (trust: TrustStory, { what, module }: FurtherPlan): InstanceId =>
  module === true ? instanceOf(trust) : (`${trust.code.toLowerCase()}-${what}` as InstanceId);

const asked = (
  { code }: TrustStory,
  { what }: FurtherPlan,
  on: string,
  command: OptimisationOrder,
): DemonstrationStep =>
  step(
    `${command.type} ${code} ${what} ${on}`,
    [addDays(on as IsoDate, 4), '11:00'],
    recorderOf(code),
    { of: 'optimisation', command },
  );

function contracted(trust: TrustStory, plan: FurtherPlan): readonly DemonstrationStep[] {
  if (plan.signed === undefined) return [];
  return [
    asked(trust, plan, plan.signed, {
      type: 'StateMilestone',
      data: {
        organisation: trust.code,
        milestone: 'contract-signed',
        supplier: trust.supplier,
        ...onDay(plan.signed as IsoDate),
      },
    }),
  ];
}
