import type { ModelUsed, OrganisationOn, Stamp } from '#read-models';
import { under, type Fields, type FieldsOf } from '../fields.js';

/** What a question answers: its fields, and those of the rows in it, which are given as CSV too. */
export type Answer = Readonly<{ fields: Fields; rows?: Rows }>;
/** `at`: where in the answer the rows stand, if they stand in one place. */
export type Rows = Readonly<{ at?: string; fields: Fields }>;

export const share = (of: string) => ['number', `${of}; a share from 0 to 1`] as const;
const points = (of: string) =>
  ({
    low: ['number', `${of}, at the least; points from 0 to 100`],
    high: ['number', `${of}, at the most; points from 0 to 100`],
  }) as const;

export const known = {
  entry: ['integer', 'The last entry that is included'],
  recordedAt: ['string', 'When that entry was recorded'],
  final: ['boolean', 'False while nothing later has been recorded and read'],
} as const satisfies Fields;
export const stamp: FieldsOf<Stamp> = { asOf: ['string', 'The day the answer is about'], ...known };
/** What is not exactly known. */
export const bounds = (of: string) =>
  ({ low: ['number', `${of}, at the least`], high: ['number', `${of}, at the most`] }) as const;
/** The stamp of a figure, which says by which formula it was worked out. */
export const figured = {
  ...stamp,
  'formula.name': ['string', 'The formula it was worked out by'],
  'formula.version': ['string', 'In which version; another one may give another number'],
} as const satisfies Fields;

export const organisation: FieldsOf<OrganisationOn> = {
  code: ['string', 'ODS code'],
  name: ['string', 'Its name on the day'],
  kind: ['string', 'trust, icb or region'],
  demonstration: ['boolean', 'Fictional'],
  open: ['boolean', 'Open on the day'],
  closedOn: ['string', 'Its last day'],
  successors: ['array', 'ODS codes of those that took over'],
  trustType: ['string', 'As NHS England names it'],
  trustSubtype: ['string', 'As NHS England names it'],
  icb: ['string', 'ODS code of its integrated care board'],
  region: ['string', 'ODS code of its region'],
};

export const model: FieldsOf<ModelUsed> = {
  model: ['string', 'The model of maturity that was used'],
  version: ['integer', 'Its version'],
  title: ['string', 'Its title'],
  illustrative: ['boolean', 'Not signed off by clinicians'],
  inForce: ['boolean', 'False: none was in force yet, and the earliest stands in'],
};

export const split = {
  ...under('value', points('Of the intended value, what is kept')),
  ...under('notDeployed', points('Lost where it is not deployed')),
  ...under('notAdopted', points('Lost where it is deployed and not used')),
  ...under('notRealised', points('Lost where it is used and brings less than expected')),
  ...under(
    'optimisationGap',
    points(
      'The optimisation gap, the three losses together. Its low may be more than theirs: what is lost is known then, and not at which step',
    ),
  ),
  ...under(
    'useGap',
    points('The use gap, the first two losses together. Its low may be more than theirs, likewise'),
  ),
} as const;

export const coverages = {
  evidenceCoverage: share('Weight of which deployment, adoption and realisation are all known'),
  realisationCoverage: share('Weight of which the realisation is known'),
  headline: ['string', 'The gap that leads: use or optimisation'],
} as const satisfies Fields;

export const usedFacts = ['array', 'The facts it was made from'] as const;
export const counted = {
  numerator: ['integer', 'How many match, report or are shown'],
  denominator: ['integer', 'Of how many'],
} as const satisfies Fields;
