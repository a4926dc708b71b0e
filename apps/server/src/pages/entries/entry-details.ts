import { capital } from '../stages-in-words.js';

/** A line of the page of an entry. */
type Detail = Readonly<{ key: string; value: string }>;
type Stated = Readonly<Record<string, unknown>>;

/** What was recorded with an entry beside what its words say: EPR, sites, method, evidence and notes. */
export function entryDetails(data: Stated): readonly Detail[] {
  const said: readonly (readonly [key: string, value: string])[] = [
    ['EPR', text(data['instance'])],
    ['Sites', sitesIn(data['sites'])],
    ['Method', capital(text(data['method']))],
    ['Evidence', text(data['evidence'])],
    ['Notes', text(data['detail']) || text(data['note'])],
  ];
  return said.filter(([, value]) => value !== '').map(([key, value]) => ({ key, value }));
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Sites stand by their codes alone, or each with its weight. */
const sitesIn = (sites: unknown): string =>
  Array.isArray(sites)
    ? sites
        .map((site: unknown) => text(site) || text((site as Readonly<{ site?: unknown }>).site))
        .filter((site) => site !== '')
        .join(', ')
    : '';
