import { publishVersion1 } from '#maturity-models';
import { addDays, type IsoDate, type OdsCode, type StatedDate } from '#vocabulary';
import { firstDayOf } from '../calendar.js';
import { boards, MERGER, region, trusts, type TrustStory } from '../cast.js';
import { onDay, step, words, type Actor, type DemonstrationStep } from '../step.js';

const FIRST = firstDayOf(0);
const MOVED = { trust: 'DEMO06' as OdsCode, day: '2025-04-01' as IsoDate, to: boards[0].code };

const loader: Actor = {
  actor: 'demonstration-loader',
  role: 'reference-loader',
  organisation: region.code,
};
const steward: Actor = {
  actor: 'demonstration-steward',
  role: 'model-steward',
  organisation: region.code,
};
const source = { name: 'The demonstration programme; fictional' };

/** The model, the region, the boards and the trusts, before anything can be said of them. */
export function foundations(): readonly DemonstrationStep[] {
  return [
    step('model 1', [FIRST, '09:00'], steward, { of: 'maturity-models', command: publishVersion1 }),
    register('region', FIRST, { organisation: region.code, kind: 'region', name: region.name }),
    ...boards.map(({ code, name }) =>
      register('icb', FIRST, { organisation: code, kind: 'icb', name, region: region.code }),
    ),
    ...trusts
      .filter(({ opens }) => opens === undefined)
      .map((trust) => registerTrust(trust, FIRST)),
  ];
}

/** Two trusts become one; everybody is told months ahead. One more moves to the other board. */
export function organisationChanges(): readonly DemonstrationStep[] {
  const { announced, successor, predecessors, lastDay, day } = MERGER;
  const merged = trusts.filter(({ code }) => code === successor);
  const moved = addDays(MOVED.day, -40);
  return [
    ...merged.map((trust) => registerTrust(trust, announced)),
    ...predecessors.flatMap((organisation) => [
      step(`close ${organisation}`, [announced, '10:00'], loader, {
        of: 'organisations',
        command: { type: 'CloseOrganisation', data: { organisation, lastDay, source } },
      }),
      step(`succeed ${organisation}`, [announced, '11:00'], loader, {
        of: 'organisations',
        command: {
          type: 'SucceedOrganisation',
          data: { organisation, successor, succession: 'merger', ...onDay(day), source },
        },
      }),
    ]),
    step(`move ${MOVED.trust}`, [moved, '10:00'], loader, {
      of: 'organisations',
      command: {
        type: 'MoveOrganisationToIcb',
        data: {
          organisation: MOVED.trust,
          icb: MOVED.to,
          region: region.code,
          ...onDay(MOVED.day),
          source,
        },
      },
    }),
  ];
}

/** A survey of the region says who has an EPR, also of trusts that say nothing themselves. */
export function surveys(): readonly DemonstrationStep[] {
  const surveyed = '2024-10-01' as IsoDate;
  return trusts
    .filter(({ opens }) => opens === undefined)
    .map(({ code: organisation, supplier, wentLive, reports }) => {
      const hasEpr = !reports || (wentLive !== undefined && wentLive <= surveyed);
      return step(`survey ${organisation}`, [addDays(surveyed, 24), '10:00'], loader, {
        of: 'optimisation',
        command: {
          type: 'ReportEprStatus',
          data: {
            organisation,
            hasEpr,
            ...(hasEpr ? { supplier } : {}),
            ...onDay(surveyed),
            source: {
              name: 'Survey of the region (demonstration)',
              statedOn: surveyed as string as StatedDate,
            },
            reason: words('Taken from the survey of the region'),
          },
        },
      });
    });
}

const registerTrust = (
  { code, name, type, board, established, opens }: TrustStory,
  day: IsoDate,
): DemonstrationStep =>
  register('trust', day, {
    organisation: code,
    kind: 'trust',
    name,
    trustType: type,
    icb: board,
    region: region.code,
    established,
    announced: opens !== undefined,
  });

const hours = { region: '09:00', icb: '10:00', trust: '11:00' } as const;

type Registered = Readonly<{
  organisation: OdsCode;
  kind: 'region' | 'icb' | 'trust';
  name: string;
  trustType?: TrustStory['type'];
  icb?: OdsCode;
  region?: OdsCode;
  established?: IsoDate;
  /** Before the day it opens. */
  announced?: boolean;
}>;

/** A region is registered before its boards, and these before their trusts. */
function register(
  kind: keyof typeof hours,
  day: IsoDate,
  { established, announced = false, ...fields }: Registered,
): DemonstrationStep {
  // The successor of the merger is there before its predecessors name it.
  const hour = announced ? '09:00' : hours[kind];
  return step(`register ${fields.organisation}`, [day, hour], loader, {
    of: 'organisations',
    command: {
      type: 'RegisterOrganisation',
      data: {
        ...fields,
        demonstration: true,
        ...(established === undefined ? { when: { since: 'before-records' } } : onDay(established)),
        source,
      },
    },
  });
}
