import type { GapGroup, GapRollUpAnswer } from '#read-models';
import { truncatedPercent } from '#figures';
import { gapDots } from '../../charts/gap-dots.js';
import { boundsInWords, lossesInWords, unplacedIn } from '../../gap-in-words.js';
import { rowsShown } from '../../layout/parts-shown.js';
import { trustsInWords } from '../../stages-in-words.js';
import { boundsOf, gapNames, ranked, type Which } from '../frame/ranking.js';

type Asked = Readonly<{
  which: Which;
  /** Of the address of the page, with the number of the page of rows. */
  address: Readonly<Record<string, unknown>>;
  trustHref: (code: string) => string;
}>;

/** The trusts by the size of their gap, the largest first: as dots, and as a table. Those that say nothing have no place and come last. */
export function rankingView(
  { groups, total }: GapRollUpAnswer,
  { which, address, trustHref }: Asked,
) {
  const reports = ({ numerator }: GapGroup): boolean => numerator > 0;
  const silent = groups.filter((group) => !reports(group));
  const all = [...ranked(groups.filter(reports), which), ...ranked(silent, which)];
  const { rows, first, pages } = rowsShown(all, address, { anchor: 'rows' });
  const title = titleOf(all, which);
  const description = descriptionOf({ numerator: total.numerator, all, which });
  const hasUnplaced = rows.some(({ gap }) => gap !== null && unplacedIn(gap) > 0);
  return {
    title,
    description,
    which: gapNames[which],
    pages,
    hasUnplaced,
    codes: rows.map(({ code }) => code),
    svg: rows.some(reports)
      ? gapDots(
          { id: 'ranking', title, description },
          rows.filter(reports).map((group) => ({
            name: group.name.replace(/ NHS (Foundation )?Trust\b/, ''),
            ...boundsOf(group, which),
            shown: boundsInWords(boundsOf(group, which)),
          })),
        )
      : undefined,
    rows: rows.map((group, index) =>
      rowOf(group, first + index, { which, trustHref, hasUnplaced }),
    ),
  };
}

/** The trust that leads the ranking among those that say anything. */
function titleOf(all: readonly GapGroup[], which: Which): string {
  const largest = all.find(({ numerator }) => numerator > 0);
  return largest === undefined
    ? 'No trust reports measurements'
    : `The largest known ${gapNames[which]} of a trust is ${boundsInWords(boundsOf(largest, which))} points`;
}

function descriptionOf({
  numerator,
  all,
  which,
}: Readonly<{ numerator: number; all: readonly GapGroup[]; which: Which }>): string {
  const reporting = all.filter((group) => group.numerator > 0);
  const [largest, smallest] = [reporting[0], reporting.at(-1)];
  const silent = all.length - numerator;
  const of = (group: GapGroup) => `${boundsInWords(boundsOf(group, which))} points`;
  const ends =
    largest === undefined || smallest === undefined
      ? []
      : largest === smallest
        ? [`Only ${largest.name} reports: its ${gapNames[which]} is ${of(largest)}.`]
        : [
            `${trustsInWords(numerator)} report. The ${gapNames[which]} is largest at ${largest.name} (${of(largest)}) and smallest at ${smallest.name} (${of(smallest)}).`,
          ];
  return [
    ...ends,
    ...(silent === 0
      ? []
      : [
          `${trustsInWords(silent)} ${silent === 1 ? 'has' : 'have'} not reported: ${silent === 1 ? 'its gap' : 'their gaps'} may be anywhere from 0 to 100, so ${silent === 1 ? 'it has' : 'they have'} no place and ${silent === 1 ? 'comes' : 'come'} last.`,
        ]),
  ].join(' ');
}

function rowOf(
  group: GapGroup,
  place: number,
  {
    which,
    trustHref,
    hasUnplaced,
  }: Pick<Asked, 'which' | 'trustHref'> & Readonly<{ hasUnplaced: boolean }>,
) {
  const { code, name, gap, numerator } = group;
  const shared = { code, name, href: trustHref(code) };
  if (gap === null || numerator === 0) return { ...shared, reported: false };
  return {
    ...shared,
    place,
    reported: true,
    gap: boundsInWords(gap[which]),
    parts: [...lossesInWords(gap), ...(hasUnplaced ? [unplacedIn(gap).toFixed(1)] : [])],
    evidence: `${truncatedPercent(gap.evidenceCoverage, 0).toFixed(0)}%`,
  };
}
