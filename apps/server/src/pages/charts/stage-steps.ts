import { scaleLinear } from 'd3-scale';
import { curveStepAfter, line } from 'd3-shape';
import { spread } from './labels.js';
import { at, escaped, framed, type Caption, type Drawing } from './svg.js';
import { timeAxis, type Days } from './time-axis.js';

/** One trust: the stage it was at from a day on, undefined where it had not reported. */
export type StageSteps = Readonly<{
  code: string;
  name: string;
  steps: readonly Readonly<{ from: string; stage: number | undefined }>[];
}>;

type Layout = Readonly<{
  width: number;
  plot: number;
  left: number;
  right: number;
  letters: number;
  /** Whether there is room to name the lines at their ends too. */
  ends: boolean;
}>;

const WIDE: Layout = { width: 800, plot: 260, left: 76, right: 84, letters: 70, ends: true };
const NARROW: Layout = {
  ...{ width: 340, plot: 240, left: 66, right: 8, letters: 38 },
  ends: false,
};
const KEY_LINE = 24;
const TOP = 12;
const BOTTOM = 30;
/** Lines at one stage lie beside each other. */
const APART = 5;
const LABEL = 17;

/** Told apart by dashes as well as by colour. */
const strokes = [
  { colour: '#005eb8', dash: '' },
  { colour: '#8a1538', dash: '8 4' },
  { colour: '#006747', dash: '2 3' },
  { colour: '#330072', dash: '12 3 2 3' },
] as const;

/** The stages of up to four trusts over time. */
export const stageSteps = (caption: Caption, trusts: readonly StageSteps[], days: Days): string =>
  framed(caption, {
    wide: () => drawn(WIDE, trusts, days),
    narrow: () => drawn(NARROW, trusts, days),
  });

function drawn(layout: Layout, trusts: readonly StageSteps[], days: Days): Drawing {
  const { width, plot, left, right, ends } = layout;
  const top = TOP + KEY_LINE * trusts.length + 10;
  const { x, marks: axis } = timeAxis(days, [left, width - right], top + plot);
  const y = scaleLinear([0, 4], [top + plot - 14, top + 14]);
  const grid = [0, 1, 2, 3, 4].map(
    (stage) =>
      `<line x1="${String(left)}" x2="${String(width - right)}" y1="${at(y(stage))}" y2="${at(y(stage))}" stroke="#d8dde0"/>` +
      `<text x="${String(left - 10)}" y="${at(y(stage) + 5)}" text-anchor="end">${stage === 0 ? 'Below 1' : String(stage)}</text>`,
  );
  const offset = (index: number): number => (index - (trusts.length - 1) / 2) * APART;
  const lines = trusts.map(({ steps }, index) => {
    const points = [...steps, { from: days.to, stage: steps.at(-1)?.stage }];
    const path = line<(typeof points)[number]>()
      .defined(({ stage }) => stage !== undefined)
      .x(({ from }) => x(from < days.from ? days.from : from))
      .y(({ stage }) => y(stage ?? 0) + offset(index))
      .curve(curveStepAfter)(points);
    return `<path d="${path ?? ''}" fill="none" ${strokeOf(index)}/>`;
  });
  const marks = [
    ...grid,
    axis,
    ...lines,
    ends ? labelsAtTheEnd(layout, trusts, { y, foot: top + plot }) : '',
    key(layout, trusts),
  ];
  return { width, height: top + plot + BOTTOM, marks: marks.join('') };
}

const strokeOf = (index: number): string => {
  const { colour, dash } = strokes[index % strokes.length] ?? strokes[0];
  return `stroke="${colour}" stroke-width="3"${dash === '' ? '' : ` stroke-dasharray="${dash}"`}`;
};

/** The codes beside the ends of their lines, spread so that none covers another. */
function labelsAtTheEnd(
  { width, right }: Layout,
  trusts: readonly StageSteps[],
  { y, foot }: Readonly<{ y: (stage: number) => number; foot: number }>,
): string {
  const ends = trusts
    .map(({ code, steps }) => ({ code, stage: steps.at(-1)?.stage }))
    .filter((each): each is { code: string; stage: number } => each.stage !== undefined)
    .toSorted((one, other) => other.stage - one.stage);
  const places = spread(
    ends.map(({ stage }) => y(stage) + 5),
    LABEL,
    [0, foot],
  );
  return ends
    .map(
      ({ code }, index) =>
        `<text x="${String(width - right + 6)}" y="${at(places[index] ?? 0)}">${escaped(code)}</text>`,
    )
    .join('');
}

const key = ({ letters }: Layout, trusts: readonly StageSteps[]): string =>
  trusts
    .map(({ code, name }, index) => {
      const y = TOP + index * KEY_LINE;
      const text = `${code} ${name}`;
      const shown = text.length > letters ? `${text.slice(0, letters - 1).trimEnd()}…` : text;
      return (
        `<line x1="0" x2="34" y1="${String(y - 5)}" y2="${String(y - 5)}" ${strokeOf(index)}/>` +
        `<text x="42" y="${String(y)}">${escaped(shown)}</text>`
      );
    })
    .join('');
