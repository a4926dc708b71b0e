import type { Milestone } from '#optimisation';

/** The steps on the way to an EPR, as people call them. */
export const milestonesInWords: Readonly<Record<Milestone, string>> = {
  'supplier-selected': 'A supplier was selected',
  'outline-business-case-approved': 'The outline business case was approved',
  'contract-planned': 'A contract was planned',
  'contract-signed': 'The contract was signed',
  'contract-value': 'The value of the contract became known',
  'major-incident': 'A major incident happened',
  'critical-incident': 'A critical incident happened',
  'incidents-reported': 'Incidents were reported',
  'emram-stage-stated':
    'A stage of the Electronic Medical Record Adoption Model (EMRAM) was stated',
};

/** Where the forms about an EPR and its way come from and go back to. */
export const milestonesHome = ({
  code,
}: Readonly<{ code: string }>): Readonly<{ href: string; text: string }> => ({
  href: `/organisations/${code}/milestones`,
  text: 'milestones and go-lives',
});
