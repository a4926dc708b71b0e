import type { MessagesOf, Named } from '#event-sourcing';
import type { Circumstances, CorrectionOrders, OrderFor } from '#facts';
import type { OdsCode } from '#vocabulary';
import type { AssessmentFact } from './assessment.events.js';
import type { EditionId } from './instruments.js';

type For<Type extends AssessmentFact['type']> = OrderFor<Named<AssessmentFact, Type>['data']>;

export type AssessmentOrder = MessagesOf<{
  ImportAssessment: For<'AssessmentImported'>;
  RecordSurveyResult: For<'SurveyResultRecorded'>;
}>;

export type AssessmentCommand = AssessmentOrder | CorrectionOrders<AssessmentOrder>;

/** Whose record it is, in which edition of which instrument. */
export type AssessmentSubject = Readonly<{ organisation: OdsCode; edition: EditionId }>;

export const assessmentStream = ({ organisation, edition }: AssessmentSubject): string =>
  `assessment-${organisation}-${edition}`;

/** What the rules need from outside the stream. */
export type AssessmentCircumstances = Circumstances &
  Readonly<{
    /** The stream that is written: a correction must not carry a fact into another one. */
    stream: string;
  }>;
