import type { Bounds } from '#figures';
import type { TargetForecastAnswer, TargetStated, TrustOutlook } from '#read-models';
import { dayInWords } from '#vocabulary';
import { statedInWords } from '../../dates-in-words.js';

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
  unit === 'percent' ? `${String(value)}%` : `${value.toLocaleString('en-GB')} ${unit}`;

export const deadlineInWords = ({ deadline }: Pick<TargetStated, 'deadline'>): string =>
  statedInWords(deadline);

/** Where a target stands, those of whom nothing tells apart. */
export function standsInWords({
  reached,
  denominator,
  unknown,
}: Pick<TargetForecastAnswer, 'reached' | 'denominator' | 'unknown'>): string {
  if (denominator === 0) return 'Not known: its cohort lists no trusts';
  const dark = unknown === 0 ? '' : `; not known of ${String(unknown)}`;
  return `${String(reached)} of ${String(denominator)} trusts${dark}`;
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
  'nothing-stated': 'Nothing was ever stated of its plans.',
  overdue: 'That date is past.',
  blended: 'Few such were seen, so all others count beside them.',
  'beyond-data': 'Nobody was seen to be as late, so it may be more.',
  'wider-class': 'All such had happened by then, so a wider group counts.',
  'beyond-all-data': 'All others had happened by then, so there is no chance to give.',
  'too-few-observed': 'Too few others were seen to give a chance.',
};

/** What stands in the way of a distribution, where too few slips were seen to their end. */
export function guardRail({
  completed,
  judged,
}: Pick<TargetForecastAnswer, 'completed' | 'judged'>): string {
  const seen =
    completed === 0
      ? 'no stated go-live date could be followed to its end yet'
      : `only ${String(completed)} stated go-live ${completed === 1 ? 'date' : 'dates'} could be followed to ${completed === 1 ? 'its' : 'their'} end`;
  const people =
    judged === null
      ? ''
      : ` By what people judge of each trust, ${rangeInWords(judged)} will miss it.`;
  return `No chances are given: ${seen}, and it takes at least 15.${people}`;
}

export const rangeInWords = ({ low, high }: Readonly<{ low: number; high: number }>): string =>
  low === high ? String(low) : `${String(low)} to ${String(high)}`;
