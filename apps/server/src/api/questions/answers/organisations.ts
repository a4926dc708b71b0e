import type {
  CoverageOn,
  EprCoverageAnswer,
  OrganisationsAnswer,
  ProfileAnswer,
  TimelineAnswer,
  TimelineFact,
} from '#read-models';
import { under, type FieldsOf } from '../fields.js';
import { counted, organisation, figured, stamp, type Answer } from './shared.js';

export const organisations: Answer = {
  fields: {
    ...stamp,
    ...counted,
    organisations: ['array', 'The organisations'],
  } satisfies FieldsOf<OrganisationsAnswer>,
  rows: { at: 'organisations', fields: organisation },
};

export const profile: Answer = {
  fields: {
    ...stamp,
    ...under('organisation', organisation),
    predecessors: ['array', 'ODS codes of those it took over from'],
    eprStatus: ['object', 'What a source last said of its record'],
    live: ['array', 'What runs, or ran, where'],
    goLivePlans: ['array', 'What was said of go-lives, in the order in which it was stated'],
    milestones: ['array', 'Other steps on the way'],
    partnerFlows: ['array', 'Exchange with partners'],
  } satisfies FieldsOf<ProfileAnswer>,
};

const coverageOn: FieldsOf<CoverageOn> = {
  source: ['string', 'Who says so'],
  url: ['string', 'Where'],
  on: ['string', 'The day the source speaks of'],
  ...under('inSource', counted),
  ...under('ofOpenTrusts', counted),
  openButNotInSource: ['array', 'Trusts open that day which the source does not name'],
  inSourceButNotOpen: ['array', 'Trusts the source names which were not open that day'],
};
export const coverage: Answer = {
  fields: {
    ...figured,
    demonstration: ['boolean', 'Of the demonstration programme'],
    coverage: ['array', 'By source and day'],
  } satisfies FieldsOf<EprCoverageAnswer>,
  rows: { at: 'coverage', fields: coverageOn },
};

const timelineFact: FieldsOf<TimelineFact> = {
  factId: ['string', 'Its reference; it keeps it through every correction'],
  status: ['string', 'current, corrected or retracted'],
  stands: ['boolean', 'False where it was taken back, or is about another now'],
  'effective.earliest': ['string', 'The first day it can have been'],
  'effective.latest': ['string', 'The last day it can have been, from which figures count it'],
  'effective.precision': ['string', 'How exactly the day is known'],
  order: ['integer', 'Place among statements of the same day'],
  firstEntry: ['integer', 'The entry at which it was first stated'],
  values: ['array', 'What it states: kind, subject, value'],
  'basis.source.name': ['string', 'Where it was taken from'],
  'basis.source.url': ['string', 'Where that can be read'],
  'basis.source.statedOn': ['string', 'When it was said'],
  'basis.source.publishedOn': ['string', 'When that was published'],
  'basis.source.gatheredOn': [
    'string',
    'When it was read, where it does not say when it was published',
  ],
  'basis.source.order': ['integer', 'Place among undated statements of the source'],
  'basis.source.caution': ['string', 'What the source leaves uncertain'],
  'basis.evidence': ['string', 'Reference of a piece of evidence'],
  'basis.reason': ['string', 'Why it was recorded late, or why a stage went down'],
  'basis.marks': ['array', 'What a reader should know beside the values'],
  restsOnMended: ['array', 'Facts it rests on that were mended since it was last stated'],
  history: ['array', 'Every statement of it, from the first to the last known'],
};
export const timeline: Answer = {
  fields: {
    ...stamp,
    ...under('organisation', organisation),
    ...counted,
    facts: ['array', 'Newest day first'],
  } satisfies FieldsOf<TimelineAnswer>,
  rows: { at: 'facts', fields: timelineFact },
};
