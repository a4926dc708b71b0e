export {
  CorrectAssessmentDto,
  CorrectSurveyResultDto,
  ImportAssessmentDto,
  RecordSurveyResultDto,
  RetractAssessmentDto,
} from './assessment.dto.js';
export { AssessmentRequest, AssessmentSeries } from './assessment.handler.js';
export { AssessmentsModule } from './assessments.module.js';
export type { AssessmentEvent, AssessmentFact } from './domain/assessment.events.js';
export {
  assessmentStream,
  type AssessmentCommand,
  type AssessmentOrder,
  type AssessmentSubject,
} from './domain/assessment.orders.js';
export { assessmentRefusals, type AssessmentRefusal } from './domain/assessment.refusals.js';
export {
  editionOf,
  instrumentCodes,
  instruments,
  parseEditionId,
  type EditionId,
  type InstrumentCode,
} from './domain/instruments.js';
