import type { AttentionAnswer, AttentionItem } from '#read-models';
import type { FieldsOf } from '../fields.js';
import { cohort } from './programmes.js';
import { figured, type Answer } from './shared.js';

const attentionItem: FieldsOf<AttentionItem> = {
  code: ['string', 'ODS code of the trust'],
  name: ['string', 'Its name on the day'],
  kind: [
    'string',
    'go-live-overdue, measurement-overdue, slipped, unvalidated, or silent: no entry for 30 days',
  ],
  subject: ['string', 'The benefit or the deployment; empty of a trust that is silent'],
  since: ['string', 'Since when'],
  pence: ['integer', 'What slid to later periods, or awaits validation; whole pence'],
  says: ['string', 'The reason in words'],
};
export const attention: Answer = {
  fields: {
    ...figured,
    ...cohort,
    numerator: ['integer', 'Trusts with anything to ask about'],
    denominator: ['integer', 'Of how many'],
    items: ['array', 'By trust'],
  } satisfies FieldsOf<AttentionAnswer>,
  rows: { at: 'items', fields: attentionItem },
};
