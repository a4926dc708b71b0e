import type { AnyMessage } from '#event-sourcing';
import {
  AttachEvidenceDto,
  CorrectAttachmentDto,
  CorrectEvidenceWithdrawalDto,
  CorrectGradeDto,
  evidenceRefusals,
  EvidenceRequest,
  evidenceStream,
  GradeEvidenceDto,
  organisationOf,
  RetractEvidenceEntryDto,
  WithdrawEvidenceDto,
  type EvidenceCommand,
  type EvidenceFact,
} from '#evidence';
import { parseEvidenceId, type EvidenceId } from '#vocabulary';
import { notFound } from './http/problem.js';
import { organisation as organisations } from './records/owners.js';
import {
  recordsOf,
  type Collection,
  type Context,
  type Place,
} from './records/records.controller.js';

type OfEvidence = Collection & Readonly<{ fact: EvidenceFact['type'] }>;

const subject = 'evidenceId';

const attachments: OfEvidence = {
  path: 'evidence',
  summary: 'Attach a file that was uploaded, or a link, as evidence',
  fact: 'EvidenceAttached',
  action: 'record-own-facts',
  entry: AttachEvidenceDto,
  correction: CorrectAttachmentDto,
  subject,
};
const grades: OfEvidence = {
  path: 'evidence-grades',
  summary: 'Give evidence a grade: how far it carries',
  fact: 'EvidenceGraded',
  action: 'grade-evidence',
  entry: GradeEvidenceDto,
  correction: CorrectGradeDto,
  subject,
};
const withdrawals: OfEvidence = {
  path: 'evidence-withdrawals',
  summary: 'Withdraw evidence that does not show what it was attached for',
  fact: 'EvidenceWithdrawn',
  action: 'record-own-facts',
  entry: WithdrawEvidenceDto,
  correction: CorrectEvidenceWithdrawalDto,
  subject,
};

export const evidenceRecords: Context = {
  tag: 'Evidence: recording',
  owner: organisations,
  record: 'the record of this evidence',
  refusals: evidenceRefusals,
  retraction: RetractEvidenceEntryDto,
  stream: (place) => evidenceStream(evidenceIn(place)),
  request: (command: AnyMessage, asker, { place, ifRevision }) =>
    new EvidenceRequest(command as EvidenceCommand, asker, {
      subject: evidenceIn(place),
      ...(ifRevision === undefined ? {} : { ifRevision }),
    }),
  collections: [attachments, grades, withdrawals],
};

/** What an organisation has to show for what it records. */
export const EvidenceController = recordsOf(evidenceRecords);

/** The evidence an address names; that of another organisation is not under this one's. */
export function evidenceIn({ owner: organisation, subject: named = '' }: Place): EvidenceId {
  const evidenceId = parseEvidenceId(named);
  if (evidenceId === undefined || organisationOf(evidenceId) !== organisation) throw notFound();
  return evidenceId;
}
