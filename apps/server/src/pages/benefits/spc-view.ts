import type { BenefitProfileAnswer } from '#read-models';
import { dayInWords, periodInWords } from '#vocabulary';
import { spcChart } from '../charts/spc-chart.js';
import type { SpcDrawn } from '../charts/spc-series.js';
import type { Names } from '../names.js';
import { capital } from '../stages-in-words.js';
import { amountInWords, markInWords, signalsInWords, stateInWords } from './benefit-words.js';
import { actualOf, countsInWords, describe, messageOf, onAxis } from './spc-in-words.js';

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
