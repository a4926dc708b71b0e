import type { MessagesOf } from '#event-sourcing';
import type { Corrections, FactBasis } from '#facts';
import type { EvidenceId, FreeText, IsoDate, OdsCode } from '#vocabulary';

/** 0 an assertion, 1 self-declared, 2 a report of a system, 3 validated from outside. */
export const evidenceGrades = [0, 1, 2, 3] as const;
export type EvidenceGrade = (typeof evidenceGrades)[number];

type OfEvidence = FactBasis & { organisation: OdsCode; evidenceId: EvidenceId };

/** Everything that can happen to a piece of evidence; one stream for each content of an organisation. */
export type EvidenceFact = MessagesOf<{
  /** A file by its SHA-256, with what its bytes are, or a link. The day is that of the document. */
  EvidenceAttached: OfEvidence & {
    title: FreeText;
    sha256?: string;
    mediaType?: string;
    /** Size of the file. */
    bytes?: number;
    url?: string;
    /** What it speaks of, where that is a span of days. */
    period?: Readonly<{ from: IsoDate; to: IsoDate }>;
    /** The last day on which it counts; without one, it does not expire. */
    validUntil?: IsoDate;
  };
  /** Holds for the event it names, until that is corrected. */
  EvidenceGraded: OfEvidence & { grade: EvidenceGrade; names: string; why?: FreeText };
  /** It does not show what it was attached for; it stays, with the reason. */
  EvidenceWithdrawn: OfEvidence & { why: FreeText };
}>;

export type EvidenceEvent = EvidenceFact | Corrections<EvidenceFact>;
