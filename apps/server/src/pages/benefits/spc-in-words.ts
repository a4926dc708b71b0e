import { RUN } from '#figures';
import type { BenefitProfileAnswer } from '#read-models';
import { dayInWords } from '#vocabulary';
import { forPeriod } from '../dates-in-words.js';
import { amountInWords } from './benefit-words.js';

type Chart = BenefitProfileAnswer['chart'];

/** "3 values, 1 validated, 2 awaiting validation; 1 rejected value left out". */
export function countsInWords(actuals: BenefitProfileAnswer['actuals']): string {
  const of = (sought: 'validated' | 'recorded' | 'rejected') =>
    actuals.filter(({ state }) => state === sought).length;
  const [validated, awaiting, rejected] = [of('validated'), of('recorded'), of('rejected')];
  return [
    countOf(validated + awaiting, 'value'),
    ...(validated === 0 ? [] : [`${String(validated)} validated`]),
    ...(awaiting === 0 ? [] : [`${String(awaiting)} awaiting validation`]),
    ...(rejected === 0 ? [] : [`${countOf(rejected, 'rejected value')} left out`]),
  ].join(', ');
}

/** "1 value", "3 values". */
export const countOf = (count: number, what: string): string =>
  `${String(count)} ${what}${count === 1 ? '' : 's'}`;

/** At most fifteen words, made from the newest point. */
export function messageOf(
  chart: Chart,
  actuals: BenefitProfileAnswer['actuals'],
  unit: string,
): string {
  const { points, variation } = chart;
  const last = points.at(-1);
  if (last === undefined || variation === undefined) return 'Nothing was measured yet';
  const own = actualOf(last, actuals);
  const value = `${amountInWords(last.value, unit)} ${own === undefined ? `on ${dayInWords(last.on)}` : forPeriod(own)}`;
  const said = {
    improvement: `Better than usual: ${value}`,
    concern: `Worse than usual: ${value}`,
    neutral: `Other than usual: ${value}`,
    'common-cause': canTell(chart)
      ? `No significant change: ${value}`
      : `${value}: too few values to tell a change`,
  };
  return points.length < 2 ? `One value so far: ${value}` : said[variation.kind];
}

/** With so many values a run can be told, and fewer may have told a change: a further value takes nothing of that back. */
function canTell({ points, phases }: Chart): boolean {
  const own = points.filter(({ phase }) => phase === phases.length - 1);
  return own.length >= RUN || own.some(({ signals }) => signals.length > 0);
}

export function describe({ points, phases }: Chart, unit: string): string {
  const [first, last, phase] = [points[0], points.at(-1), phases.at(-1)];
  if (first === undefined || last === undefined || phase === undefined) {
    return 'Nothing was measured yet.';
  }
  const limits =
    phase.lower === undefined || phase.upper === undefined
      ? 'too few values for limits'
      : `the limits ${aboutInWords(phase.lower, unit)} and ${aboutInWords(phase.upper, unit)}`;
  return `${String(points.length)} ${points.length === 1 ? 'value' : 'values'} from ${dayInWords(first.on)} to ${dayInWords(last.on)}. Since ${dayInWords(phase.from)} the mean is ${aboutInWords(phase.mean, unit)}, with ${limits}. ${specialInWords(points)} by the rules of special cause.`;
}

function specialInWords(points: Chart['points']): string {
  const special = points.filter(({ signals }) => signals.length > 0).length;
  if (special === 0) return 'No value stands out';
  const newest = points.at(-1)?.signals.length === 0 ? ', but not the newest,' : '';
  return `${String(special)} of them${newest} ${special === 1 ? 'stands' : 'stand'} out`;
}

/** Of what was reckoned: whole pounds, as pence would feign a precision. */
const aboutInWords = (value: number, unit: string): string =>
  amountInWords(unit === 'pence' ? Math.round(value / 100) * 100 : value, unit);

/** As it stands beside a line: whole pounds, and thousands only of what is too long for its place. */
export function onAxis(value: number, unit: string): string {
  const short = (number: number) =>
    Math.abs(number) >= 1_000_000
      ? `${(number / 1000).toLocaleString('en-GB', { maximumFractionDigits: 1 })}k`
      : number.toLocaleString('en-GB', { maximumFractionDigits: Math.abs(number) < 10 ? 1 : 0 });
  return unit === 'pence'
    ? `${value < 0 ? '−' : ''}£${short(Math.abs(value / 100))}`
    : short(value);
}

/** The value that a point stands for; one that was rejected has none. */
export const actualOf = (
  { on, value }: Pick<Chart['points'][number], 'on' | 'value'>,
  actuals: BenefitProfileAnswer['actuals'],
) => actuals.find(({ to, amount, state }) => state !== 'rejected' && to === on && amount === value);
