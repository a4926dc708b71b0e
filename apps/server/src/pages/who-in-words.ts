import type { Names } from './names.js';

type Holder = Readonly<{ role: string; organisation: string }>;

/** Who holds a role for an organisation, after "by": "a trust recorder of Example NHS Trust (RXX)". */
export const byWhom = (
  { role, organisation }: Holder,
  names: Pick<Names, 'organisation'>,
): string => `${roleInWords(role)} of ${actingFor(organisation, names)}`;

/** For whom somebody acts, which may be an organisation that nobody has registered. */
export function actingFor(code: string, names: Pick<Names, 'organisation'>): string {
  const name = names.organisation(code);
  return name === code ? `${code} (not in the register)` : name;
}

/** The same beside an organisation that is named: its own people are told by their role alone. */
export const byWhomBeside = (
  home: string | undefined,
  holder: Holder,
  names: Pick<Names, 'organisation'>,
): string => (holder.organisation === home ? roleInWords(holder.role) : byWhom(holder, names));

/** "a trust recorder", "an auditor"; of an office, of which there is one, "the programme office". */
export function roleInWords(role: string): string {
  const words = role.replaceAll('-', ' ');
  if (words.endsWith(' office')) return `the ${words}`;
  return `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`;
}
