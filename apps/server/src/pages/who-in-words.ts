import type { Names } from './names.js';

/** Who holds a role for an organisation, after "by": "a trust recorder of Example NHS Trust (RXX)". */
export const byWhom = (
  { role, organisation }: Readonly<{ role: string; organisation: string }>,
  names: Pick<Names, 'organisation'>,
): string => `${roleInWords(role)} of ${names.organisation(organisation)}`;

/** "a trust recorder", "an auditor"; of an office, of which there is one, "the programme office". */
export function roleInWords(role: string): string {
  const words = role.replaceAll('-', ' ');
  if (words.endsWith(' office')) return `the ${words}`;
  return `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`;
}
