import type { Brand } from './brand.js';

/** Words typed by people: short, and free of personal details. The one place to encrypt, should it come to that. */
export type FreeText = Brand<string, 'FreeText'>;

export type PersonalDetail = 'an NHS number' | 'an email address' | 'a telephone number';

/** The first personal detail a text seems to hold. */
export function personalDetailIn(text: string): PersonalDetail | undefined {
  if (/[^\s@]+@[^\s@]+\.[a-z]{2,}/i.test(text)) return 'an email address';
  if (digitRuns(text).some(isNhsNumber)) return 'an NHS number';
  if (digitRuns(text).some((digits) => /^(?:44|0)[1-9]\d{8,9}$/.test(digits))) {
    return 'a telephone number';
  }
  return undefined;
}

/** The text, or undefined where it is empty, too long or holds a personal detail. */
export function parseFreeText(text: string, maxLength = 500): FreeText | undefined {
  const trimmed = text.trim().normalize('NFC');
  const fits = trimmed.length > 0 && trimmed.length <= maxLength;
  return fits && personalDetailIn(trimmed) === undefined ? (trimmed as FreeText) : undefined;
}

/** Runs of digits, read through the spaces, dots and hyphens people put between them. */
const digitRuns = (text: string): string[] =>
  (text.match(/\d(?:[ .-]?\d)+/g) ?? []).map((run) => run.replace(/\D/g, ''));

/** Ten digits of which the last is the modulus-11 check digit. */
function isNhsNumber(digits: string): boolean {
  if (digits.length !== 10) return false;
  const sum = [...digits.slice(0, 9)].reduce(
    (total, digit, index) => total + Number(digit) * (10 - index),
    0,
  );
  const check = 11 - (sum % 11);
  return (check === 11 ? 0 : check) === Number(digits[9]);
}
