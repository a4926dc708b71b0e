import type {
  Duties,
  EntriesAnswer,
  EntryListed,
  SampleAnswer,
  SegregationAnswer,
} from '#read-models';
import { type FieldsOf } from '../fields.js';
import { known, type Answer } from './shared.js';

const entryListed: FieldsOf<EntryListed> = {
  entry: ['integer', 'Its number in the log'],
  position: ['string', 'Its place in the store'],
  eventId: ['string', 'Its id'],
  recordedAt: ['string', 'When it was recorded'],
  stream: ['string', 'The record it stands in'],
  type: ['string', 'What happened'],
  actor: ['string', 'Who recorded it; an opaque id'],
  role: ['string', 'In which role'],
  organisation: ['string', 'For which organisation'],
  correlation: ['string', 'As part of which request or import'],
  'effective.earliest': ['string', 'The first day that what it states may have been so'],
  'effective.latest': ['string', 'The last of them, from which it counts'],
  'effective.precision': ['string', 'How exactly the day is known'],
  factId: ['string', 'The fact that a correction or retraction mends'],
  reason: ['string', 'And why'],
  marks: [
    'array',
    'Of the fact it states: no-evidence, late-entry, after-closure, no-earlier-plan, below-gate, gate-unmeasured',
  ],
};
export const entries: Answer = {
  fields: {
    ...known,
    entries: ['array', 'Newest first'],
    next: ['integer', 'Before which entry the next page begins; null on the last'],
  } satisfies FieldsOf<EntriesAnswer>,
  rows: { at: 'entries', fields: entryListed },
};

export const sample: Answer = {
  fields: {
    ...known,
    seed: ['string', 'What the draws began with'],
    size: ['integer', 'How many were drawn; fewer than asked where the log has no more'],
    entries: ['array', 'In the order of the log'],
  } satisfies FieldsOf<SampleAnswer>,
  rows: { at: 'entries', fields: entryListed },
};

const duties: FieldsOf<Duties> = {
  decided: [
    'string',
    'What was decided on: benefit-actual, benefit-approval, evidence-grade, stage-validation',
  ],
  outcome: ['string', 'Of the value of a benefit, validated or rejected; null of all else'],
  owner: ['string', 'Of which benefit, evidence or trust'],
  recordedEntry: ['integer', 'The entry that states it'],
  recordedBy: ['string', 'Who recorded that; an opaque id'],
  recordedRole: ['string', 'In which role'],
  recordedFor: ['string', 'For which organisation'],
  decidedEntry: ['integer', 'The entry of the decision'],
  decidedBy: ['string', 'Who decided; an opaque id'],
  decidedRole: ['string', 'In which role'],
  decidedFor: ['string', 'For which organisation'],
  together: ['boolean', 'One person did both; of a stage, one organisation'],
};
export const segregation: Answer = {
  fields: {
    ...known,
    counts: ['array', 'By what was decided on: how many together, of how many'],
    duties: ['array', 'Those done together first, then the newest'],
    next: ['integer', 'Where the next page begins; null on the last'],
  } satisfies FieldsOf<SegregationAnswer>,
  rows: { at: 'duties', fields: duties },
};

export const imports: Answer = {
  fields: {
    ...known,
    next: ['integer', 'Before which entry the next page begins; null on the last'],
    imports: ['array', 'Completed imports, and what became of the rows of their files'],
  },
};
