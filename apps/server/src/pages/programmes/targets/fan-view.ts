import type { TargetCourseAnswer, TargetForecastAnswer } from '#read-models';
import { dayInWords, type IsoDate } from '#vocabulary';
import { lineChart } from '../../charts/line-chart.js';
import { periodNamed, trustsInWords } from '../../stages-in-words.js';
import { cell, number, numbers, unknown, words } from '../../table-view.js';
import { deadlineInWords, rangeInWords } from './target-words.js';

type Place = Readonly<{ place: string; asOf: string }>;

/** How many reached a target so far, and how many may by the quarters ahead, as a fan. */
export function fanView(
  { reached, ahead, deadlineOn }: TargetCourseAnswer,
  forecast: TargetForecastAnswer,
  { place, asOf }: Place,
) {
  const now = reached.at(-1);
  if (now === undefined || now.denominator === 0) return undefined;
  // Of those that have a chance, all that do not miss come on top of those that are there.
  const known = forecast.trusts.filter(({ probability }) => probability !== null).length;
  const all = now.numerator + known;
  // Where nobody is awaited, nothing is to come.
  const points = (known === 0 ? [] : ahead).map(({ by, p10, p50, p90 }) => {
    return { on: by, low: all - p90, middle: all - p50, high: all - p10 };
  });
  const periods = [...reached, ...points].map(({ on }) => periodNamed(on));
  const past = reached.map(() => null);
  const start = (values: readonly number[]) => [...past.slice(1), now.numerator, ...values];
  const deadline = [...reached, ...points].findIndex(({ on }) => on >= deadlineOn);
  // Where no chances are given, their columns would be empty.
  const chances = points.length === 0 ? [] : CHANCES;
  const title = titleOf(forecast, points.find(({ on }) => on >= deadlineOn) ?? points.at(-1));
  const description = inWords(forecast, points, asOf);
  return {
    title,
    description,
    subtitle: `Number of trusts that have reached it, ${place}, from ${periods[0] ?? ''} until ${periods.at(-1) ?? ''}`,
    svg: lineChart(
      { id: 'fan', title, description },
      {
        periods,
        ends: [...reached, ...points].map(({ on }) => on),
        lines: [
          {
            name: 'Reached',
            stroke: 'bold',
            values: [...reached.map(({ numerator }) => numerator), ...points.map(() => null)],
          },
          ...(points.length === 0
            ? []
            : [
                {
                  name: 'Even chance',
                  stroke: 'plain' as const,
                  values: start(points.map(({ middle }) => middle)),
                },
              ]),
        ],
        ...(points.length > 0 && {
          band: {
            name: '8 in 10 chances',
            low: start(points.map(({ low }) => low)),
            high: start(points.map(({ high }) => high)),
          },
        }),
        ...(forecast.needed !== null && { level: { name: 'Target', value: forecast.needed } }),
        ...(deadline >= 0 && {
          today: { index: deadline, words: `Deadline ${deadlineInWords(forecast)}` },
        }),
        shown: String,
        counts: true,
      },
    ),
    table: {
      caption: 'Trusts that reached the target, by quarter',
      columns: [words('By'), numbers('Reached'), numbers('Not known'), ...chances.map(numbers)],
      rows: [
        ...reached.map(({ on, numerator, unknown: dark }) => [
          cell(dayInWords(on)),
          number(numerator),
          number(dark),
          ...chances.map(() => unknown('Not applicable')),
        ]),
        ...points.map(({ on, low, middle, high }) => [
          cell(dayInWords(on)),
          unknown('Not yet'),
          unknown('Not yet'),
          ...[low, middle, high].map((count) => number(count)),
        ]),
      ],
    },
  };
}

const CHANCES = [
  'Low: 9 in 10 chances of at least this (P10)',
  'Middle: an even chance (P50)',
  'High: 1 in 10 chances of this or more (P90)',
] as const;

type Point = Readonly<{ low: number; middle: number; high: number }>;

/** The message in at most 15 words. */
function titleOf(forecast: TargetForecastAnswer, at: Point | undefined): string {
  const { reached, denominator, untold: dark, needed, deadlineOn, asOf } = forecast;
  const standing = `${String(reached)} of ${String(denominator)} trusts have reached it`;
  if (needed !== null && reached >= needed) {
    return `${standing}; the target is ${String(needed)}`;
  }
  if (deadlineOn < asOf) {
    if (dark > 0) return `${knownToHave(reached, denominator)}; not known for ${String(dark)}`;
    return `${standing}, past its deadline${needed === null ? '' : `; the target was ${String(needed)}`}`;
  }
  if (at === undefined) {
    return needed === null ? standing : `${standing}; the target is ${String(needed)}`;
  }
  return `${rangeInWords(at)} of ${String(denominator)} trusts will likely be in time${needed === null ? '' : `; the target is ${String(needed)}`}`;
}

/** Where all chances come to one number, it is said once. */
export function endInWords({ on, low, middle, high }: Point & Readonly<{ on: IsoDate }>): string {
  const likely = `By ${periodNamed(on)}, ${rangeInWords({ low, high })} ${high === 1 ? 'is' : 'are'} likely to have`;
  return low === high ? `${likely}.` : `${likely}, with an even chance of ${String(middle)}.`;
}

const knownToHave = (reached: number, denominator: number): string =>
  reached === 0
    ? `None of ${trustsInWords(denominator)} is known to have reached it`
    : `${String(reached)} of ${String(denominator)} trusts are known to have reached it`;

function inWords(
  forecast: TargetForecastAnswer,
  points: readonly (Point & Readonly<{ on: IsoDate }>)[],
  asOf: string,
): string {
  const { denominator, untold: dark, numerator, needed, deadlineOn } = forecast;
  const reached = `${String(forecast.reached)} of ${String(denominator)} trusts`;
  const standing =
    dark === 0
      ? `${reached} have reached it`
      : `${reached} are known to have reached it; for ${String(dark)} it is not known`;
  const end = points.at(-1);
  const was = deadlineOn < forecast.asOf ? 'was' : 'is';
  return [
    `On ${asOf}, ${standing}${needed === null ? '' : `. The target ${was} ${String(needed)} by ${dayInWords(deadlineOn)}`}.`,
    ...(end === undefined
      ? numerator === 0
        ? []
        : deadlineOn < forecast.asOf
          ? []
          : ['Too few earlier go-lives are known to say how many will follow.']
      : [endInWords(end)]),
  ].join(' ');
}
