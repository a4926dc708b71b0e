import { parseSiteCode } from '#vocabulary';
import type { Answers, Row, Rows, WrongAnswer, WrongRow } from '../forms/form.js';
import { filledRows, rowsAnswer, wrongAt } from '../forms/rows-typed.js';
import { ticksIn } from '../forms/several-typed.js';
import type { KnownSites } from './known-sites.js';

type Weighed = Readonly<{ site: string; weight: number }>;

/** Sites with how much each counts; where nothing is said of that, they count the same. */
export function sitesTyped(answers: Answers): readonly Row[] {
  const weights = new Map(weighed(answers).map(({ site = '', weight = '' }) => [site, weight]));
  return ticksIn(answers, 'sites').map((site) => {
    const weight = weights.get(site);
    return { site, ...(weight === undefined ? {} : { weight }) };
  });
}

/** The answers that would have led to these sites: without weights where all weigh the same. */
export const sitesBefore = (sites: readonly Weighed[]): Answers => ({
  sites: sites.map(({ site }) => site).join(', '),
  weights: sites.every(({ weight }) => weight === 1) ? '' : weightsAnswer(sites),
});

/** Those that count for the capability so far, or for the one said of last; else all that the trust has named. */
export function sitesSoFar({ answers, known }: Asked): readonly Weighed[] {
  const { scopes, sites } = known;
  const [last] = scopes.values();
  const scope = scopes.get(answers['capability'] ?? '') ?? last;
  return scope ?? sites.map(({ code }) => ({ site: code, weight: 1 }));
}

/** A row for each site, with its weight where they weigh differently. */
export function weightsAnswer(sites: readonly Weighed[]): string {
  const isEven = sites.every(({ weight }) => weight === 1);
  return rowsAnswer(
    sites.map(({ site, weight }) => ({ site, weight: isEven ? '' : String(weight) })),
  );
}

/** A site each row, with its weight beside it. */
export const weightRows: Rows<unknown> = {
  kind: 'rows',
  what: 'Site',
  cells: [
    { name: 'site', label: 'Code of the site', width: 10, missing: 'Enter the code of the site' },
    { name: 'weight', label: 'How much it counts', width: 5, isNumber: true },
  ],
  reads: ({ site = '', weight = '' }) => ({
    site: site.toUpperCase(),
    weight: weight.replace(/[,\s]/g, ''),
  }),
  amiss: (rows) => [...noWeights(rows), ...listedTwice(rows)],
  says: ({ site = '', weight = '' }, { answers }) =>
    weight === '' || !ticksIn(answers, 'sites').includes(site) ? '' : `${site} counts ${weight}`,
};

function noWeights(rows: readonly Row[]): readonly WrongRow[] {
  const message = 'The weight of a site must be a number above 0, like 1 or 2.5';
  return rows.flatMap(({ weight = '' }, row) =>
    weight === '' || Number(weight) > 0 ? [] : [{ row, cell: 'weight', message }],
  );
}

const listedTwice = (rows: readonly Row[]): readonly WrongRow[] =>
  rows.flatMap(({ site = '' }, row) =>
    site !== '' && rows.findIndex((each) => each['site'] === site) < row
      ? [{ row, cell: 'site', message: `${site} is listed twice` }]
      : [],
  );

/** Beside sites of some hundred beds one that was left out would count as a single bed. */
export function weightsAmiss({ answers, known }: Asked): readonly WrongAnswer[] {
  const sites = ticksIn(answers, 'sites');
  const stray = strayIn({ answers, known }, sites);
  if (stray !== undefined) {
    const message =
      parseSiteCode(stray.site) === undefined
        ? 'Enter the code of a site that is selected'
        : `${stray.site} is not among the sites selected`;
    const field = { ...weightRows, name: 'weights' };
    return [
      { field: 'weights', ...wrongAt(field, answers, { below: `/${stray.row}/site`, message }) },
    ];
  }
  const weights = weighed(answers).flatMap(({ site = '' }) => (sites.includes(site) ? [site] : []));
  const left = weights.length === 0 ? undefined : sites.find((site) => !weights.includes(site));
  const message = `Enter how much ${left ?? ''} counts, or leave that empty for all sites`;
  return left === undefined ? [] : [{ field: 'weights', message }];
}

type Asked = Readonly<{ answers: Answers; known: KnownSites }>;

/** A site that is not selected, and was not merely listed there: without a weight, or as it stood before. */
function strayIn({ answers, known }: Asked, sites: readonly string[]) {
  const listed = known.sites.map(({ code }) => code);
  const rows = filledRows(answers['weights']);
  const before = filledRows(weightsAnswer(sitesSoFar({ answers, known })));
  const asBefore = ({ site, weight }: Row) =>
    before.some((each) => each['site'] === site && each['weight'] === weight);
  const row = rows.findIndex(
    ({ site = '', weight = '' }) =>
      !sites.includes(site) &&
      (weight !== '' || !listed.includes(site)) &&
      !asBefore({ site, weight }),
  );
  return row < 0 ? undefined : { row: String(row), site: rows[row]?.['site'] ?? '' };
}

const weighed = (answers: Answers): readonly Row[] =>
  filledRows(answers['weights']).filter(({ weight = '' }) => weight !== '');
