import { createHash } from 'node:crypto';
import type { EvidenceId, OdsCode } from '#vocabulary';

/**
 * The reference of a file or link of an organisation: the same content has the same one, so it can't be
 * attached twice. It shows 48 bits of the SHA-256 in capital hex (of a link, of its address); who forges two
 * files with the same 48 can attach only one of them, as the entry holds all 256.
 */
export function evidenceIdOf(
  organisation: OdsCode,
  content: Readonly<{ sha256: string } | { url: string }>,
): EvidenceId {
  const digest =
    'sha256' in content ? content.sha256 : createHash('sha256').update(content.url).digest('hex');
  return `EV-${organisation}-${digest.slice(0, 12).toUpperCase()}` as EvidenceId;
}

export const evidenceStream = (evidenceId: EvidenceId): string => `evidence-${evidenceId}`;

/** Whose evidence a reference names. */
export const organisationOf = (evidenceId: EvidenceId): OdsCode =>
  (evidenceId.split('-')[1] ?? '') as OdsCode;
