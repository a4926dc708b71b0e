import type { DueItem } from '#read-models';
import type { IsoDate, OdsCode } from '#vocabulary';
import { waitingId } from '../approvals/approval-rows.js';
import type { Names } from '../names.js';
import { isOverdue, whenOverdue } from './due-in-words.js';

/** What whoever reads the list may do at the trust. */
type May = Readonly<{ record: boolean; approve: boolean }>;
type Asked = Readonly<{
  code: OdsCode;
  asOf: IsoDate;
  may: May;
  /** The day and the entries asked about, as a link takes them along. */
  query: string;
  names: Pick<Names, 'organisation'>;
}>;

/** Where something is done; or who else does it, and where it can be seen. */
type Way = Readonly<{ href: string; text: string; who?: string }>;

/** Something to do, by when, and where it is done or by whom. */
export const dueRow = (item: DueItem, asked: Asked) => ({
  says: item.says,
  when: whenOverdue(item, asked.asOf),
  isOverdue: isOverdue(item, asked.asOf),
  ...ways[item.kind](item, asked),
});

/** Capabilities have codes like C105; benefits begin with a trust's. */
const isCapability = (subject: string): boolean => /^C\d{3}$/.test(subject);

const RECORDERS = 'A recorder of the trust can do this.';
const APPROVERS = 'An approver of the trust can do this.';
const VALIDATORS = 'Only an organisation that validates stages can do this.';

const trustOf = ({ code }: Asked): string => `/organisations/${code}`;
const benefitOf = ({ subject }: DueItem, asked: Asked): string =>
  `${trustOf(asked)}/benefits/${subject}`;
const entryOf = ({ entry }: DueItem, asked: Asked): string =>
  `${trustOf(asked)}/entries/${String(entry)}`;

/** Of a benefit that was handed over, an entry from before stands under whose it was then, and is mended there. */
function elsewhere(item: DueItem, asked: Asked): Way | undefined {
  const { recordedUnder } = item;
  if (recordedUnder === null || recordedUnder === asked.code) return undefined;
  const who = `It was recorded by ${asked.names.organisation(recordedUnder)}, where it can be corrected.`;
  return { href: benefitOf(item, asked), text: 'See the benefit', who };
}

const ways: Readonly<Record<DueItem['kind'], (item: DueItem, asked: Asked) => Way>> = {
  'measurement-overdue': (item, asked) => {
    if (isCapability(item.subject)) {
      return asked.may.record
        ? { href: `${trustOf(asked)}/adoption/new?capability=${item.subject}`, text: 'Measure it' }
        : {
            href: `${trustOf(asked)}/capabilities`,
            text: 'See the capabilities and their use',
            who: RECORDERS,
          };
    }
    const benefit = benefitOf(item, asked);
    return asked.may.record
      ? { href: `${benefit}/actuals/new`, text: 'Record its value' }
      : { href: benefit, text: 'See the benefit', who: RECORDERS };
  },
  'actual-unvalidated': ({ entry }, asked) => {
    // There it says since when it waits and who decides, also of a value from before a handover.
    const href = `${trustOf(asked)}/approvals${asked.query}#${waitingId(entry ?? 0)}`;
    return asked.may.approve
      ? { href, text: 'Validate or reject it' }
      : { href, text: 'See the value', who: APPROVERS };
  },
  'owner-missing': (item, asked) =>
    elsewhere(item, asked) ??
    (asked.may.record
      ? { href: `${entryOf(item, asked)}/correct`, text: 'Correct the profile' }
      : { href: benefitOf(item, asked), text: 'See the benefit', who: RECORDERS }),
  'validation-expiring': (item, asked) => ({
    ...{ href: entryOf(item, asked), text: 'See who validated it' },
    who: VALIDATORS,
  }),
  'evidence-expiring': (item, asked) =>
    asked.may.record
      ? { href: `${trustOf(asked)}/evidence/new`, text: 'Attach evidence' }
      : {
          href: `${trustOf(asked)}/evidence/${item.subject}`,
          text: 'See the evidence',
          who: RECORDERS,
        },
};
