import type { ComparisonAnswer, FigureMoved, Standing, Value } from '#read-models';
import { under, type FieldsOf } from '../fields.js';
import { cohortGap, stageCounts } from './programmes.js';
import { figured, stamp, type Answer } from './shared.js';

const standing: FieldsOf<Standing> = {
  ...stamp,
  trusts: ['integer', 'Trusts open on the day'],
  'stages.trusts': ['integer', 'Trusts that count'],
  ...under('stages', stageCounts),
  ...under('gap', cohortGap),
  'withEpr.low': ['integer', 'Trusts that have an EPR, as far as is known'],
  'withEpr.high': ['integer', 'The same, if all of which nothing tells had one'],
  'validated.CRB': [
    'integer',
    'Cash-releasing, validated to date; whole pence, null without any benefit',
  ],
  'validated.NCRB': ['integer', 'The same, non-cash-releasing'],
  'validated.SB': ['integer', 'The same, societal'],
};

const value = (when: string) =>
  ({
    low: ['number', `${when}, at the least`],
    high: ['number', `${when}, at the most`],
    unit: [
      'string',
      'stage, epr (1 has one, 0 has none), points (of 100), pence, or the unit of the target',
    ],
    by: ['string', 'The deadline of a target'],
  }) as const satisfies FieldsOf<Value>;

const moved: FieldsOf<FigureMoved> = {
  how: ['string', 'happened between the days, or learned since about the earlier one'],
  aspect: [
    'string',
    'stage, validated-stage, epr, use-gap, optimisation-gap, benefits (validated, by class), or target',
  ],
  code: ['string', 'ODS code of the trust; of a target, its programme'],
  name: ['string', 'The name of the trust, or what the target measures'],
  subject: ['string', 'The class of the benefits (CRB, NCRB or SB), or the target'],
  change: [
    'string',
    'new (nothing was known before), changed, corrected, or withdrawn (nothing is known any more)',
  ],
  ...under('before', value('What it was')),
  ...under('after', value('What it is')),
  entries: [
    'integer',
    'How many entries about this trust or target moved it; 0 where something went out of date, or what all are measured by changed',
  ],
  'cause.entry': ['integer', 'The newest of these entries'],
  'cause.kind': ['string', 'What kind of fact it is about'],
  'cause.eventId': ['string', 'The id of that event'],
  'cause.type': ['string', 'And its type'],
  'cause.recordedAt': ['string', 'When it was recorded'],
  'cause.role': ['string', 'By which role'],
  'cause.organisation': ['string', 'For which organisation'],
  'cause.reason': ['string', 'Why, where it mends another'],
};

export const comparison: Answer = {
  fields: {
    ...figured,
    programme: ['string', 'The programme'],
    ...under('told', standing),
    ...under('earlier', standing),
    ...under('later', standing),
    happened: ['array', 'What moved between the two days, both as known now'],
    learned: ['array', 'What is known of the earlier day now, and was not at the earlier moment'],
  } satisfies FieldsOf<ComparisonAnswer>,
  rows: { fields: moved },
};
