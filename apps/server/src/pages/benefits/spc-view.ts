import type { BenefitProfileAnswer } from '#read-models';
import { dayInWords, periodInWords } from '#vocabulary';
import { spcChart } from '../charts/spc-chart.js';
import type { SpcDrawn } from '../charts/spc-series.js';
import { forPeriod } from '../dates-in-words.js';
import type { Names } from '../names.js';
import { capital } from '../stages-in-words.js';
import { amountInWords, markInWords, signalsInWords, stateInWords } from './benefit-words.js';

type Answer = Pick<
  BenefitProfileAnswer,
  'actuals' | 'benefit' | 'chart' | 'marks' | 'organisation'
>;
type Chart = BenefitProfileAnswer['chart'];

/** The values of a benefit on an XmR chart, in words before it and in a table after it. */
export function spcView(
  { actuals, benefit: { unit, title }, chart, marks, organisation }: Answer,
  names: Names,
  links: Readonly<{
    entry: (entry: number) => string;
    /** Where values are validated and rejected, for those who may. */
    decide?: string;
  }>,
) {
  const [first, last] = [chart.points[0], chart.points.at(-1)];
  const message = messageOf(chart, actuals, unit);
  const drawn = drawnPoints(chart, actuals);
  const numbered = marks.map((mark, index) => ({
    number: index + 1,
    on: mark.on,
    text: `${dayInWords(mark.on)}: ${markInWords(mark, names.capability)}${first !== undefined && mark.on < first.on ? ' (before the first value)' : ''}`,
  }));
  return {
    title: message,
    subtitle:
      first === undefined || last === undefined
        ? ''
        : `${title}, ${organisation.name}, by period up to ${dayInWords(last.on)}: ${countsInWords(actuals)}`,
    legend: legendOf(drawn),
    description: describe(chart, unit),
    variation: chart.variation?.words,
    assurance: chart.assurance?.words,
    marks: numbered,
    svg:
      chart.points.length < 2
        ? ''
        : spcChart(
            { id: 'actuals', title: message, description: describe(chart, unit) },
            {
              points: drawn,
              phases: chart.phases,
              marks: numbered,
              inWords: (value) => onAxis(value, unit),
            },
          ),
    rows: [...actuals].reverse().map((actual) => ({
      period: periodInWords(actual),
      amount: amountInWords(actual.amount, unit),
      state: stateInWords[actual.state] + gateWords[actual.gate ?? 'none'],
      special: specialWords(chart, actual),
      href: links.entry(actual.entry),
      decide:
        links.decide !== undefined && actual.state === 'recorded'
          ? `${links.decide}/${actual.factId}`
          : undefined,
    })),
  };
}

const gateWords = {
  below: ', measured before the record was used enough to count',
  unmeasured: ', while use of the record was not measured',
  none: '',
} as const;

/** An amount is what was gained, so that a high point is a better one. */
const specialOf = (
  signals: Chart['points'][number]['signals'],
): 'improvement' | 'concern' | undefined =>
  signals[0] && (signals[0].side === 'high' ? 'improvement' : 'concern');

type Drawn = SpcDrawn['points'][number];

/** Open until it is validated; the line stops where a value in between was rejected. */
const drawnPoints = (
  { points }: Chart,
  actuals: BenefitProfileAnswer['actuals'],
): readonly Drawn[] =>
  points.map(({ on, value, signals }, index) => {
    const before = points[index - 1]?.on;
    const rejected = actuals.some(
      ({ state, to }) => state === 'rejected' && before !== undefined && before < to && to <= on,
    );
    const own = actualOf({ on, value }, actuals);
    return {
      ...{ on, value, special: specialOf(signals) },
      open: own?.state === 'recorded',
      afterGap: rejected,
    };
  });

/** The value that a point stands for; one that was rejected has none. */
const actualOf = (
  { on, value }: Pick<Chart['points'][number], 'on' | 'value'>,
  actuals: BenefitProfileAnswer['actuals'],
) => actuals.find(({ to, amount, state }) => state !== 'rejected' && to === on && amount === value);

/** "3 values, 1 validated, 2 awaiting validation; 1 rejected value left out". */
function countsInWords(actuals: BenefitProfileAnswer['actuals']): string {
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

const countOf = (count: number, what: string): string =>
  `${String(count)} ${what}${count === 1 ? '' : 's'}`;

/** Only what is drawn. */
function legendOf(points: readonly Drawn[]): string {
  const has = (special: Drawn['special']) => points.some((each) => each.special === special);
  const forms = [
    ...(has(undefined) ? ['circles: within what is usual'] : []),
    ...(has('improvement') ? ['diamonds: better than usual'] : []),
    ...(has('concern') ? ['triangles: worse than usual'] : []),
    ...(points.some(({ open }) => open) ? ['open: awaiting validation'] : []),
    'line across: mean',
    'dashes: limits',
  ];
  return capital(forms.join('; '));
}

/** A rejected actual is not charted. */
const specialWords = (
  { points }: Chart,
  { to, amount, state }: BenefitProfileAnswer['actuals'][number],
): string => {
  if (state === 'rejected') return 'Not charted';
  const point = points.find(({ on, value }) => on === to && value === amount);
  return point === undefined ? 'Not charted' : signalsInWords(point.signals);
};

/** At most fifteen words, made from the newest point. */
function messageOf(
  { points, phases, variation }: Chart,
  actuals: BenefitProfileAnswer['actuals'],
  unit: string,
): string {
  const last = points.at(-1);
  if (last === undefined || variation === undefined) return 'Nothing was measured yet';
  const own = actualOf(last, actuals);
  const value = `${amountInWords(last.value, unit)} ${own === undefined ? `on ${dayInWords(last.on)}` : forPeriod(own)}`;
  const said = {
    improvement: `Better than usual: ${value}`,
    concern: `Worse than usual: ${value}`,
    neutral: `Other than usual: ${value}`,
    'common-cause':
      phases.at(-1)?.trial === true
        ? `${value}: too few values to tell a change`
        : `No significant change: ${value}`,
  };
  return points.length < 2 ? `One value so far: ${value}` : said[variation.kind];
}

function describe({ points, phases }: Chart, unit: string): string {
  const [first, last, phase] = [points[0], points.at(-1), phases.at(-1)];
  if (first === undefined || last === undefined || phase === undefined) {
    return 'Nothing was measured yet.';
  }
  const special = points.filter(({ signals }) => signals.length > 0).length;
  const limits =
    phase.lower === undefined || phase.upper === undefined
      ? 'too few values for limits'
      : `the limits ${aboutInWords(phase.lower, unit)} and ${aboutInWords(phase.upper, unit)}`;
  return `${String(points.length)} ${points.length === 1 ? 'value' : 'values'} from ${dayInWords(first.on)} to ${dayInWords(last.on)}. Since ${dayInWords(phase.from)} the mean is ${aboutInWords(phase.mean, unit)}, with ${limits}. ${special === 0 ? 'No value stands out' : `${String(special)} of them ${special === 1 ? 'stands' : 'stand'} out`} by the rules of special cause.`;
}

/** Of what was reckoned: whole pounds, as pence would feign a precision. */
const aboutInWords = (value: number, unit: string): string =>
  amountInWords(unit === 'pence' ? Math.round(value / 100) * 100 : value, unit);

/** As it stands beside a line: whole pounds, and thousands only of what is too long for its place. */
function onAxis(value: number, unit: string): string {
  const short = (number: number) =>
    Math.abs(number) >= 1_000_000
      ? `${(number / 1000).toLocaleString('en-GB', { maximumFractionDigits: 1 })}k`
      : number.toLocaleString('en-GB', { maximumFractionDigits: Math.abs(number) < 10 ? 1 : 0 });
  return unit === 'pence'
    ? `${value < 0 ? '−' : ''}£${short(Math.abs(value / 100))}`
    : short(value);
}
