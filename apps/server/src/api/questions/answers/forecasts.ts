import type {
  ReachedBy,
  TargetCourseAnswer,
  TargetForecastAnswer,
  TrustOutlook,
} from '#read-models';
import { under, type Fields, type FieldsOf } from '../fields.js';
import { figured, usedFacts, type Answer } from './shared.js';
import { registered, target } from './targets.js';

const outlook = {
  distribution: ['array', 'Chance that 0, 1, 2 … trusts miss'],
  expected: ['number', 'How many miss, in the mean'],
  sd: ['number', 'By how much that spreads'],
  p10: ['integer', 'At the most so many, with a chance of a tenth'],
  p50: ['integer', 'With an even chance'],
  p90: ['integer', 'With a chance of nine tenths'],
  none: ['number', 'Chance that none misses'],
  asPlanned: ['number', 'Chance that as many miss as by their own dates'],
  moreThanPlanned: ['number', 'Chance that more do'],
} as const satisfies Fields;
const range = {
  low: ['integer', 'At the least'],
  high: ['integer', 'At the most'],
} as const satisfies Fields;

const trust: FieldsOf<TrustOutlook> = {
  code: ['string', 'ODS code'],
  name: ['string', 'Its name on the day'],
  reason: ['string', 'Why it has not reached the target'],
  supplier: ['string', 'Its supplier, whose trusts slip together'],
  probability: ['number', 'Chance, 0 to 1, to miss it; null where too little was observed'],
  state: ['string', 'How far it has come'],
  judgedBy: ['string', 'Months to the date stated, or how long others waited'],
  expected: ['string', 'The day last stated for it'],
  slack: ['integer', 'Months from that to the deadline'],
  classSize: ['integer', 'Slips seen to their end in its class'],
  censoredShare: ['number', 'Share of its class still going on'],
  insideView: ['string', 'meets, misses or no-date, by its own date'],
  flags: ['array', 'What to know of that chance'],
  facts: usedFacts,
};
const terms = {
  metric: target.metric,
  unit: target.unit,
  value: target.value,
  deadline: target.deadline,
  definition: target.definition,
  definitionVersion: target.definitionVersion,
  cohort: target.cohort,
  cohortVersion: target.cohortVersion,
  rebaselined: target.rebaselined,
};
export const targetForecast: Answer = {
  fields: {
    ...figured,
    programme: registered.programme,
    target: target.target,
    ...terms,
    deadlineOn: ['string', 'The last day of the deadline'],
    reached: ['integer', 'Trusts that have reached it'],
    needed: ['integer', 'How many it asks for, where it asks for a share'],
    'fallsShort.low': ['number', 'Chance, 0 to 1, that fewer reach it, at the least'],
    'fallsShort.high': ['number', 'And where none counts of whom nothing tells'],
    numerator: ['integer', 'Trusts that have not reached it'],
    denominator: ['integer', 'Trusts that its cohort lists'],
    untold: ['integer', 'Trusts of which nothing tells whether they have reached it'],
    unknown: [
      'integer',
      'Those of them that are not on the way to a go-live, so that they have no chance of their own',
    ],
    kind: ['string', 'distribution, or too-few-observations: below 15 slips seen to their end'],
    version: ['integer', 'Version of the algorithm'],
    completed: ['integer', 'Slips seen to their end'],
    censored: ['integer', 'Slips still going on'],
    ...under('insideView', range),
    ...under('judged', range),
    rho: ['number', 'Assumed correlation inside a supplier'],
    ...under('count', outlook),
    ...under('independent', outlook),
    sensitivity: ['array', 'The same by other correlations'],
    judgements: ['array', 'What people hold of the trusts, beside it'],
    trusts: ['array', 'The trusts that have not reached it, by code'],
    referenceFacts: usedFacts,
    scores: ['array', 'How published forecasts of this target did, beside two baselines'],
    losses: ['array', 'Baselines that did better for two quarters or more'],
    outcomes: ['integer', 'Chances of single trusts of which it is known what happened'],
    calibration: [
      'array',
      'By tenths of the chance given: how many trusts, the mean chance, and the share that missed; null below 15 outcomes',
    ],
  } satisfies FieldsOf<TargetForecastAnswer>,
  rows: { at: 'trusts', fields: trust },
};

const reachedBy: FieldsOf<ReachedBy> = {
  on: ['string', 'Last day of a quarter, or the day asked about where it still runs'],
  numerator: ['integer', 'Trusts that had reached it by then'],
  unknown: ['integer', 'Trusts of which nothing tells'],
  denominator: ['integer', 'Trusts that its cohort lists'],
};
export const targetCourse: Answer = {
  fields: {
    ...figured,
    programme: registered.programme,
    target: target.target,
    deadlineOn: ['string', 'The last day of the deadline'],
    reached: ['array', 'Quarter by quarter, by the definition and the cohort it has now'],
    ahead: ['array', 'How many of those still to come won’t have, by the end of coming quarters'],
  } satisfies FieldsOf<TargetCourseAnswer>,
  rows: { at: 'reached', fields: reachedBy },
};
