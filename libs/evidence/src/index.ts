export type { EvidenceEvent, EvidenceFact, EvidenceGrade } from './domain/evidence.events.js';
export { evidenceGrades } from './domain/evidence.events.js';
export type { EvidenceCommand, EvidenceOrder } from './domain/evidence.orders.js';
export { evidenceRefusals, type EvidenceRefusal } from './domain/evidence.refusals.js';
export type { EvidenceStanding } from './domain/evidence.standing.js';
export {
  AttachEvidenceDto,
  CorrectAttachmentDto,
  CorrectEvidenceWithdrawalDto,
  CorrectGradeDto,
  GradeEvidenceDto,
  RetractEvidenceEntryDto,
  WithdrawEvidenceDto,
} from './evidence.dto.js';
export {
  EvidenceDamaged,
  EvidenceFiles,
  fileNameOf,
  fileRefusals,
  LARGEST_FILE,
  MOST_FILES,
  type Examined,
  type FileRefusal,
  type KeptFile,
  type Received,
} from './evidence-files.js';
export { EvidenceRequest } from './evidence.handler.js';
export { evidenceIdOf, evidenceStream, organisationOf } from './evidence-id.js';
export { EvidenceModule } from './evidence.module.js';
export { clamdAt, ScannerSilent, type VirusScanner } from './virus-scanner.js';
export { readAllCited, readCited, readEvidence } from './evidence.reader.js';
