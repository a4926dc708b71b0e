import type { SummaryAnswer, Waiting, WaitingAnswer } from '#read-models';
import { under, type FieldsOf } from '../fields.js';
import { counted, organisation, figured, type Answer } from './shared.js';

const waiting: FieldsOf<Waiting> = {
  kind: ['string', 'benefit-actual, benefit-approval, evidence-grade or stage-validation'],
  subject: ['string', 'The benefit, the piece of evidence or the stage'],
  factId: ['string', 'The fact that waits; of an approval, the newest of profile and baseline'],
  on: ['string', 'The day it speaks of'],
  recordedOn: [
    'string',
    'The day it was first recorded; of a benefit to approve, the later of profile and baseline',
  ],
  entry: ['integer', 'The entry that states it as it stands'],
  amount: ['number', 'What came of a period, in pence or the unit of the benefit'],
  unit: ['string', 'pence, or the unit of its measure'],
  says: ['string', 'The same in words'],
  statedBy: ['array', 'Opaque ids of all who stated it: none of them may decide'],
};

export const approvals: Answer = {
  fields: {
    ...figured,
    ...counted,
    ...under('organisation', organisation),
    waiting: ['array', 'What speaks of the earliest day first'],
  } satisfies FieldsOf<WaitingAnswer>,
  rows: { at: 'waiting', fields: waiting },
};

export const summary: Answer = {
  fields: {
    ...figured,
    ...under('organisation', organisation),
    'criteria.stage': ['integer', 'The next stage'],
    'criteria.numerator': ['integer', 'Its criteria that are met'],
    'criteria.denominator': ['integer', 'Of those that apply'],
    'onTrack.numerator': ['integer', 'Benefits that are green against their newest approval'],
    'onTrack.denominator': ['integer', 'Of those approved and not written off'],
    onTrackOf: ['array', 'The same by class: class, numerator and denominator'],
    'overdue.numerator': ['integer', 'What is overdue'],
    'overdue.denominator': [
      'integer',
      'Of what is listed: overdue, or within three months; measurements only once overdue',
    ],
    'waiting.numerator': ['integer', 'What people of the trust decide on'],
    'waiting.denominator': ['integer', 'Of all that waits for a second person'],
  } satisfies FieldsOf<SummaryAnswer>,
};
