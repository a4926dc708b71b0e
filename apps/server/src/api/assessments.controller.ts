import type { AnyMessage } from '#event-sourcing';
import {
  AssessmentRequest,
  assessmentRefusals,
  assessmentStream,
  CorrectAssessmentDto,
  CorrectSurveyResultDto,
  ImportAssessmentDto,
  parseEditionId,
  RecordSurveyResultDto,
  RetractAssessmentDto,
  type AssessmentCommand,
  type AssessmentFact,
} from '#assessments';
import { notFound } from './http/problem.js';
import { organisation as organisations } from './records/owners.js';
import {
  recordsOf,
  type Collection,
  type Context,
  type Place,
} from './records/records.controller.js';

type Assessed = Collection & Readonly<{ fact: AssessmentFact['type'] }>;

const common = { action: 'record-public-statement', subject: 'edition' } as const;

const assessments: Assessed = {
  path: 'assessments',
  summary: 'Record what an instrument scored a trust in one of its editions',
  fact: 'AssessmentImported',
  entry: ImportAssessmentDto,
  correction: CorrectAssessmentDto,
  ...common,
};
const surveyResults: Assessed = {
  path: 'survey-results',
  summary: 'Record how those answered who use the record',
  fact: 'SurveyResultRecorded',
  entry: RecordSurveyResultDto,
  correction: CorrectSurveyResultDto,
  ...common,
};

export const assessmentRecords: Context = {
  tag: 'Assessments: recording',
  owner: organisations,
  record: 'this trust’s record of this edition',
  refusals: assessmentRefusals,
  retraction: RetractAssessmentDto,
  stream: (place) => assessmentStream(subjectOf(place)),
  request: (command: AnyMessage, asker, { place, ifRevision }) =>
    new AssessmentRequest(command as AssessmentCommand, asker, {
      subject: subjectOf(place),
      ...(ifRevision === undefined ? {} : { ifRevision }),
    }),
  collections: [assessments, surveyResults],
};

/** What maturity models and surveys say of a trust. */
export const AssessmentsController = recordsOf(assessmentRecords);

/** Of which edition, from the words of the address; no such edition is a 404. */
function subjectOf({ owner: organisation, subject = '' }: Place) {
  const edition = parseEditionId(subject);
  if (edition === undefined) throw notFound();
  return { organisation, edition };
}
