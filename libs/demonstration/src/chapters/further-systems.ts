import type { OptimisationOrder } from '#optimisation';
import { addDays, type InstanceId, type IsoDate, type StatedDate } from '#vocabulary';
import { trusts, type TrustStory } from '../cast.js';
import { inTime, onDay, recorderOf, step, words, type DemonstrationStep } from '../step.js';
import { instanceOf } from '../story.js';

/**
 * What was planned beside the EPRs themselves: departmental systems, and further modules of an EPR. Their
 * slips are what the forecasts of go-lives learn from.
 */
export const furtherSystems = (): readonly DemonstrationStep[] =>
  plans.flatMap((plan) => {
    const trust = trusts.find(({ code }) => code === plan.trust);
    return trust === undefined ? [] : [...stated(trust, plan), ...contracted(trust, plan)];
  });

type FurtherPlan = Readonly<{
  trust: string;
  what: string;
  /** When it was planned, and each day then expected: the first plan, and its revisions in turn. */
  said: readonly (readonly [on: string, expected: string])[];
  live?: string;
  /** Signed on this day: from then on it is an implementation. */
  signed?: string;
  cancelled?: string;
  /** A module of the EPR, planned with it and put off by itself. */
  module?: true;
}>;

const plans: readonly FurtherPlan[] = [
  { trust: 'DEMO01', what: 'maternity', said: [['2023-11-06', '2024-04']], live: '2024-04-20' },
  { trust: 'DEMO01', what: 'theatres', said: [['2024-05-13', '2024-11']], live: '2024-10-26' },
  {
    trust: 'DEMO01',
    what: 'imaging',
    said: [
      ['2025-03-10', '2025-12'],
      ['2025-10-06', '2026-03'],
    ],
    live: '2026-03-07',
  },
  {
    trust: 'DEMO02',
    what: 'theatres',
    said: [
      ['2023-11-20', '2024-06'],
      ['2024-04-22', '2024-09'],
    ],
    live: '2024-09-14',
    signed: '2024-01-15',
  },
  { trust: 'DEMO02', what: 'maternity', said: [['2024-10-07', '2025-05']], live: '2025-06-14' },
  {
    trust: 'DEMO03',
    what: 'pathology',
    said: [
      ['2024-01-22', '2024-09'],
      ['2024-07-15', '2025-02'],
      ['2025-01-13', '2025-06'],
    ],
    live: '2025-06-28',
  },
  { trust: 'DEMO03', what: 'maternity', said: [['2025-02-03', '2025-09']], live: '2025-09-20' },
  {
    trust: 'DEMO04',
    what: 'theatres',
    said: [
      ['2024-02-19', '2024-12'],
      ['2024-10-21', '2025-04'],
    ],
    live: '2025-05-10',
    signed: '2024-05-20',
  },
  {
    trust: 'DEMO06',
    what: 'maternity',
    said: [
      ['2024-03-04', '2024-10'],
      ['2024-09-02', '2025-03'],
      ['2025-02-10', '2025-10'],
    ],
    live: '2025-11-15',
  },
  {
    trust: 'DEMO07',
    what: 'pathology',
    said: [
      ['2024-01-08', '2024-08'],
      ['2024-06-10', '2024-12'],
    ],
    live: '2025-01-25',
  },
  {
    trust: 'DEMO08',
    what: 'maternity',
    said: [
      ['2024-04-15', '2025-01'],
      ['2024-12-02', '2025-06'],
    ],
    live: '2025-06-07',
  },
  {
    trust: 'DEMO13',
    what: 'patient-portal',
    said: [['2024-01-15', '2024-07']],
    live: '2024-07-13',
  },
  {
    trust: 'DEMO15',
    what: 'patient-portal',
    said: [
      ['2024-06-03', '2025-01'],
      ['2024-12-09', '2025-04'],
    ],
    live: '2025-04-12',
  },
  {
    trust: 'DEMO16',
    what: 'patient-portal',
    said: [['2024-02-05', '2024-09']],
    live: '2024-08-31',
  },
  {
    trust: 'DEMO18',
    what: 'scheduling',
    said: [
      ['2024-09-09', '2025-03'],
      ['2025-02-03', '2025-05'],
    ],
    live: '2025-05-17',
  },
  {
    trust: 'DEMO20',
    what: 'theatres',
    said: [
      ['2024-05-20', '2025-02'],
      ['2024-12-16', '2025-09'],
      ['2025-08-11', '2026-02'],
    ],
    live: '2026-02-21',
  },
  {
    trust: 'DEMO04',
    what: 'maternity',
    said: [
      ['2025-09-08', '2026-06'],
      ['2026-05-11', '2026-12'],
    ],
  },
  {
    trust: 'DEMO06',
    what: 'theatres',
    said: [
      ['2025-06-16', '2026-03'],
      ['2026-02-02', '2026-09'],
      ['2026-08-10', '2027-02'],
    ],
  },
  { trust: 'DEMO19', what: 'dispatch', said: [['2026-01-12', '2026-11']], signed: '2026-03-16' },
  {
    trust: 'DEMO14',
    what: 'patient-portal',
    said: [['2024-04-08', '2025-02']],
    cancelled: '2024-11-18',
  },
  {
    trust: 'DEMO09',
    what: 'maternity',
    said: [
      ['2024-07-08', '2025-03'],
      ['2025-02-17', '2025-08'],
    ],
    live: '2025-08-23',
    module: true,
  },
];

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
