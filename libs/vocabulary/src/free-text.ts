import type { Brand } from './brand.js';

/** Words typed by people: short, and free of personal details. The one place to encrypt, should it come to that. */
export type FreeText = Brand<string, 'FreeText'>;

export type PersonalDetail = 'an NHS number' | 'an email address' | 'a telephone number';

/** The first personal detail a text seems to hold. */
export function personalDetailIn(text: string): PersonalDetail | undefined {
  if (/[^\s@]+@[^\s@]+\.[a-z]{2,}/i.test(text)) return 'an email address';
  const runs = digitRuns(text);
  if (runs.some(holdsNhsNumber)) return 'an NHS number';
  return runs.some(holdsTelephoneNumber) ? 'a telephone number' : undefined;
}

/** The text, or undefined where it is empty, too long or holds a personal detail. */
export function parseFreeText(text: string, maxLength = 500): FreeText | undefined {
  const trimmed = text.trim().normalize('NFC');
  const fits = trimmed.length > 0 && trimmed.length <= maxLength;
  return fits && personalDetailIn(trimmed) === undefined ? (trimmed as FreeText) : undefined;
}

/** Days, and references of evidence, of which some hold digits alone. */
const NO_NUMBERS = /\d{4}-\d{2}-\d{2}|EV-[A-Z0-9]{3,8}-[0-9A-F]{12}/g;

/** Groups of digits, run by run: the spaces, dots, hyphens and brackets people put between them. */
const digitRuns = (text: string): readonly (readonly string[])[] =>
  (text.replace(NO_NUMBERS, ',').match(/\d(?:[ .()-]{0,3}\d)+/g) ?? []).map(
    (run) => run.match(/\d+/g) ?? [],
  );

/** Written in one, as 3-3-4, or in any other grouping that stands alone. */
const holdsNhsNumber = (groups: readonly string[]): boolean =>
  groups.some(isNhsNumber) ||
  groups.some((_, from) => {
    const three = groups.slice(from, from + 3);
    return three.map(({ length }) => length).join() === '3,3,4' && isNhsNumber(three.join(''));
  }) ||
  isNhsNumber(groups.join(''));

/** Begins with 0 and an area code, or with the code of the country. */
const holdsTelephoneNumber = (groups: readonly string[]): boolean =>
  groups.some(
    (first, from) =>
      /^(?:0[1-9]\d|44|0044)/.test(first) &&
      groups.some((__, to) =>
        /^(?:440?|0044|0)[1-9]\d{8,9}$/.test(groups.slice(from, to + 1).join('')),
      ),
  );

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
