import type { DueItem } from '#read-models';
import { dayInWords, type IsoDate, type OdsCode } from '#vocabulary';

/** Something to do, by when, and where it is done. */
export const dueRow = ({ kind, subject, on, says }: DueItem, code: OdsCode, asOf: IsoDate) => ({
  says,
  when: on <= asOf ? `Overdue since ${dayInWords(on)}` : `By ${dayInWords(on)}`,
  isOverdue: on <= asOf,
  ...wayTo(kind, subject, code),
});

/** Capabilities have codes like C105; benefits begin with a trust's. */
const isCapability = (subject: string): boolean => /^C\d{3}$/.test(subject);

function wayTo(
  kind: DueItem['kind'],
  subject: string,
  code: OdsCode,
): Readonly<{ href: string; text: string }> {
  const trust = `/organisations/${code}`;
  const benefit = `${trust}/benefits/${subject}`;
  switch (kind) {
    case 'measurement-overdue':
      return isCapability(subject)
        ? { href: `${trust}/adoption/new`, text: 'Measure it' }
        : { href: `${benefit}/actuals/new`, text: 'Record its value' };
    case 'actual-unvalidated':
      return { href: `${trust}/approvals`, text: 'See what waits' };
    case 'owner-missing':
      return { href: benefit, text: 'See the benefit' };
    case 'validation-expiring':
      return { href: `${trust}/approvals`, text: 'See what waits' };
    case 'evidence-expiring':
      return { href: `${trust}/evidence/new`, text: 'Attach evidence' };
  }
}
