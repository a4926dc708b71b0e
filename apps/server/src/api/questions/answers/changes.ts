import type { ChangesAnswer, FactChanged } from '#read-models';
import { under, type Fields, type FieldsOf } from '../fields.js';
import { stamp, type Answer } from './shared.js';

const said = {
  'effective.earliest': ['string', 'The first day it may count from'],
  'effective.latest': ['string', 'The day it counts from'],
  'effective.precision': ['string', 'day, month, year, or before-records'],
  value: ['object', 'What it says'],
  amount: [
    'number',
    'Of a validation or rejection, the value it decides on, in pence or the unit of the benefit; null of all else',
  ],
} as const satisfies Fields;

const changed: FieldsOf<FactChanged> = {
  change: [
    'string',
    'new, moved (a plan that says otherwise than the one before), corrected, withdrawn, or passing (recorded and withdrawn in between)',
  ],
  owner: ['string', 'Of which organisation, or what else it is about'],
  kind: ['string', 'What kind of fact'],
  subject: ['string', 'And of what, for example a capability'],
  factId: ['string', 'Its reference'],
  ...under('before', said),
  ...under('after', said),
  ...under('between', said),
  recordedUnder: [
    'string',
    'The organisation under which its entries stand; null of what no trust owns',
  ],
  cause: ['string', 'Why, as whoever recorded it said'],
  entry: ['integer', 'The entry that changed it last'],
  eventId: ['string', 'The id of that event'],
  type: ['string', 'And its type'],
  recordedAt: ['string', 'When that was recorded'],
  role: ['string', 'By which role'],
  organisation: ['string', 'For which organisation'],
};

export const changes: Answer = {
  fields: {
    ...stamp,
    sinceEntry: ['integer', 'Changes after this entry; 0 is the beginning'],
    sinceRecordedAt: ['string', 'When that entry was recorded'],
    facts: ['integer', 'How many facts changed in all'],
    'counts.new': ['integer', 'Of these, new'],
    'counts.moved': ['integer', 'Of these, plans that moved'],
    'counts.corrected': ['integer', 'Of these, corrected'],
    'counts.withdrawn': ['integer', 'Of these, withdrawn'],
    'counts.passing': ['integer', 'Recorded and withdrawn in between'],
    changes: ['array', 'Newest change first'],
    next: ['integer', 'Before which entry the next page begins; null on the last'],
  } satisfies FieldsOf<ChangesAnswer>,
  rows: { at: 'changes', fields: changed },
};
