import { NATION } from '../api/who/actor.js';
import { NHS_ENGLAND } from '../api/who/people.js';
import type { Names } from './names.js';

/** Who holds a role for an organisation, after "by": "a trust recorder of Example NHS Trust (RXX)". */
export const byWhom = (
  { role, organisation }: Readonly<{ role: string; organisation: string }>,
  names: Pick<Names, 'organisation'>,
): string => `${roleInWords(role)} of ${offices[organisation] ?? names.organisation(organisation)}`;

/** No entry of our records. */
const offices: Readonly<Record<string, string>> = {
  [NATION]: 'England',
  [NHS_ENGLAND]: 'NHS England',
};

/** "a trust recorder", "an auditor"; of an office, of which there is one, "the programme office". */
export function roleInWords(role: string): string {
  const words = role.replaceAll('-', ' ');
  if (words.endsWith(' office')) return `the ${words}`;
  return `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`;
}
