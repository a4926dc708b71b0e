import type { MoneyByThen, QuarterMoney } from '#read-models';
import { dayInWords, type IsoDate } from '#vocabulary';
import { lineChart } from '../../charts/line-chart.js';
import { stageBars } from '../../charts/stage-bars.js';
import type { Paint } from '../../charts/svg.js';
import { moneyInWords, poundsInWords } from '../../money-in-words.js';
import { periodNamed } from '../../stages-in-words.js';
import { cell, number, numbers, unknown, words, type Cell } from '../../table-view.js';

export type MoneyClassShown = 'CRB' | 'NCRB' | 'SB';

/** What was promised and what came of it in these classes, quarter by quarter, as a chart and a table. */
export function moneyLines(
  {
    id,
    name,
    classes,
  }: Readonly<{ id: string; name: string; classes: readonly MoneyClassShown[] }>,
  quarters: readonly QuarterMoney[],
  { asOf, place }: Readonly<{ asOf: string; place: string }>,
) {
  const sums = quarters.map((quarter) => summed(quarter, classes));
  const today = quarters.findLastIndex(({ ahead }) => !ahead);
  const now = sums[today];
  if (now === undefined) return undefined;
  const title = `${name} benefits: ${moneyInWords(now.validated ?? 0)} validated of ${moneyInWords(now.current)} approved to date`;
  const description = linesInWords(now, sums.at(-1), { name, asOf, until: quarters.at(-1)?.on });
  const periods = quarters.map(({ on }) => periodNamed(on));
  const isRevised = sums.some(({ expected, current }) => expected !== current);
  const isRebaselined = sums.some(({ original, current }) => original !== current);
  const lines = [
    ...(isRebaselined ? [LINES.original] : []),
    LINES.current,
    ...(isRevised ? [LINES.expected] : []),
    LINES.validated,
  ];
  return {
    title,
    description,
    subtitle: `Pounds to date, by quarter, ${place}, from ${periods[0] ?? ''} until ${periods.at(-1) ?? ''}`,
    svg: lineChart(
      { id, title, description },
      {
        periods,
        ends: quarters.map(({ on }) => on),
        lines: lines.map(({ of, ...line }) => ({ ...line, values: sums.map((sum) => sum[of]) })),
        shown: moneyInWords,
        ...(today < quarters.length - 1 && { today: { index: today, words: asOf } }),
      },
    ),
    table: {
      caption: `${name} benefits to date, by quarter`,
      slides: true as const,
      columns: [
        words('Up to'),
        ...[
          'Approved first',
          'Approved now',
          'Expected now',
          'Validated',
          'Awaiting validation',
        ].map(numbers),
      ],
      rows: quarters.map(({ on }, index) => {
        const { original, current, expected, validated, awaiting } = sums[index] ?? NOTHING;
        const pounds = [original, current, expected].map((pence) => cell(poundsInWords(pence)));
        return [cell(dayInWords(on)), ...pounds, knownYet(validated), knownYet(awaiting)];
      }),
    },
  };
}

const LINES = {
  original: { name: 'Approved first', stroke: 'dashed', of: 'original' },
  current: { name: 'Approved now', stroke: 'plain', of: 'current' },
  expected: { name: 'Expected now', stroke: 'dotted', of: 'expected' },
  validated: { name: 'Validated', stroke: 'bold', of: 'validated' },
} as const;

const NOTHING: MoneyByThen = {
  original: 0,
  current: 0,
  expected: 0,
  validated: null,
  awaiting: null,
};

const knownYet = (pence: number | null): Cell =>
  pence === null ? unknown('Not yet') : cell(poundsInWords(pence));

const summed = ({ byClass }: QuarterMoney, classes: readonly MoneyClassShown[]): MoneyByThen =>
  classes
    .map((name) => byClass[name])
    .reduce((sum, own) => ({
      original: sum.original + own.original,
      current: sum.current + own.current,
      expected: sum.expected + own.expected,
      validated: bothKnown(sum.validated, own.validated),
      awaiting: bothKnown(sum.awaiting, own.awaiting),
    }));

const bothKnown = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? null : one + other;

function linesInWords(
  now: MoneyByThen,
  end: MoneyByThen | undefined,
  { name, asOf, until }: Readonly<{ name: string; asOf: string; until: IsoDate | undefined }>,
): string {
  const { original, current, expected } = now;
  const parts = [
    `${name} benefits: of the periods that ended by ${asOf}, ${moneyInWords(current)} is approved now${original === current ? '' : `, ${moneyInWords(original)} was approved first`}${expected === current ? '' : `, and ${moneyInWords(expected)} is expected since forecasts were revised`}.`,
    `${moneyInWords(now.validated ?? 0)} of it is validated${(now.awaiting ?? 0) === 0 ? '' : `, and ${moneyInWords(now.awaiting ?? 0)} awaits validation`}.`,
    ...(end === undefined || end === now || until === undefined
      ? []
      : [
          `By ${dayInWords(until)}, ${moneyInWords(end.current)} is approved and ${moneyInWords(end.expected)} expected.`,
        ]),
  ];
  return parts.join(' ');
}

const states = [
  { of: 'silent', name: 'No value yet' },
  { of: 'awaiting', name: 'Awaiting validation' },
  { of: 'validated', name: 'Validated' },
] as const;

const paints: readonly Paint[] = [
  { fill: '#d8dde0', ink: '#4c6272', pattern: 'dots' },
  { fill: '#ffb81c', ink: '#212b32', pattern: 'lines' },
  { fill: '#005eb8', ink: '#005eb8', pattern: 'plain' },
];

/** Of the benefits with anything due by the end of each quarter, how many have something validated. */
export function dueBars(quarters: readonly QuarterMoney[], place: string) {
  const told = quarters.flatMap(({ due, ...quarter }) =>
    due === null ? [] : [{ due, ...quarter }],
  );
  const last = told.at(-1);
  if (last === undefined) return undefined;
  const all = last.due.validated + last.due.awaiting + last.due.silent;
  const title = `${String(last.due.validated)} of ${String(all)} ${all === 1 ? 'benefit' : 'benefits'} due ${last.due.validated === 1 ? 'has' : 'have'} a validated value`;
  const description = dueInWords(last.due, dayInWords(last.on));
  const periods = told.map((quarter) => ({
    period: periodNamed(quarter.on),
    counts: states.map(({ of, name }) => ({ name, count: quarter.due[of] })),
  }));
  return {
    title,
    description,
    subtitle: `Number of benefits due, ${place}, from ${periods[0]?.period ?? ''} until ${periods.at(-1)?.period ?? ''}`,
    svg: stageBars({ id: 'due', title, description }, periods, paints),
    table: {
      caption: 'Benefits due, by result',
      slides: true as const,
      columns: [words('Up to'), ...states.map(({ name }) => numbers(name))],
      rows: told.map(({ on, due }) => [
        cell(dayInWords(on)),
        ...states.map(({ of }) => number(due[of])),
      ]),
    },
  };
}

/** "3 benefits were due by 1 November 2025: 2 have a validated value, 1 awaits validation." */
function dueInWords(
  { validated, awaiting, silent }: NonNullable<QuarterMoney['due']>,
  day: string,
): string {
  const all = validated + awaiting + silent;
  const parts = [
    { count: validated, one: 'has a validated value', many: 'have a validated value' },
    { count: awaiting, one: 'awaits validation', many: 'await validation' },
    { count: silent, one: 'has no value yet that counts', many: 'have no value yet that counts' },
  ].filter(({ count }) => count > 0);
  const had = `${String(all)} ${all === 1 ? 'benefit' : 'benefits'} ${all === 1 ? 'was' : 'were'} due by ${day}`;
  if (all === 0) return `No benefit was due by ${day}.`;
  return `${had}: ${parts.map(({ count, one, many }) => `${String(count)} ${count === 1 ? one : many}`).join(', ')}.`;
}
