import type { About, Field, Step } from '../forms/form.js';
import type { KnownSites } from './known-sites.js';

type Asked<Known> = About<Known & KnownSites>;
type Words = Readonly<{
  hint?: string;
  missing?: string;
  empty?: string;
}>;

/** Asks for sites of the trust: those that it has named so far, and others by their codes. */
export const whichSites = <Known>(
  question: string,
  offered: Offered<Known>,
  words: Words,
): Step<Known & KnownSites> => ({ name: 'sites', question, fields: [sitesField(offered, words)] });

type Offered<Known> = (about: Asked<Known>) => readonly string[];

/** The same as a field, beside others. */
export const sitesField = <Known>(
  offered: Offered<Known>,
  {
    hint,
    ...words
  }: Omit<Words, 'hint'> &
    Readonly<{
      label?: string;
      hint?: string | ((about: Asked<Known>) => string);
      suggests?: (about: Asked<Known>) => string;
    }>,
): Field<Known & KnownSites> => ({
  ...{ kind: 'several', name: 'sites', at: '/sites', ...words },
  hint: hint ?? 'Select all that apply.',
  options: (about) => offered(about).map((code) => optionOf(code, about)),
  others: {
    label: 'Other sites',
    hint: ({ code }) => `Codes of sites, like ${code}01, with commas between them.`,
    reads: siteTyped,
  },
});

const optionOf = (site: string, { known, code }: About<KnownSites>) => ({
  value: site,
  text:
    site === code
      ? `All of the trust (${code})`
      : (known.sites.find((each) => each.code === site)?.name ?? site),
});

/** All that the trust has named so far. */
const namedSites = ({ known }: Pick<About<KnownSites>, 'known'>): readonly string[] =>
  known.sites.map(({ code }) => code);

/** Without the code of the trust itself: of a go-live it would be one site like others, not all of them. */
export const singleSites = (about: Pick<About<KnownSites>, 'known' | 'code'>): readonly string[] =>
  namedSites(about).filter((site) => site !== about.code);

/** The trust as a whole, and what counts for the capability that was answered, or all that it has named. */
export function sitesInScope(about: About<KnownSites>): readonly string[] {
  const scope = about.known.scopes.get(about.answers['capability'] ?? '');
  return scope === undefined ? anySites(about) : scope.map(({ site }) => site);
}

/** The trust as a whole, and every site that it has named. */
export const anySites = (about: Pick<About<KnownSites>, 'known' | 'code'>): readonly string[] => [
  about.code,
  ...singleSites(about),
];

/** Where the capability that was answered is on; all that the trust has named where that is not known. */
export function sitesEnabled(about: About<KnownSites>): readonly string[] {
  const enabled = about.known.enabledAt.get(about.answers['capability'] ?? '');
  return enabled === undefined ? namedSites(about) : [...enabled].sort();
}

/**
 * Codes are often typed in small letters; what looks like none is left for the entry's shape to refuse. Those of
 * sites have digits, that of the trust may have none.
 */
const siteTyped = (typed: string, { code }: Pick<About<unknown>, 'code'>): string =>
  /^[a-z0-9]*\d[a-z0-9]*$/i.test(typed) || typed.toUpperCase() === code
    ? typed.toUpperCase()
    : typed;
