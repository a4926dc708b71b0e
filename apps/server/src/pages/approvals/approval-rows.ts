import { validationOverdueFrom } from '#figures';
import type { Waiting } from '#read-models';
import { dayInWords, type IsoDate } from '#vocabulary';
import type { Actor } from '../../api/who/actor.js';
import { amountInWords } from '../benefits/benefit-words.js';
import { inThousands } from '../numbers-in-words.js';
import { whenOverdue } from '../trust/due-in-words.js';

type Link = Readonly<{ href: string; text: string }>;

/** How many entries wait for somebody to decide on them: "2 entries are waiting for a decision". */
export function waitingInWords(count: number): string {
  if (count === 0) return 'Nothing is waiting for a decision';
  return `${count === 1 ? '1 entry is' : `${inThousands(count)} entries are`} waiting for a decision`;
}

/** How much waits, and for whom. */
export function countsInWords(own: number, all: number): string {
  if (all === 0) return `${waitingInWords(all)}.`;
  return all === own
    ? `${waitingInWords(all)}, to be made by people of this trust.`
    : `${waitingInWords(all)}: ${String(own)} to be decided by people of this trust, ${String(all - own)} by another organisation.`;
}

/** What waits, and what whoever reads it can do about it. */
export const approvalRow = (
  waiting: Waiting,
  { asOf, ...asked }: Readonly<{ code: string; asOf: IsoDate; actor: Actor; may: May }>,
) => ({
  kind: kindsInWords[waiting.kind],
  says: waiting.says,
  about: aboutOf(waiting, asked.code),
  amount: valueInWords(waiting),
  on: dayInWords(waiting.on),
  recorded: recordedInWords(waiting, asOf),
  id: waitingId(waiting.entry),
  entry: {
    href: `/organisations/${asked.code}/entries/${String(waiting.entry)}`,
    number: inThousands(waiting.entry),
  },
  ...actionsOn(waiting, asked),
});

/** Where in the list an entry stands that waits. */
export const waitingId = (entry: number): string => `entry-${String(entry)}`;

/** Since when it can be decided on; of a value, from when that is overdue. */
function recordedInWords({ kind, on, recordedOn }: Waiting, asOf: IsoDate): string {
  const recorded = `First recorded on ${dayInWords(recordedOn)}`;
  if (kind !== 'benefit-actual') return recorded;
  const from = validationOverdueFrom({ to: on, firstRecordedOn: recordedOn });
  return `${recorded}. ${whenOverdue({ on: from }, asOf)}`;
}

/** What the reader's role and organisation let them decide. */
export type May = Readonly<{ approve: boolean; grade: boolean }>;

export const valueInWords = ({ amount, unit }: Waiting): string =>
  amount === null || unit === null ? 'Not applicable' : amountInWords(amount, unit);

export const kindsInWords: Readonly<Record<Waiting['kind'], string>> = {
  'benefit-actual': 'Value to validate',
  'benefit-approval': 'Benefit to approve',
  'evidence-grade': 'Evidence to grade',
  'stage-validation': 'Stage to validate',
};

function aboutOf({ kind, subject, says }: Waiting, code: string): Link | undefined {
  const trust = `/organisations/${code}`;
  if (kind === 'stage-validation') return undefined;
  const isEvidence = kind === 'evidence-grade';
  return { href: `${trust}/${isEvidence ? 'evidence' : 'benefits'}/${subject}`, text: says };
}

/** The ways to decide, or why there is none. */
function actionsOn(
  { kind, subject, factId, statedBy }: Waiting,
  { code, actor, may }: Readonly<{ code: string; actor: Actor; may: May }>,
): Readonly<{ actions: readonly Link[]; why?: string }> {
  const trust = `/organisations/${code}`;
  const isOwn = actor.kind === 'known' && statedBy.includes(actor.id);
  const none = (why: string) => ({ actions: [], why });
  switch (kind) {
    case 'stage-validation':
      return none('For a validator of another organisation');
    case 'benefit-actual': {
      if (isOwn) return none('Recorded by you: someone else has to validate it');
      if (!may.approve) return none('For an approver of the trust who did not record it');
      const at = `${trust}/benefits/${subject}/actuals/${factId}`;
      return {
        actions: [
          { href: `${at}/validate`, text: 'Validate' },
          { href: `${at}/reject`, text: 'Reject' },
        ],
      };
    }
    case 'benefit-approval':
      if (isOwn) return none('Recorded by you: someone else has to approve it');
      if (!may.approve) return none('For an approver of the trust');
      return {
        actions: [{ href: `${trust}/benefits/${subject}/approvals/new`, text: 'Approve' }],
      };
    case 'evidence-grade':
      if (!may.grade) return none('For people of the trust, or a validator');
      return {
        actions: [{ href: `${trust}/evidence/${subject}/grade`, text: 'Grade' }],
        ...(isOwn && { why: 'Attached by you: others give the higher grades' }),
      };
  }
}
