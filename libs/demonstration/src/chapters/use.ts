import type { Capability } from '#facts';
import {
  addDays,
  laterOf,
  type CapabilityCode,
  type InstanceId,
  type IsoDate,
  type SiteCode,
} from '#vocabulary';
import { firstDayOf, lastDayOf, monthOf, STARTING_DAY } from '../calendar.js';
import { REPLACEMENT, trusts, type TrustStory } from '../cast.js';
import { between, chanceOf } from '../chance.js';
import {
  factIdOf,
  inTime,
  onDay,
  recorderOf,
  step,
  words,
  type DemonstrationStep,
} from '../step.js';
import { capabilitiesOf, enablementsOf, NEW_INSTANCE } from '../story.js';

/** Scopes, and what was switched on where: the deployed share. */
export function use(): readonly DemonstrationStep[] {
  return trusts
    .filter(({ reports, wentLive }) => reports && wentLive !== undefined)
    .flatMap((trust) => [
      ...capabilitiesOf(trust).flatMap((capability) => [
        ...scopes(trust, capability),
        ...enablements(trust, capability),
      ]),
      ...anew(trust),
      ...withdrawn(trust),
    ]);
}

/** Months in which a capability was withdrawn, and nothing could be measured. */
export const WITHDRAWN = {
  trust: 'DEMO06',
  capability: 'C207' as CapabilityCode,
  from: 15,
  to: 19,
} as const;

/** This trust first forgot how much its main site weighs. */
const MISWEIGHED = { trust: 'DEMO04', capability: 'C105' } as const;
/** This trust first recorded an enablement that never was. */
const PREMATURE = { trust: 'DEMO08', capability: 'C306' } as const;

function scopes(trust: TrustStory, { code: capability }: Capability): DemonstrationStep[] {
  const { code: organisation, sites } = trust;
  const name = `scope ${organisation} ${capability}`;
  const day = beginningOf(trust);
  const order = (weighed: TrustStory['sites']) =>
    ({
      type: 'SetCapabilityScope',
      data: { organisation, capability, sites: weighed, ...onDay(day) },
    }) as const;
  const wrong = organisation === MISWEIGHED.trust && capability === MISWEIGHED.capability;
  const equal = sites.map(({ site }) => ({ site, weight: 1 }));
  const recorded = recordedAfter(day, organisation);
  const setting = step(name, [recorded, '10:00'], recorderOf(organisation), {
    of: 'optimisation',
    command: order(wrong ? equal : sites),
  });
  if (!wrong) return [setting];
  const reason = words('Sites weigh by their beds, as the scope of every capability here');
  return [
    setting,
    step(`${name} corrected`, [addDays(recorded, 75), '15:00'], recorderOf(organisation), {
      of: 'optimisation',
      command: {
        type: 'CorrectFact',
        data: { factId: factIdOf(name), reason, order: order(sites) },
      },
      subject: organisation,
    }),
  ];
}

function enablements(trust: TrustStory, capability: Capability): readonly DemonstrationStep[] {
  const steps = enablementsOf(trust, capability).flatMap(({ day, sites }) =>
    enable(trust, capability.code, sites, day),
  );
  const premature = trust.code === PREMATURE.trust && capability.code === PREMATURE.capability;
  const last = trust.sites.at(-1);
  if (!premature || last === undefined) return steps;
  const day = firstDayOf(7);
  const name = `enable ${trust.code} ${capability.code} premature`;
  const recorded = addDays(day, 6);
  return [
    ...steps,
    step(name, [recorded, '11:00'], recorderOf(trust.code), {
      of: 'optimisation',
      command: {
        type: 'EnableCapability',
        data: {
          organisation: trust.code,
          capability: capability.code,
          sites: [last.site],
          ...onDay(day),
        },
      },
    }),
    step(`${name} retracted`, [addDays(recorded, 40), '15:00'], recorderOf(trust.code), {
      of: 'optimisation',
      command: {
        type: 'RetractFact',
        data: { factId: factIdOf(name), reason: words('The module was tested, not switched on') },
      },
      subject: trust.code,
    }),
  ];
}

/** After the cut-over everything is switched on again in the new EPR, within four weeks. */
function anew(trust: TrustStory): readonly DemonstrationStep[] {
  if (trust.code !== REPLACEMENT.trust) return [];
  return capabilitiesOf(trust).flatMap((capability) => {
    const before = enablementsOf(trust, capability).filter(({ day }) => day < REPLACEMENT.day);
    const sites = before.flatMap((enabled) => enabled.sites);
    const days = capability.stage === 1 ? 0 : between(chanceOf('anew', capability.code), 3, 27);
    const day = addDays(REPLACEMENT.day, days);
    return sites.length === 0 ? [] : enable(trust, capability.code, sites, day, NEW_INSTANCE);
  });
}

/** A portal was taken away from its patients, and given back some months later. */
function withdrawn(trust: TrustStory): readonly DemonstrationStep[] {
  if (trust.code !== WITHDRAWN.trust) return [];
  const { capability, from, to } = WITHDRAWN;
  const day = addDays(firstDayOf(from), 4);
  const sites = trust.sites.slice(0, 1).map(({ site }) => site);
  return [
    step(
      `withdraw ${trust.code} ${capability}`,
      [addDays(day, 3), '14:00'],
      recorderOf(trust.code),
      {
        of: 'optimisation',
        command: {
          type: 'WithdrawCapability',
          data: {
            organisation: trust.code,
            capability,
            why: words('The contract of the portal ended'),
            ...onDay(day),
          },
        },
      },
    ),
    ...enable(trust, capability, sites, lastDayOf(to)),
  ];
}

function enable(
  { code: organisation }: TrustStory,
  capability: CapabilityCode,
  sites: readonly SiteCode[],
  day: IsoDate,
  instance?: InstanceId,
): readonly DemonstrationStep[] {
  const recorded = recordedAfter(day, organisation);
  if (!inTime(recorded)) return [];
  return [
    step(
      `enable ${organisation} ${capability} ${day}`,
      [recorded, '11:00'],
      recorderOf(organisation),
      {
        of: 'optimisation',
        command: {
          type: 'EnableCapability',
          data: {
            organisation,
            capability,
            sites,
            ...(instance === undefined ? {} : { instance }),
            ...onDay(day),
          },
        },
      },
    ),
  ];
}

const beginningOf = ({ wentLive = STARTING_DAY }: TrustStory): IsoDate =>
  laterOf(wentLive, STARTING_DAY);

/** Some days later; what was so when the programme began is recorded in its first days. */
const recordedAfter = (day: IsoDate, about: string): IsoDate =>
  monthOf(day) < 0
    ? addDays(firstDayOf(0), between(chanceOf('first', about), 2, 6))
    : addDays(day, between(chanceOf('recorded', day, about), 4, 9));
