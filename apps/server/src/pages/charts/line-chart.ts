import {
  markAt,
  namesAbove,
  namesBeside,
  pathOf,
  plotOf,
  roomAbove,
  sampleOf,
  strokeOf,
  strokes,
  type Layout,
} from './plot.js';
import { at, framed, type Caption, type Drawing } from './svg.js';

/** One value for each period; null where it is not known. */
export type Line = Readonly<{
  name: string;
  stroke: keyof typeof strokes;
  values: readonly (number | null)[];
}>;

export type Lines = Readonly<{
  /** For example "Jul to Sep 2025". */
  periods: readonly string[];
  /** At most four, each with a stroke of its own. */
  lines: readonly Line[];
  /** A value on the axis, and beside the name of a line. */
  shown: (value: number) => string;
  /** The last period of which anything can be known, where later ones are drawn too. */
  today?: Readonly<{ index: number; words: string }>;
}>;

const WIDE: Layout = {
  width: 800,
  height: 372,
  top: 42,
  right: 250,
  bottom: 60,
  left: 104,
  named: 5,
};
const NARROW = { width: 340, plotted: 240, right: 46, bottom: 60, left: 6, named: 3 };

/** Lines over time, each named beside its end with its last value. */
export const lineChart = (caption: Caption, chart: Lines): string =>
  framed(caption, {
    wide: () => wide(chart),
    narrow: () => narrow(chart),
  });

function wide(chart: Lines): Drawing {
  const { marks, y } = drawn(WIDE, chart);
  const names = namesBeside(
    WIDE,
    named(chart).map(({ last, ...name }) => ({ ...name, y: y(last) })),
  );
  return { width: WIDE.width, height: WIDE.height, marks: marks + names };
}

function narrow(chart: Lines): Drawing {
  const { plotted, ...rest } = NARROW;
  const top = roomAbove(chart.lines.length);
  const layout = { ...rest, top, height: top + plotted + rest.bottom };
  const { marks } = drawn(layout, chart);
  return { width: layout.width, height: layout.height, marks: namesAbove(named(chart)) + marks };
}

function drawn(layout: Layout, { periods, lines, shown, today }: Lines) {
  const most = Math.max(0, ...lines.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const { x, y, axes } = plotOf(layout, periods, { most, shown });
  const paths = lines.map(({ values, stroke }) => {
    const points = values.map((value, period) =>
      value === null ? undefined : ([x(period), y(value)] as const),
    );
    return `<path d="${pathOf(points)}" ${strokeOf(strokes[stroke])}/>${endOf(points, strokes[stroke].colour)}`;
  });
  const mark = today === undefined ? '' : markAt(layout, x(today.index), today.words);
  return { marks: axes + mark + paths.join(''), y };
}

/** Where a line ends, so that a line of a single point is seen. */
function endOf(points: readonly (readonly [number, number] | undefined)[], colour: string): string {
  const end = points.findLast((point) => point !== undefined);
  return end === undefined
    ? ''
    : `<circle cx="${at(end[0])}" cy="${at(end[1])}" r="4" fill="${colour}"/>`;
}

const named = ({ lines, shown }: Lines) =>
  lines.map(({ name, values, stroke }) => {
    const last = values.findLast((value) => value !== null) ?? null;
    return {
      text: `${name}: ${last === null ? 'not known' : shown(last)}`,
      sample: sampleOf(strokes[stroke]),
      last: last ?? 0,
    };
  });
