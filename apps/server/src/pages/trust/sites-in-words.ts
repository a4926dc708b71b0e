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

/** Of subjects that are one thing at different sites: the same at all of these, be it all sites. */
export function sitedTogether(subjects: readonly string[]): string {
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
