import type { BoundarySplit, Bounds } from '#figures';
import type { BoundaryGapsAnswer } from '#read-models';
import type { Partner } from '#vocabulary';
import { boundsInWords, boundsTogether, lowsTogether } from '../../gap-in-words.js';
import { capital, trustsInWords } from '../../stages-in-words.js';

/** What is lost where another's record begins, with bounds; and by partner and cause where it is counted. */
export function boundaryView({
  total,
  counted,
  flows,
}: Pick<BoundaryGapsAnswer, 'total' | 'counted' | 'flows'>) {
  const { boundary, numerator, denominator } = total;
  if (boundary === null) return undefined;
  const row = (partner: string, { notAvailable, notUsed, gap, used }: BoundarySplit) => ({
    partner,
    cells: [...boundsTogether([notAvailable, notUsed]), boundsInWords(gap), boundsInWords(used)],
  });
  return {
    headline: headlineOf(total, boundary.gap),
    counted:
      counted === null || numerator === denominator
        ? undefined
        : `${capital(countingInWords(numerator))} it is ${boundsInWords(counted.gap)} points; for the others it is not known.`,
    largest: largestOf(flows),
    rows: [
      ...flows.map(({ partner, ...split }) => row(capital(partnersInWords[partner]), split)),
      ...(counted === null ? [] : [row('All partners', counted)]),
    ],
    of: countingInWords(numerator),
  };
}

/** Points from 0 to 100 are no news: then it says that nothing is known. */
function headlineOf({ denominator }: BoundaryGapsAnswer['total'], gap: Bounds): string {
  const whose = denominator === 1 ? 'this trust' : `these ${trustsInWords(denominator)}`;
  const meaning =
    'the share of eligible encounters in which what a partner organisation knew was not used';
  const shown = boundsInWords(gap);
  return shown === '0.0 to 100.0'
    ? `The boundary gap of ${whose} is not known. It is ${meaning}.`
    : `The boundary gap of ${whose} is ${shown} of 100 points: ${meaning}.`;
}

const countingInWords = (count: number): string =>
  `for the ${trustsInWords(count)} that ${count === 1 ? 'counts' : 'count'} these encounters`;

/** The flow and the cause that surely lose most, among those that are counted. */
function largestOf(flows: BoundaryGapsAnswer['flows']): string | undefined {
  const losses = flows.flatMap(({ partner, notAvailable, notUsed }) => {
    const [out = 0, idle = 0] = lowsTogether([notAvailable, notUsed]);
    return [
      { points: out, says: `${partnersInWords[partner]} cannot be reached` },
      { points: idle, says: `${partnersInWords[partner]} can be reached and is not used` },
    ];
  });
  const largest = losses.toSorted((one, other) => other.points - one.points)[0];
  return largest === undefined || largest.points === 0
    ? undefined
    : `The largest known loss is where the record of ${largest.says}: at least ${largest.points.toFixed(1)} points.`;
}

const partnersInWords: Readonly<Record<Partner, string>> = {
  gp: 'general practice',
  'other-acute': 'other acute trusts',
  community: 'community services',
  'mental-health': 'mental health services',
  'adult-social-care': 'adult social care',
};
