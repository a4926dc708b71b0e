import type {
  AssessmentsExplanation,
  BoardExplanation,
  BenefitsExplanation,
  CohortExplanation,
  CoverageExplanation,
  DueExplanation,
  EventUsed,
  Explanation,
  PoolsExplanation,
  PublishedExplanation,
  TargetExplanation,
  WaitingExplanation,
} from '#read-models';
import { under, type Field, type Fields, type FieldsOf } from '../fields.js';
import { counted, figured, model, type Answer } from './shared.js';

const eventUsed: FieldsOf<EventUsed> = {
  entry: ['integer', 'Its number in the log'],
  eventId: ['string', 'Its id'],
  type: ['string', 'What happened'],
  stream: ['string', 'The record it stands in'],
  recordedAt: ['string', 'When it was recorded'],
  factId: ['string', 'The fact it states or mends'],
  statedIn: ['string', 'The event that made the statement: of what it took back, an earlier one'],
  part: ['string', 'Its part in the figure'],
  about: ['string', 'The organisation, benefit, programme or model it is about'],
  recordedUnder: [
    'string',
    'The organisation under which the entry stands; null of what no trust owns',
  ],
  kind: ['string', 'The kind of fact'],
  subject: ['string', 'What it is about there'],
  capability: ['string', 'The capability it bears on; null: on all'],
  'effective.earliest': ['string', 'The first day it can have been'],
  'effective.latest': ['string', 'The last day it can have been'],
  'effective.precision': ['string', 'How exactly the day is known'],
  value: ['object', 'What it states'],
};
export const explanation: Answer = {
  fields: {
    ...figured,
    figure: ['string', 'stage, gap, progression, boundary or drivers'],
    organisation: ['string', 'ODS code'],
    capability: ['string', 'Only what bears on it; null: everything'],
    ...under('model', model),
    inputs: ['object', 'What the figure was computed from'],
    events: ['array', 'In the order of the log'],
  } satisfies FieldsOf<Omit<Explanation, 'inputs'>> & Readonly<{ inputs: Field }>,
  rows: { at: 'events', fields: eventUsed },
};

const explained = {
  ...figured,
  figure: ['string', 'Which figure is explained'],
  trusts: ['array', 'What each trust contributes: its inputs and events'],
  ...counted,
  next: ['string', 'The last trust of this page, where another follows'],
} as const satisfies Fields;
const eventOfTrust = {
  trust: ['string', 'The trust it is listed for; empty: for all'],
  counts: ['boolean', 'Whether that trust counts in the figure'],
  ...eventUsed,
} as const;
export const cohortExplanation: Answer = {
  fields: {
    ...explained,
    answer: ['object', 'The figure itself, as its own question answers it'],
    capability: ['string', 'Only what bears on it; null: everything'],
    successorsOn: ['string', 'The day whose successors are counted under; null: each as it was'],
    events: ['array', 'What concerns all trusts: the model, and what targets expect'],
  } satisfies FieldsOf<Omit<CohortExplanation, 'answer'>> & Readonly<{ answer: Field }>,
  rows: { fields: eventOfTrust },
};
export const coverageExplanation: Answer = {
  fields: {
    ...explained,
    answer: ['array', 'The coverage itself, as its own question answers it'],
    demonstration: ['boolean', 'Of the demonstration programme'],
  } satisfies FieldsOf<Omit<CoverageExplanation, 'answer'>> & Readonly<{ answer: Field }>,
  rows: { fields: eventOfTrust },
};
export const publishedExplanation: Answer = {
  fields: {
    ...explained,
    answer: ['array', 'The figures themselves, as their own question answers them'],
  } satisfies FieldsOf<PublishedExplanation>,
  rows: { fields: eventOfTrust },
};
export const boardExplanation: Answer = {
  fields: {
    ...explained,
    answer: ['array', 'The figures themselves, of all trusts together'],
    events: ['array', 'What concerns all trusts: the model'],
  } satisfies FieldsOf<BoardExplanation>,
  rows: { fields: eventOfTrust },
};
export const targetExplanation: Answer = {
  fields: {
    ...explained,
    answer: ['object', 'The figure itself, as its own question answers it'],
    events: ['array', 'What concerns all trusts: the terms, what was foretold, the model'],
  } satisfies FieldsOf<Omit<TargetExplanation, 'answer'>> & Readonly<{ answer: Field }>,
  rows: { fields: eventOfTrust },
};
const { next: _, ...whole } = explained;
export const poolsExplanation: Answer = {
  fields: {
    ...whole,
    answer: ['array', 'The pools themselves, as their own question answers them'],
  } satisfies FieldsOf<PoolsExplanation>,
  rows: { fields: eventOfTrust },
};
export const dueExplanation: Answer = {
  fields: {
    ...figured,
    figure: ['string', 'due'],
    organisation: ['string', 'ODS code'],
    answer: ['object', 'The list itself, as its own question answers it'],
    ...counted,
    events: ['array', 'In the order of the log'],
  } satisfies FieldsOf<Omit<DueExplanation, 'answer'>> & Readonly<{ answer: Field }>,
  rows: { at: 'events', fields: eventUsed },
};
export const waitingExplanation: Answer = {
  fields: {
    ...figured,
    figure: ['string', 'approvals'],
    organisation: ['string', 'ODS code'],
    answer: ['object', 'The list itself, as its own question answers it'],
    ...counted,
    events: ['array', 'In the order of the log'],
  } satisfies FieldsOf<Omit<WaitingExplanation, 'answer'>> & Readonly<{ answer: Field }>,
  rows: { at: 'events', fields: eventUsed },
};
export const assessmentsExplanation: Answer = {
  fields: {
    ...figured,
    figure: ['string', 'assessments'],
    organisation: ['string', 'ODS code'],
    answer: ['object', 'The scores themselves, as their own question answers them'],
    events: ['array', 'In the order of the log'],
  } satisfies FieldsOf<Omit<AssessmentsExplanation, 'answer'>> & Readonly<{ answer: Field }>,
  rows: { at: 'events', fields: eventUsed },
};
export const benefitsExplanation: Answer = {
  fields: {
    ...figured,
    figure: ['string', 'benefits'],
    organisation: ['string', 'ODS code'],
    benefit: ['string', 'The one asked about; null: all that are the trust’s on the day'],
    answer: ['array', 'How each stands, as the register lists it, and what its plan is worth'],
    numerator: ['integer', 'On track: green against their newest approval'],
    denominator: ['integer', 'Approved and not written off'],
    events: ['array', 'In the order of the log'],
  } satisfies FieldsOf<BenefitsExplanation>,
  rows: { at: 'events', fields: eventUsed },
};
