import { refuse, refuseAt, type Decide } from '#event-sourcing';
import { ofType } from '#facts';
import { dayAfter, packName, type EffectiveDay, type PackAsked } from '#vocabulary';
import type { ProgrammeFact } from './programme.events.js';
import type { ProgrammeCircumstances, ProgrammeOrder } from './programme.orders.js';
import { firstOf, recorded, type No } from './programme.recording.js';
import type { ProgrammeRefusal } from './programme.refusals.js';
import type { Programme } from './programme.state.js';

type Order<Type extends ProgrammeOrder['type']> = Extract<ProgrammeOrder, { type: Type }>;

/** Sign-offs of board packs: given once by a role, and never edited; a withdrawal stands beside them. */
export const packRules: Decide<
  Order<'SignOffBoardPack' | 'WithdrawPackSignOff'>,
  Programme,
  ProgrammeFact,
  ProgrammeRefusal,
  ProgrammeCircumstances
> = {
  SignOffBoardPack(programme, order, circumstances) {
    const { pack, manifest } = order;
    const authorRole = circumstances.asker.role;
    const { standing, withdrawn } = saidOf(programme, pack, authorRole);
    return recorded(programme, circumstances, {
      type: 'BoardPackSignedOff',
      order,
      rival: ({ factId }) => factId === standing?.factId,
      taken: refuseAt('pack', 'pack-signed-off'),
      whyNot: (effective) =>
        firstOf(
          () => whyNotOver(pack, circumstances),
          () =>
            effective.latest <= pack.day
              ? refuseAt('when', 'signed-off-before-day-over', { day: pack.day })
              : whyBeforeWithdrawn(withdrawn?.data.effective, effective),
          () => whyNotThis(manifest, circumstances),
        ),
      beside: () => ({ authorRole }),
    });
  },

  WithdrawPackSignOff(programme, order, circumstances) {
    const authorRole = circumstances.asker.role;
    const { standing } = saidOf(programme, order.pack, authorRole);
    return recorded(programme, circumstances, {
      type: 'PackSignOffWithdrawn',
      order,
      rival: () => false,
      taken: refuseAt('pack', 'pack-not-signed-off'),
      whyNot: (effective) =>
        standing === undefined
          ? refuseAt('pack', 'pack-not-signed-off')
          : whyBefore(standing.data.effective, effective),
      beside: () => ({ authorRole }),
    });
  },
};

/** What a role said last of a pack; a sign-off stands unless it was withdrawn after it. */
function saidOf(programme: Programme, pack: PackAsked, role: string) {
  const ofPack = ({
    data,
  }: Readonly<{ data: Readonly<{ pack: PackAsked; authorRole: string }> }>) =>
    packName(data.pack) === packName(pack) && data.authorRole === role;
  const signed = ofType(programme, 'BoardPackSignedOff').findLast(ofPack);
  const withdrawn = ofType(programme, 'PackSignOffWithdrawn').findLast(ofPack);
  const isTakenBack = (withdrawn?.revision ?? -1) > (signed?.revision ?? -1);
  return { standing: isTakenBack ? undefined : signed, withdrawn };
}

const whyNotOver = ({ day }: PackAsked, { today }: ProgrammeCircumstances): No | undefined =>
  day >= today ? refuseAt('pack', 'pack-day-not-over', { signableFrom: dayAfter(day) }) : undefined;

/** Who signs says by its manifest what they read: it must be what the pack is made of. */
const whyNotThis = (manifest: string, circumstances: ProgrammeCircumstances): No | undefined => {
  if (circumstances.manifest === undefined) return refuseAt('pack', 'pack-unknown');
  return circumstances.manifest === manifest
    ? undefined
    : refuseAt('manifest', 'pack-manifest-differs');
};

const whyBefore = (signed: EffectiveDay, withdrawn: EffectiveDay): No | undefined =>
  withdrawn.latest < signed.latest
    ? refuseAt('when', 'withdrawn-before-signed-off', { signedOn: signed.latest })
    : undefined;

/** Of any day, no more than one sign-off of a pack by a role stands. */
const whyBeforeWithdrawn = (
  withdrawn: EffectiveDay | undefined,
  signed: EffectiveDay,
): No | undefined =>
  withdrawn !== undefined && signed.latest < withdrawn.latest
    ? refuseAt('when', 'signed-off-before-withdrawn', { withdrawnOn: withdrawn.latest })
    : undefined;

/** A sign-off is somebody's word at the time: it is answered by a withdrawal, and never another text. */
export const signOffStands = refuse('sign-off-stands');
