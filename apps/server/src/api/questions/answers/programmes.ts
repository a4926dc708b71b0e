import type {
  GapGroup,
  GapRollUpAnswer,
  ProgressionAnswer,
  QuarterCounts,
  StageDistributionAnswer,
  StageGroup,
  TrustStanding,
} from '#read-models';
import { under, type Fields, type FieldsOf } from '../fields.js';
import { coverages, model, organisation, split, figured, type Answer } from './shared.js';
import { standing } from './trusts.js';

export const cohort = {
  'cohort.name': ['string', 'Who is in it'],
  'cohort.on': ['string', 'On which day'],
  'cohort.lens': ['string', 'as-was or as-is'],
  'cohort.trusts': ['integer', 'How many trusts it has'],
  'cohort.weights': ['string', 'How much each of them counts'],
  'cohort.demonstration': ['boolean', 'Of the demonstration programme'],
  'cohort.icb': ['string', 'Of this ICB only'],
  'cohort.region': ['string', 'Of this region only'],
  'cohort.trustType': ['string', 'Of this type only'],
} as const satisfies Fields;

export const group = {
  code: ['string', 'The code, or the words, of the group'],
  name: ['string', 'Its name'],
  numerator: ['integer', 'Trusts with any input'],
  denominator: ['integer', 'Trusts in the group'],
} as const satisfies Fields;
export const cohortGap = {
  weight: ['number', 'Sum of the weights of the trusts'],
  ...split,
  ...coverages,
  trusts: ['integer', 'Trusts that count'],
  reported: ['integer', 'Of these, those with any input'],
  notReported: ['integer', 'And those without'],
} as const satisfies Fields;
const gapGroup: FieldsOf<GapGroup> = { ...group, ...under('gap', cohortGap) };
const groups = {
  ...figured,
  ...cohort,
  ...under('model', model),
  by: ['string', 'What the groups are: nation, region, icb or trustType'],
  groups: ['array', 'The groups'],
} as const;
export const gaps: Answer = {
  fields: { ...groups, ...under('total', gapGroup) } satisfies FieldsOf<GapRollUpAnswer>,
  rows: { at: 'groups', fields: gapGroup },
};

const atEach = {
  1: ['integer', 'Trusts at stage 1'],
  2: ['integer', 'Trusts at stage 2'],
  3: ['integer', 'Trusts at stage 3'],
  4: ['integer', 'Trusts at stage 4'],
} as const;
export const stageCounts = {
  ...under('evidenced', {
    0: ['integer', 'Trusts that do not show stage 1'],
    ...atEach,
    notReported: ['integer', 'Trusts of which nothing is known'],
  } as const),
  ...under('evidencedHigh', {
    0: ['integer', 'Trusts surely below stage 1'],
    1: ['integer', 'Trusts at stage 1 at the most'],
    2: ['integer', 'Trusts at stage 2 at the most'],
    3: ['integer', 'Trusts at stage 3 at the most'],
    4: ['integer', 'Trusts that may be at stage 4'],
  } as const),
  ...under('declared', { ...atEach, none: ['integer', 'Trusts that declared none'] } as const),
  ...under('validated', {
    ...atEach,
    none: ['integer', 'Trusts of which none is confirmed'],
  } as const),
} as const;
const stageGroup: FieldsOf<StageGroup> = {
  ...group,
  'stages.trusts': ['integer', 'Trusts that count'],
  ...under('stages', stageCounts),
};
const trustStanding: FieldsOf<TrustStanding> = {
  code: organisation.code,
  name: organisation.name,
  icb: organisation.icb,
  region: organisation.region,
  ...standing,
};
export const stages: Answer = {
  fields: {
    ...groups,
    ...under('total', stageGroup),
    trusts: ['array', 'The trusts of the cohort'],
  } satisfies FieldsOf<StageDistributionAnswer>,
  rows: { at: 'trusts', fields: trustStanding },
};

const quarter: FieldsOf<QuarterCounts> = {
  on: ['string', 'The last day of the quarter, or the day asked about while it runs'],
  numerator: ['integer', 'Trusts that reported'],
  denominator: ['integer', 'Trusts that were open'],
  ...stageCounts,
};
export const progression: Answer = {
  fields: {
    ...figured,
    ...cohort,
    ...under('model', model),
    trusts: ['array', 'The stages of each trust, from day to day'],
    quarters: ['array', 'How many trusts were at each stage'],
  } satisfies FieldsOf<ProgressionAnswer>,
  rows: { at: 'quarters', fields: quarter },
};
