import type { AttentionAnswer, AttentionItem, AttentionKind } from '#read-models';
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
  since: ['string', 'Since when; of values not validated, the last day of the oldest'],
  pence: ['integer', 'What slid to later periods, or awaits validation; whole pence'],
  says: ['string', 'The reason in words'],
};
const attentionKind: FieldsOf<AttentionKind> = {
  kind: attentionItem.kind,
  numerator: ['integer', 'Trusts with any of it'],
  denominator: ['integer', 'Of how many'],
  items: ['integer', 'How many things to ask about'],
  pence: ['integer', 'What of them is in money; whole pence'],
};
const head = {
  ...figured,
  ...cohort,
  numerator: ['integer', 'Trusts with anything to ask about'],
  denominator: ['integer', 'Of how many'],
  kinds: ['array', 'How much of each kind'],
} as const;

export const attention: Answer = {
  fields: { ...head, items: ['array', 'By trust'] } satisfies FieldsOf<AttentionAnswer>,
  rows: { at: 'items', fields: attentionItem },
};

export const attentionKinds: Answer = {
  fields: head satisfies FieldsOf<Omit<AttentionAnswer, 'items'>>,
  rows: { at: 'kinds', fields: attentionKind },
};
