import type { MessagesOf } from '#event-sourcing';
import type { Corrections, FactBasis } from '#facts';
import type { OdsCode } from '#vocabulary';
import type { EditionId } from './instruments.js';

type Assessed = FactBasis & { organisation: OdsCode; edition: EditionId };

/** Everything that can be said of an organisation in one edition of an instrument. */
export type AssessmentFact = MessagesOf<{
  /** Scores by name, on the scale of the instrument; what is missing is unknown. */
  AssessmentImported: Assessed & {
    scores: Readonly<Record<string, number>>;
    /** The organisation scored itself. */
    selfAssessed: boolean;
  };
  /** Percent of those who answered; the rest is neutral, and counts for nothing. */
  SurveyResultRecorded: Assessed & { positive: number; negative: number; respondents: number };
}>;

export type AssessmentEvent = AssessmentFact | Corrections<AssessmentFact>;
