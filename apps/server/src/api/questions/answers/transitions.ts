import type { MixAhead, TransitionsAnswer, TransitionsFrom } from '#read-models';
import { under, type FieldsOf } from '../fields.js';
import { cohort } from './programmes.js';
import { figured, model, share, type Answer } from './shared.js';

const from: FieldsOf<TransitionsFrom> = {
  stage: ['integer', 'The stage at the end of a quarter'],
  observed: ['integer', 'How often a trust was seen at it and again a quarter later'],
  counts: ['array', 'How often at stage 0, 1, 2, 3 and 4 then'],
  chances: [
    'array',
    'The chances of the next quarter, smoothed; null while too few moves were seen',
  ],
  ...under('time', {
    lengths: ['array', 'Stays at the stage seen from their first day to their last, in days'],
    median: ['number', 'Half of these were shorter, in days'],
    'middle.from': ['number', 'Where the middle half of them begins; of four stays at the least'],
    'middle.to': ['number', 'Where it ends'],
    lasting: ['integer', 'Stays that still last'],
    partly: ['integer', 'Stays of which the first or the last day was not seen'],
  } as const),
};
export const transitions: Answer = {
  fields: {
    ...figured,
    ...cohort,
    ...under('model', model),
    from: ['string', 'The first quarter end looked at'],
    to: ['string', 'The last'],
    numerator: ['integer', 'Moves to another stage'],
    denominator: ['integer', 'Pairs of quarter ends at which a trust was reported'],
    regressions: ['integer', 'Moves to a lower stage'],
    fewestMoves: ['integer', 'Moves that chances take at the least'],
    stages: ['array', 'From each stage'],
    ahead: [
      'array',
      'How many trusts are expected at stage 0, 1, 2, 3 and 4, quarter by quarter, if moves go on as they did; empty while too few moves were seen',
    ],
    share: share('The part of the reporting trusts that `until` asks about'),
    until: ['array', 'Quarters until so many are at each stage or above; null: over ten years'],
  } satisfies FieldsOf<TransitionsAnswer>,
  rows: { at: 'stages', fields: from },
};
/** The same answer, with what lies ahead for rows. */
export const stagesAhead: Answer = {
  fields: transitions.fields,
  rows: {
    at: 'ahead',
    fields: {
      quarters: ['integer', 'Quarters from the day asked about'],
      on: ['string', 'That day'],
      trusts: ['array', 'Trusts expected at stage 0, 1, 2, 3 and 4; fractions among them'],
    } satisfies FieldsOf<MixAhead>,
  },
};
