import type { BenefitListed } from '#read-models';

/** What whoever reads a page may do beside reading it. */
export type May = Readonly<{ record: boolean; approve: boolean }>;

type Way = Readonly<{
  path: string;
  text: string;
  by: readonly (keyof May)[];
  /** Whether it can be filled in as the benefit stands. */
  when?: (benefit: BenefitListed) => boolean;
}>;

const isApproved = ({ current }: BenefitListed): boolean => current !== null;

const ways: readonly Way[] = [
  { path: 'actuals/new', text: 'Record what it came to', by: ['record'], when: isApproved },
];

/** The forms that record something of a benefit; of one that is written off, none. */
export const benefitForms = (benefit: BenefitListed, address: string, may: May) =>
  benefit.status === 'written-off'
    ? []
    : ways
        .filter(({ by, when }) => by.some((each) => may[each]) && (when?.(benefit) ?? true))
        .map(({ path, text }) => ({ href: `${address}/${path}`, text }));
