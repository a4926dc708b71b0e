import type { GapAnswer, StageAnswer, TrustProgression, TrustStagesAnswer } from '#read-models';
import { under, type Fields, type FieldsOf } from '../fields.js';
import {
  coverages,
  model,
  organisation,
  share,
  split,
  figured,
  usedFacts,
  type Answer,
} from './shared.js';

type StageFigure = NonNullable<StageAnswer['stage']>;
const criterion: FieldsOf<StageFigure['criteria'][number]> = {
  capability: ['string', 'Its code in the model'],
  stage: ['integer', 'The stage it is a criterion of'],
  state: ['string', 'met, short, unknown, out-of-date or not-applicable'],
  'adoption.numerator': ['integer', 'Uses through the capability'],
  'adoption.denominator': ['integer', 'Of so many'],
  'adoption.value': share('Adoption'),
  deployment: share('Weight of the sites where it is live'),
  'thresholds.adoption': share('What adoption must reach'),
  'thresholds.deployment': share('What deployment must reach'),
  'shortBy.adoption': share('Missing to the threshold of adoption'),
  'shortBy.deployment': share('Missing to the threshold of deployment'),
  facts: usedFacts,
};
export const standing = {
  'declared.stage': ['integer', 'What the trust says'],
  'declared.aboveEvidenced': ['boolean', 'It is above what the evidence shows'],
  'declared.fact': ['object', 'The fact that says so'],
  evidenced: ['string', 'not-reported, where nothing is known'],
  'evidenced.low': ['integer', 'What the evidence shows'],
  'evidenced.high': ['integer', 'The same, were the unknown and the out-of-date met'],
  'validated.stage': ['integer', 'What another organisation confirmed'],
  'validated.expires': ['string', 'The last day on which that counts'],
  'validated.validator': ['string', 'ODS code of who confirmed it'],
  'validated.fact': ['object', 'The fact that says so'],
  'validated.aboveEvidenced': ['boolean', 'It is above what the evidence shows'],
  'attainment.stage': ['integer', 'The stage above the one the evidence shows'],
  'attainment.low': share('Attained of it, at the least'),
  'attainment.high': share('Attained of it, at the most'),
} as const satisfies Fields;
const whole = {
  lens: ['string', 'as-was or as-is'],
  parts: ['array', 'ODS codes of the trusts it is made of on the day; as-was, itself'],
} as const satisfies Fields;
export const stage: Answer = {
  fields: {
    ...figured,
    ...whole,
    stageOf: ['string', 'ODS code of the part that has it: the lowest'],
    ...under('organisation', organisation),
    ...under('model', model),
    ...under('stage', {
      ...standing,
      criteria: ['array', 'Each mandatory capability, held against its thresholds'],
      missing: ['array', 'The criteria of the next stage that are not met'],
      facts: usedFacts,
    } as const),
  } satisfies FieldsOf<StageAnswer>,
  rows: { at: 'stage.criteria', fields: criterion },
};

type CapabilityGap = NonNullable<GapAnswer['gap']>['capabilities'][number];
const capabilityGap: FieldsOf<CapabilityGap> = {
  organisation: ['string', 'ODS code of the part it is the gap of'],
  capability: ['string', 'Its code in the model'],
  weight: ['number', 'Its weight in the model'],
  ...split,
  d: share('d: weight of the sites where it is live'),
  a: share('a: adoption'),
  r: share('r: realised of the expected benefit'),
  ...under('linked', {
    share: share('r by its linked benefits; left out: one of them is unknown, or none is due'),
    'bounds.low': share('The same, were the unknown not realised at all'),
    'bounds.high': share('The same, were they realised in full'),
    expectedWeight: ['number', 'Weight of the linked benefits of which anything is expected yet'],
    knownWeight: ['number', 'Weight of those with a validated actual'],
    benefits: ['array', 'Each linked benefit: validated, expected, share'],
  } as const),
  facts: usedFacts,
};
export const gap: Answer = {
  fields: {
    ...figured,
    ...whole,
    ...under('organisation', organisation),
    ...under('model', model),
    ...under('gap', {
      weight: ['number', 'Weight of the capabilities that count for the trust'],
      ...split,
      ...coverages,
      reported: ['boolean', 'False: there is no input at all'],
      capabilities: ['array', 'The gap of each capability'],
      facts: usedFacts,
    } as const),
  } satisfies FieldsOf<GapAnswer>,
  rows: { at: 'gap.capabilities', fields: capabilityGap },
};

const interval: FieldsOf<TrustProgression['intervals'][number]> = {
  from: ['string', 'The first day'],
  to: ['string', 'The last day; left out where it still holds'],
  declared: ['integer', 'The stage the trust declared'],
  evidencedLow: ['integer', 'The stage the evidence shows; left out: not reported'],
  evidencedHigh: ['integer', 'The same, were the unknown and the out-of-date met'],
  validated: ['integer', 'The stage another organisation confirmed'],
  missing: ['array', 'Capabilities of the next stage whose criteria are not met'],
};
export const trustStages: Answer = {
  fields: {
    ...figured,
    ...under('model', model),
    code: ['string', 'ODS code'],
    name: ['string', 'Its name'],
    lens: whole.lens,
    intervals: ['array', 'The stage from day to day'],
  } satisfies FieldsOf<TrustStagesAnswer>,
  rows: { at: 'intervals', fields: interval },
};
