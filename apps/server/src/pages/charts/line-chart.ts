import { ROOM_BELOW } from './period-names.js';
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

/** Between which values something lies, period by period; null where it is not known. */
type Band = Readonly<{
  name: string;
  low: readonly (number | null)[];
  high: readonly (number | null)[];
}>;

export type Lines = Readonly<{
  /** For example "Jul to Sep 2025". */
  periods: readonly string[];
  /** Their last days, where one of them is shorter than the others: its point is as near as its day. */
  ends?: readonly string[];
  /** At most four, each with a stroke of its own. */
  lines: readonly Line[];
  /** A value on the axis, and beside the name of a line. */
  shown: (value: number) => string;
  /** What is counted has no halves on the axis. */
  counts?: true;
  /** The last period of which anything can be known, where later ones are drawn too. */
  today?: Readonly<{ index: number; words: string }>;
  band?: Band;
  /** A value that is asked for, on the whole width. */
  level?: Readonly<{ name: string; value: number }>;
}>;

const WIDE: Layout = {
  width: 800,
  height: 390,
  top: 42,
  right: 272,
  bottom: ROOM_BELOW,
};
const NARROW = { width: 340, plotted: 240, right: 8, bottom: ROOM_BELOW };

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
  const top = roomAbove(named(chart).length);
  const layout = { ...rest, top, height: top + plotted + rest.bottom };
  const { marks } = drawn(layout, chart);
  return { width: layout.width, height: layout.height, marks: namesAbove(named(chart)) + marks };
}

function drawn(layout: Layout, { periods, ends, lines, shown, counts, today, band, level }: Lines) {
  const values = [...lines.flatMap((line) => line.values), ...(band?.high ?? []), level?.value];
  const most = Math.max(0, ...values.map((value) => value ?? 0));
  const { x, y, left, axes } = plotOf(layout, periods, {
    ...{ most, shown, whole: counts === true, ends },
  });
  const paths = lines.map(({ values, stroke }) => {
    const points = values.map((value, period) =>
      value === null ? undefined : ([x(period), y(value)] as const),
    );
    return `<path d="${pathOf(points)}" ${strokeOf(strokes[stroke])}/>${endOf(points, strokes[stroke].colour)}`;
  });
  const mark = today === undefined ? '' : markAt(layout, x(today.index), today.words);
  const between = band === undefined ? '' : bandPath(band, x, y);
  const asked = level === undefined ? '' : levelAt(layout, left, y(level.value));
  return { marks: axes + between + asked + mark + paths.join(''), y };
}

/** Up along its low side, and back along its high one. */
function bandPath(
  { low, high }: Band,
  x: (index: number) => number,
  y: (value: number) => number,
): string {
  const side = (values: Band['low']) =>
    values.flatMap((value, index) => (value === null ? [] : [`${at(x(index))} ${at(y(value))}`]));
  const points = [...side(low), ...side(high).reverse()];
  return points.length === 0
    ? ''
    : `<path d="M${points.join('L')}Z" fill="${BAND}" stroke="#4c6272" stroke-width="1.5"/>`;
}

const BAND = '#d2dfef';
const LEVEL = 'stroke="#7c2855" stroke-width="2" stroke-dasharray="10 3 2 3"';

const levelAt = ({ width, right }: Layout, left: number, y: number): string =>
  `<line x1="${at(left)}" x2="${at(width - right)}" y1="${at(y)}" y2="${at(y)}" ${LEVEL}/>`;

/** Where a line ends, so that a line of a single point is seen. */
function endOf(points: readonly (readonly [number, number] | undefined)[], colour: string): string {
  const end = points.findLast((point) => point !== undefined);
  return end === undefined
    ? ''
    : `<circle cx="${at(end[0])}" cy="${at(end[1])}" r="4" fill="${colour}"/>`;
}

const named = ({ lines, shown, band, level }: Lines) => [
  ...lines.map(({ name, values, stroke }) => {
    const last = values.findLast((value) => value !== null) ?? null;
    return {
      text: `${name}: ${last === null ? 'not known' : shown(last)}`,
      sample: sampleOf(strokes[stroke]),
      last: last ?? 0,
    };
  }),
  ...(band === undefined ? [] : [namedBand(band, shown)]),
  ...(level === undefined
    ? []
    : [{ text: `${level.name}: ${shown(level.value)}`, sample: levelSample, last: level.value }]),
];

function namedBand({ name, low, high }: Band, shown: Lines['shown']) {
  const last = (values: Band['low']) => values.findLast((value) => value !== null) ?? 0;
  const [from, to] = [last(low), last(high)];
  return {
    text: `${name}: ${shown(from)}${from === to ? '' : ` to ${shown(to)}`}`,
    sample: (x: number, y: number) =>
      `<rect x="${at(x)}" y="${at(y - 7)}" width="22" height="14" fill="${BAND}" stroke="#4c6272"/>`,
    last: from,
  };
}

const levelSample = (x: number, y: number): string =>
  `<line x1="${at(x)}" x2="${at(x + 22)}" y1="${at(y)}" y2="${at(y)}" ${LEVEL}/>`;
