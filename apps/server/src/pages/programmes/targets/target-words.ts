import type { Bounds } from '#figures';
import type { TargetForecastAnswer, TargetStated, TrustOutlook } from '#read-models';
import { dayInWords } from '#vocabulary';
import { statedInWords } from '../../dates-in-words.js';
import { inThousands } from '../../numbers-in-words.js';
import { allTrustsInWords, trustsInWords } from '../../stages-in-words.js';

/** A chance from 0 to 1 as a percentage; one that is not certain is never shown as if it were. */
export function chanceInWords(chance: number): string {
  if (chance <= 0) return '0%';
  if (chance >= 1) return '100%';
  const percent = Math.round(chance * 100);
  return percent === 0 ? 'below 1%' : percent === 100 ? 'above 99%' : `${String(percent)}%`;
}

export function chancesInWords({ low, high }: Bounds): string {
  const [from, to] = [chanceInWords(low), chanceInWords(high)];
  return from === to ? from : `${from} to ${to}`;
}

/** "95%", "40 sites". */
export const valueInWords = ({ value, unit }: Pick<TargetStated, 'value' | 'unit'>): string =>
  unit === 'percent' ? `${String(value)}%` : `${inThousands(value)} ${unit}`;

export const deadlineInWords = ({ deadline }: Pick<TargetStated, 'deadline'>): string =>
  statedInWords(deadline);

/** Where a target stands, those of whom nothing tells apart. */
export function standsInWords({
  reached,
  denominator,
  untold,
}: Pick<TargetForecastAnswer, 'reached' | 'denominator' | 'untold'>): string {
  if (denominator === 0) return 'Not known: its list has no trusts';
  if (untold === denominator) return `Not known for ${trustsInWords(untold)}`;
  const dark = untold === 0 ? '' : `; not known for ${String(untold)}`;
  return `${String(reached)} of ${String(denominator)} trusts${dark}`;
}

/** The same as a sentence. */
export function standingInWords({
  reached,
  denominator,
  untold,
}: Pick<TargetForecastAnswer, 'reached' | 'denominator' | 'untold'>): string {
  if (denominator === 0) return 'Not known: the list of the trusts that it counts is empty.';
  if (untold === denominator) {
    return denominator === 1
      ? 'Not known: nothing recorded says whether its one trust has reached it.'
      : `Not known: nothing recorded says which of the ${String(denominator)} trusts have reached it.`;
  }
  const have = reached === 1 ? 'has' : 'have';
  const of = `${reached === 0 ? 'None' : String(reached)} of ${trustsInWords(denominator)}`;
  if (untold > 0) {
    const known = reached > 1 ? 'are' : 'is';
    return `${of} ${known} known to have reached it; for ${String(untold)} it is not known.`;
  }
  return reached === denominator
    ? `${allTrustsInWords(denominator)} ${have} reached it.`
    : `${of} ${reached === 0 ? 'has' : have} reached it.`;
}

/** Why a trust is likely or unlikely to be late, in the order in which it is asked. */
export function whyInWords(trust: TrustOutlook): string {
  const { expected, slack, classSize, judgedBy } = trust;
  const own =
    expected === undefined
      ? 'No date is stated for its go-live.'
      : `Its next go-live is stated for ${dayInWords(expected)}${slackInWords(slack)}.`;
  const judged =
    judgedBy === 'waits'
      ? `Judged by how long ${String(classSize)} others took.`
      : `Judged by ${String(classSize)} others whose date was ${horizons[judgedBy]} away.`;
  return [own, ...(trust.probability === null ? [] : [judged]), ...trust.flags.map(flagInWords)]
    .filter((part) => part !== '')
    .join(' ');
}

const slackInWords = (slack: number | undefined): string =>
  slack === undefined
    ? ''
    : slack === 0
      ? ', in the month of the deadline'
      : `, ${String(Math.abs(slack))} ${Math.abs(slack) === 1 ? 'month' : 'months'} ${slack > 0 ? 'before' : 'after'} the deadline`;

const horizons = {
  '0-3': 'up to 3 months',
  '4-9': '4 to 9 months',
  '10-18': '10 to 18 months',
  '19+': 'more than 18 months',
} as const;

const flagInWords = (flag: TrustOutlook['flags'][number]): string => flags[flag];

const flags: Readonly<Record<TrustOutlook['flags'][number], string>> = {
  'deadline-passed': 'The deadline is over.',
  'no-forecast': '',
  'nothing-stated': 'It states no go-live that is still to come.',
  overdue: 'That date is past.',
  blended: 'There were few such trusts, so all others count too.',
  'beyond-data': 'No other trust was as late, so it may be later still.',
  'wider-class': 'All such go-lives had happened by then, so a wider group is used.',
  'beyond-all-data': 'All other go-lives had happened by then, so no chance can be given.',
  'too-few-observed': 'Too few other go-lives are known to give a chance.',
};

/** What stands in the way of a distribution, where too few slips were seen to their end. */
export function guardRail({
  completed,
  judged,
}: Pick<TargetForecastAnswer, 'completed' | 'judged'>): string {
  const seen =
    completed === 0
      ? 'there are none yet'
      : `there ${completed === 1 ? 'is' : 'are'} ${String(completed)}`;
  const people =
    judged === null
      ? ''
      : ` By what people judge of each trust, ${rangeInWords(judged)} will miss it.`;
  return `No chance can be given yet: that takes at least 15 earlier go-lives with a planned date and a known outcome, and ${seen}.${people}`;
}

export const rangeInWords = ({ low, high }: Readonly<{ low: number; high: number }>): string =>
  low === high ? String(low) : `${String(low)} to ${String(high)}`;
