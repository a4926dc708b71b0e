import { addDays, partners, type IsoDate, type Partner } from '#vocabulary';
import { firstDayOf, lastDayOf, MONTHS, monthOf, STARTING_DAY } from '../calendar.js';
import { trusts, type TrustStory } from '../cast.js';
import { between, chanceOf } from '../chance.js';
import { onDay, recorderOf, step, words, type DemonstrationStep } from '../step.js';
import { levelOf } from '../story.js';

/** Which partners a trust exchanges records with, and whether both ways. */
export const partnerFlows = (): readonly DemonstrationStep[] =>
  trusts
    .filter(({ reports, wentLive }) => reports && wentLive !== undefined)
    .flatMap((trust) => [
      ...partners.flatMap((partner) => enabled(trust, partner)),
      ...(trust.code === LOST.trust ? [lost(trust)] : []),
    ]);

/** The level from which on a trust reaches a partner: the GP first, social care last, and by many never. */
const reachedAt: Readonly<Record<Partner, number>> = {
  gp: 0.4,
  'other-acute': 0.9,
  community: 1.2,
  'mental-health': 1.6,
  'adult-social-care': 2.2,
};

/** This trust lost a partner, and has not found it again. */
const LOST = { trust: 'DEMO20', partner: 'gp', month: 29 } as const;

/** The first month in which a trust reaches a partner; undefined where it never does. */
export function reachedIn(trust: TrustStory, partner: Partner): number | undefined {
  const { wentLive = STARTING_DAY, closes } = trust;
  const begin = Math.max(0, monthOf(wentLive) + 1);
  const month = Array.from({ length: MONTHS - 1 }, (_, index) => index).find(
    (each) => each >= begin && levelOf(trust, each) >= reachedAt[partner],
  );
  const tooLate = month !== undefined && closes !== undefined && lastDayOf(month) > closes;
  return tooLate ? undefined : month;
}

function enabled(trust: TrustStory, partner: Partner): readonly DemonstrationStep[] {
  const { code: organisation, wentLive = STARTING_DAY } = trust;
  const month = reachedIn(trust, partner);
  if (month === undefined) return [];
  const chance = chanceOf(organisation, partner, 'flow');
  const earlier = month === 0 && wentLive < STARTING_DAY;
  const day = earlier ? STARTING_DAY : addDays(firstDayOf(month), between(chance, 2, 24));
  const recorded: IsoDate = earlier ? addDays(firstDayOf(0), 8) : addDays(day, 5);
  const by = recorderOf(organisation);
  return [
    step(`flow ${organisation} ${partner}`, [recorded, '10:00'], by, {
      of: 'optimisation',
      command: {
        type: 'EnablePartnerFlow',
        data: {
          organisation,
          partner,
          direction: chance() < 0.6 ? 'both' : 'in',
          content: words('Medicines, allergies, problems and plans'),
          standard: 'FHIR R4',
          ...onDay(day),
        },
      },
    }),
  ];
}

function lost({ code: organisation }: TrustStory): DemonstrationStep {
  const { partner, month } = LOST;
  const day = addDays(firstDayOf(month), 11);
  return step(`flow lost ${organisation}`, [addDays(day, 3), '10:00'], recorderOf(organisation), {
    of: 'optimisation',
    command: {
      type: 'WithdrawPartnerFlow',
      data: {
        organisation,
        partner,
        why: words('The practices moved to another shared record'),
        ...onDay(day),
      },
    },
  });
}
