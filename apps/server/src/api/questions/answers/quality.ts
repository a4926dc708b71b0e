import type {
  DataQualityAnswer,
  QualityLine,
  TrustQualityAnswer,
  TrustQualityLine,
} from '#read-models';
import { under, type FieldsOf } from '../fields.js';
import { cohort } from './programmes.js';
import { figured, model, organisation, type Answer } from './shared.js';

const line: FieldsOf<QualityLine> = {
  measure: [
    'string',
    'completeness, missing, timeliness, self-assessed, evidence, said-by, corrections, silent or overdue',
  ],
  of: ['string', 'What of it is measured: inputs, a kind of fact, a grade, a cadence'],
  numerator: ['integer', 'How many: known, missing, told within 30 days, self-assessed, overdue'],
  denominator: ['integer', 'Of how many; what there is nothing of has no line'],
  medianDays: [
    'integer',
    'Of timeliness: days within which half were recorded; below 0 ahead of their day',
  ],
  p90Days: ['integer', 'Of timeliness: days within which nine tenths were recorded'],
};
const measures = ['array', 'Each with its two counts'] as const;

const head = {
  ...figured,
  ...cohort,
  ...under('model', model),
  programme: ['string', 'Name of the programme'],
  numerator: ['integer', 'Trusts that recorded anything in the last 30 days'],
  denominator: ['integer', 'Trusts'],
  periods: ['array', 'Names of the periods closed by the day'],
} as const;

export const dataQuality: Answer = {
  fields: { ...head, measures } satisfies FieldsOf<Omit<DataQualityAnswer, 'trusts'>>,
  rows: { at: 'measures', fields: line },
};

const trustLine: FieldsOf<TrustQualityLine> = {
  code: ['string', 'ODS code of the trust'],
  name: ['string', 'Its name on the day'],
  ...line,
};
export const trustsQuality: Answer = {
  fields: { ...head, trusts: measures } satisfies FieldsOf<Omit<DataQualityAnswer, 'measures'>>,
  rows: { at: 'trusts', fields: trustLine },
};

export const trustQuality: Answer = {
  fields: {
    ...figured,
    ...under('organisation', organisation),
    ...under('model', model),
    measures,
  } satisfies FieldsOf<TrustQualityAnswer>,
  rows: { at: 'measures', fields: line },
};
