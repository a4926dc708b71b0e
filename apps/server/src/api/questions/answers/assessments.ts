import type { AssessedLine, AssessmentsAnswer } from '#read-models';
import { under, type FieldsOf } from '../fields.js';
import { figured, organisation, type Answer } from './shared.js';

const line: FieldsOf<AssessedLine> = {
  edition: ['string', 'The version of the instrument'],
  'effective.earliest': ['string', 'The first day on which it may have been so'],
  'effective.latest': ['string', 'The last of them, from which it counts'],
  'effective.precision': ['string', 'How exactly the day is known'],
  name: ['string', 'What is scored; net: positive less negative answers'],
  score: ['number', 'On the scale of the instrument'],
  selfAssessed: ['boolean', 'The trust scored itself; null for a survey'],
  'answers.positive': ['number', 'Of a survey: percent of the answers'],
  'answers.neutral': ['number', 'Of a survey: percent of the answers'],
  'answers.negative': ['number', 'Of a survey: percent of the answers'],
  'answers.respondents': ['integer', 'Of a survey: how many answered'],
  publishedOn: ['string', 'When that was published'],
  factId: ['string', 'The entry'],
  eventId: ['string', 'The event that states it now'],
};

export const assessments: Answer = {
  fields: {
    ...figured,
    ...under('organisation', organisation),
    'instrument.code': ['string', 'The one instrument that all lines are of'],
    'instrument.title': ['string', 'Its name'],
    'instrument.from': ['number', 'The low end of its scale'],
    'instrument.to': ['number', 'The high end of its scale'],
    lines: ['array', 'Newest first'],
  } satisfies FieldsOf<AssessmentsAnswer>,
  rows: { at: 'lines', fields: line },
};
