import type { TargetCourseAnswer, TargetForecastAnswer } from '#read-models';
import { dayInWords, type IsoDate } from '#vocabulary';
import { lineChart } from '../../charts/line-chart.js';
import { periodNamed } from '../../stages-in-words.js';
import { cell, number, numbers, unknown, words } from '../../table-view.js';
import { deadlineInWords } from './target-words.js';

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
        ...(forecast.needed !== null && { level: { name: 'Asked for', value: forecast.needed } }),
        ...(deadline >= 0 && {
          today: { index: deadline, words: `Deadline ${deadlineInWords(forecast)}` },
        }),
        shown: (value) => String(Number(value.toFixed(1))),
      },
    ),
    table: {
      caption: 'Trusts that have reached it, and may reach it',
      columns: [
        words('By'),
        numbers('Reached'),
        numbers('Not known'),
        numbers('Low: 9 in 10 chances of at least this (P10)'),
        numbers('Middle: an even chance (P50)'),
        numbers('High: 1 in 10 chances of this or more (P90)'),
      ],
      rows: [
        ...reached.map(({ on, numerator, unknown: dark }) => [
          cell(dayInWords(on)),
          number(numerator),
          number(dark),
          ...[1, 2, 3].map(() => unknown('Not applicable')),
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

type Point = Readonly<{ low: number; middle: number; high: number }>;

/** The message in at most 15 words. */
function titleOf(forecast: TargetForecastAnswer, at: Point | undefined): string {
  const { reached, denominator, needed, deadlineOn, asOf } = forecast;
  const standing = `${String(reached)} of ${String(denominator)} trusts have reached it`;
  if (needed !== null && reached >= needed) {
    return `${standing}; it asks for ${String(needed)}`;
  }
  if (deadlineOn < asOf)
    return `${standing}, past its deadline${needed === null ? '' : `; it asked for ${String(needed)}`}`;
  if (at === undefined) {
    return needed === null ? standing : `${standing}; it asks for ${String(needed)}`;
  }
  const likely = at.low === at.high ? String(at.low) : `${String(at.low)} to ${String(at.high)}`;
  return `${likely} of ${String(denominator)} trusts will likely be in time${needed === null ? '' : `; it asks for ${String(needed)}`}`;
}

function inWords(
  { reached, denominator, numerator, needed, deadlineOn }: TargetForecastAnswer,
  points: readonly (Point & Readonly<{ on: IsoDate }>)[],
  asOf: string,
): string {
  const end = points.at(-1);
  const awaited =
    numerator === 0
      ? 'Nobody else is awaited.'
      : 'Too few go-lives were seen to say how it will go on.';
  return [
    `On ${asOf}, ${String(reached)} of ${String(denominator)} trusts have reached it${needed === null ? '' : `; it asks for ${String(needed)} by ${dayInWords(deadlineOn)}`}.`,
    ...(end === undefined
      ? [awaited]
      : [
          `By ${periodNamed(end.on)}, ${String(end.low)} to ${String(end.high)} are likely to have, with an even chance of ${String(end.middle)}.`,
        ]),
  ].join(' ');
}
