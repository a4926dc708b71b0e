import type { About, Row, Rows, WrongRow } from '../forms/form.js';
import { filledRows, rowsAnswer } from '../forms/rows-typed.js';

/** Sites with how much each counts; a weight that is none stays for the shape to refuse. */
export const sitesTyped = (answer: string | undefined): readonly Row[] =>
  filledRows(answer).map(({ site = '', weight = '' }) => ({
    site,
    ...(weight === '' ? {} : { weight }),
  }));

/** The answer that would have led to these sites: without weights where all weigh the same. */
export const sitesAnswer = (
  sites: readonly Readonly<{ site: string; weight: number }>[],
): string => {
  const isEven = sites.every(({ weight }) => weight === 1);
  return rowsAnswer(
    sites.map(({ site, weight }) => ({ site, weight: isEven ? '' : String(weight) })),
  );
};

/** A site each row, with its weight beside it. */
export const siteRows: Rows<unknown> = {
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
  amiss: unweighed,
  says: ({ site = '', weight = '' }, about) =>
    weight === '' && isAlone(about)
      ? site
      : `${site}, which counts ${weight === '' ? '1' : weight}`,
};

const isAlone = ({ answers }: Pick<About<unknown>, 'answers'>): boolean =>
  filledRows(answers['sites']).length === 1;

/** Beside sites of some hundred beds one that was left out would count as a single bed. */
function unweighed(rows: readonly Row[]): readonly WrongRow[] {
  if (rows.every(({ weight }) => weight === '')) return [];
  return rows.flatMap(({ site = '', weight }, row) =>
    site === '' || weight !== ''
      ? []
      : [
          {
            ...{ row, cell: 'weight' },
            message: 'Enter how much this site counts, or leave that empty for all sites',
          },
        ],
  );
}
