/** Between what is at a site and the site; `*` stands for all of them. */
const AT = '@';
const ALL = '*';
/** Of more sites the first are named; the page of the entry has them all. */
const MOST_NAMED = 3;

/** Of a subject like "C105@RXX01": what it is, and at which sites; none named are all. */
export function sitedIn(subject: string): Readonly<{ what: string; sites: readonly string[] }> {
  const [what = '', sites = ALL] = subject.split(AT);
  return { what, sites: sites === ALL ? [] : sites.split(',') };
}

type Sited = Readonly<{ subject: string }>;

/**
 * What is so at several sites, once, as of all of them: items with the same key, of which only the sites
 * differ. What is at no site has no key, and stays as it is.
 */
export function togetherAtSites<Item extends Sited>(
  items: readonly Item[],
  keyOf: (item: Item, what: string) => string | undefined,
): readonly Item[] {
  const keyed = items.map((item) => ({ item, key: keyOf(item, sitedIn(item.subject).what) }));
  return keyed.flatMap(({ item, key }) => {
    if (key === undefined) return [item];
    const group = keyed.filter((each) => each.key === key).map((each) => each.item);
    const subject = sitedTogether(group.map((each) => each.subject));
    return group[0] === item ? [{ ...item, subject }] : [];
  });
}

/** Of subjects that are one thing at different sites: the same at all of these, be it all sites. */
function sitedTogether(subjects: readonly string[]): string {
  const parts = subjects.map(sitedIn);
  const [{ what } = { what: '' }] = parts;
  const sites = parts.flatMap((part) => part.sites);
  const isEverywhere = parts.some((part) => part.sites.length === 0);
  return isEverywhere ? what : `${what}${AT}${sites.join(',')}`;
}

/** "at site RXX01", "at sites RXX01 and RXX02", "at 7 sites (RXX01, RXX02, RXX03 and 4 more)". */
export function sitesInWords(sites: readonly string[]): string {
  const [first = '', ...more] = sites;
  if (more.length === 0) return `at site ${first}`;
  const left = sites.length - MOST_NAMED;
  return left > 0
    ? `at ${String(sites.length)} sites (${sites.slice(0, MOST_NAMED).join(', ')} and ${String(left)} more)`
    : `at sites ${sites.slice(0, -1).join(', ')} and ${sites.at(-1) ?? ''}`;
}
