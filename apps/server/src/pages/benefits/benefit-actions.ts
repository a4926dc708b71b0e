import type { BenefitListed } from '#read-models';

/** What whoever reads a page may do beside reading it. */
export type May = Readonly<{ record: boolean; approve: boolean }>;

type Way = Readonly<{
  path: string;
  text: string;
  by: readonly (keyof May)[];
  /** Whether it can be filled in as the benefit stands; left out: always. */
  when?: (benefit: BenefitListed) => boolean;
}>;

const isApproved = ({ current }: BenefitListed): boolean => current !== null;
const isOpen = ({ current }: BenefitListed): boolean => current === null;

const ways: readonly Way[] = [
  { path: 'baselines/new', text: 'Agree a baseline', by: ['record'], when: isOpen },
  {
    path: 'approvals/new',
    text: 'Approve it',
    by: ['approve'],
    when: (benefit) => isOpen(benefit) && benefit.baselineValue !== null,
  },
  { path: 'actuals/new', text: 'Record what it came to', by: ['record'], when: isApproved },
  {
    path: 'forecasts/new',
    text: 'Revise its forecast',
    by: ['record', 'approve'],
    when: isApproved,
  },
  { path: 'rebaselinings/new', text: 'Rebaseline it', by: ['approve'], when: isApproved },
  { path: 'links/new', text: 'Link it to what enables it, or what it serves', by: ['record'] },
  { path: 'links/end', text: 'End a link', by: ['record'] },
  { path: 'disbenefits/new', text: 'Record what it costs others', by: ['record'] },
  { path: 'ownership/new', text: 'Hand it to another owner', by: ['record'] },
  { path: 'write-offs/new', text: 'Write it off', by: ['approve'], when: isApproved },
];

/** The forms that record something of a benefit; of one that is written off, none. */
export const benefitForms = (benefit: BenefitListed, address: string, may: May) =>
  benefit.status === 'written-off'
    ? []
    : ways
        .filter(({ by, when }) => by.some((each) => may[each]) && (when?.(benefit) ?? true))
        .map(({ path, text }) => ({ href: `${address}/${path}`, text }));
