import type { BenefitListed } from '#read-models';

/** What whoever reads a page may do beside reading it. */
export type May = Readonly<{ record: boolean; approve: boolean }>;

type Way = Readonly<{
  path: string;
  text: string;
  by: readonly (keyof May)[];
  /** Whether it can be filled in as the benefit stands; left out: while it is not written off. */
  when?: (standing: Standing) => boolean;
}>;

/** How a benefit stands, and what around it decides what can be done. */
export type Standing = Readonly<{
  benefit: BenefitListed;
  /** It holds a share of a pool. */
  holdsShare: boolean;
  /** Its trust was taken over. */
  hasSuccessor: boolean;
}>;

const isGoingOn = ({ benefit }: Standing): boolean => benefit.status !== 'written-off';
const isApproved = (standing: Standing): boolean =>
  isGoingOn(standing) && standing.benefit.current !== null;
const isOpen = (standing: Standing): boolean =>
  isGoingOn(standing) && standing.benefit.current === null;

const ways: readonly Way[] = [
  { path: 'baselines/new', text: 'Agree a baseline', by: ['record'], when: isOpen },
  {
    path: 'approvals/new',
    text: 'Approve it',
    by: ['approve'],
    when: (standing) => isOpen(standing) && standing.benefit.baselineValue !== null,
  },
  { path: 'actuals/new', text: 'Record a value', by: ['record'], when: isApproved },
  {
    path: 'forecasts/new',
    text: 'Revise its forecast',
    by: ['record', 'approve'],
    when: isApproved,
  },
  { path: 'rebaselinings/new', text: 'Rebaseline it', by: ['approve'], when: isApproved },
  {
    path: 'links/new',
    text: 'Link it to a capability, an outcome or an objective',
    by: ['record'],
  },
  { path: 'links/end', text: 'End a link', by: ['record'] },
  { path: 'disbenefits/new', text: 'Record a disbenefit', by: ['record'] },
  { path: 'ownership/new', text: 'Hand it to another owner', by: ['record'] },
  { path: 'pools/claim', text: 'Claim a share of a pool', by: ['record'] },
  {
    path: 'pools/release',
    text: 'Release a share of a pool',
    by: ['record'],
    when: ({ holdsShare }) => holdsShare,
  },
  {
    path: 'transfers/new',
    text: 'Transfer it to the successor of the trust',
    by: ['record'],
    when: ({ hasSuccessor }) => hasSuccessor,
  },
  { path: 'write-offs/new', text: 'Write it off', by: ['approve'], when: isApproved },
];

/** The forms that record something of a benefit. */
export const benefitForms = (standing: Standing, address: string, may: May) =>
  ways
    .filter(({ by, when = isGoingOn }) => by.some((each) => may[each]) && when(standing))
    .map(({ path, text }) => ({ href: `${address}/${path}`, text }));
