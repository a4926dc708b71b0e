import { createHash } from 'node:crypto';
import type { OdsCode } from '#vocabulary';

export const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/**
 * The id of an import: the same bytes for the same register of the same trust are the same import,
 * until that is withdrawn. Letters alone, as it stands in reasons, where digits might be taken for a
 * telephone number.
 */
export function importIdOf(
  of: Readonly<{ organisation: OdsCode; register: string; sha256: string }>,
  attempt: number,
): string {
  const name = [of.organisation, of.register, of.sha256, String(attempt)].join('\n');
  const digits = createHash('sha256').update(name).digest('hex').slice(0, 24);
  return digits.replace(/./g, (digit) => 'abcdefghijklmnop'.charAt(parseInt(digit, 16)));
}

export const isImportId = (text: string): boolean => /^[a-p]{24}$/.test(text);
