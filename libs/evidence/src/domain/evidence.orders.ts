import type { MessagesOf, Named } from '#event-sourcing';
import type { Circumstances, CorrectionOrders, OrderFor } from '#facts';
import type { EvidenceId } from '#vocabulary';
import type { EvidenceFact } from './evidence.events.js';

type For<Type extends EvidenceFact['type']> = OrderFor<Named<EvidenceFact, Type>['data']>;

/** What a file is and which entry is graded is found out, and not believed. */
export type EvidenceOrder = MessagesOf<{
  AttachEvidence: Omit<For<'EvidenceAttached'>, 'mediaType' | 'bytes'>;
  GradeEvidence: Omit<For<'EvidenceGraded'>, 'names'>;
  WithdrawEvidence: For<'EvidenceWithdrawn'>;
}>;

export type EvidenceCommand = EvidenceOrder | CorrectionOrders<EvidenceOrder>;

/** What the rules need from outside the stream. */
export type EvidenceCircumstances = Circumstances &
  Readonly<{
    /** Whose stream is written: a correction must not carry a fact into another one. */
    evidenceId: EvidenceId;
    /** The file that is to be attached, as it is kept; undefined where there is none. */
    file: Readonly<{ mediaType: string; bytes: number }> | undefined;
  }>;
