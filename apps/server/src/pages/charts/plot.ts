import { scaleLinear, scalePoint } from 'd3-scale';
import { at, escaped, OVER_LINES } from './svg.js';

/** Room around what is drawn, and how many of the periods are named below it. */
export type Layout = Readonly<{
  width: number;
  height: number;
  top: number;
  right: number;
  bottom: number;
  left: number;
  named: number;
}>;

/** Where periods and values are in a drawing, with its grid and the words along both axes. */
export type Plot = Readonly<{
  x: (index: number) => number;
  y: (value: number) => number;
  axes: string;
}>;

/** How a line looks: told apart by its dashes as well as by its colour, each 3 to 1 against white. */
export type Stroke = Readonly<{ colour: string; width: number; dashes: string }>;

export const strokes = {
  dashed: { colour: '#4c6272', width: 2, dashes: '7 5' },
  plain: { colour: '#005eb8', width: 2.5, dashes: '' },
  dotted: { colour: '#b35c00', width: 2.5, dashes: '2 4' },
  bold: { colour: '#006747', width: 4, dashes: '' },
} as const satisfies Readonly<Record<string, Stroke>>;

/** Values from 0 up, the periods side by side; numbers of the values stand left of the grid, or on it. */
export function plotOf(
  layout: Layout,
  periods: readonly string[],
  {
    most,
    shown,
    whole,
  }: Readonly<{ most: number; shown: (value: number) => string; whole: boolean }>,
): Plot {
  const { width, height, top, right, bottom, left } = layout;
  const scale = scalePoint<number>(
    periods.map((_, index) => index),
    [left + INSET, width - right - INSET],
  );
  const x = (index: number): number => scale(index) ?? left;
  const y = scaleLinear([0, most > 0 ? most : 1], [height - bottom, top]).nice(5);
  const outside = left > ROOM_FOR_NUMBERS;
  const ticks = y.ticks(5).filter((tick) => !whole || Number.isInteger(tick));
  const grid = ticks.map((tick) => {
    const line = `<line x1="${at(left)}" x2="${at(width - right)}" y1="${at(y(tick))}" y2="${at(y(tick))}" stroke="#d8dde0"/>`;
    const [tx, ty, anchor] = outside
      ? [left - 8, y(tick) + 5, 'end']
      : [left, y(tick) - 4, 'start'];
    return `${line}<text ${OVER_LINES} x="${at(tx)}" y="${at(ty)}" text-anchor="${anchor}">${escaped(shown(tick))}</text>`;
  });
  return { x, y, axes: grid.join('') + namesBelow(layout, periods, x) };
}

const INSET = 8;
/** Wide enough for "£12.5 million" beside the grid. */
const ROOM_FOR_NUMBERS = 60;

/** "27 November" is no wider than twice this. */
const HALF_A_NAME = 44;

/** Two lines each, not more than fit side by side; the first begins where its period is. */
function namesBelow(
  { height, named }: Layout,
  periods: readonly string[],
  x: (index: number) => number,
): string {
  const every = Math.max(1, Math.ceil(periods.length / named));
  const last = periods.length - 1;
  return periods
    .map((period, index) => {
      if ((last - index) % every !== 0) return '';
      const anchor = x(index) < HALF_A_NAME ? 'start' : 'middle';
      const cut = period.lastIndexOf(' ');
      const place = `x="${at(x(index))}" text-anchor="${anchor}"`;
      return (
        `<text ${place} y="${String(height - 38)}">${escaped(period.slice(0, cut))}</text>` +
        `<text ${place} y="${String(height - 20)}">${escaped(period.slice(cut + 1))}</text>`
      );
    })
    .join('');
}

/** A line through points; a point that is not known breaks it. */
export function pathOf(points: readonly (readonly [x: number, y: number] | undefined)[]): string {
  let isDrawing = false;
  return points
    .map((point) => {
      const command = isDrawing ? 'L' : 'M';
      isDrawing = point !== undefined;
      return point === undefined ? '' : `${command}${at(point[0])} ${at(point[1])}`;
    })
    .join('');
}

export const strokeOf = ({ colour, width, dashes }: Stroke): string =>
  `fill="none" stroke="${colour}" stroke-width="${String(width)}"${dashes === '' ? '' : ` stroke-dasharray="${dashes}"`}`;

/** A vertical mark with words at its top, on the side where there is room. */
export function markAt(
  { width, height, top, right, bottom }: Layout,
  x: number,
  words: string,
): string {
  const isRight = x > (width - right) / 2;
  return (
    `<line x1="${at(x)}" x2="${at(x)}" y1="${at(top - 32)}" y2="${at(height - bottom)}" stroke="#212b32" stroke-dasharray="1 3"/>` +
    `<text ${OVER_LINES} x="${at(isRight ? x - 6 : x + 6)}" y="${at(top - 22)}" text-anchor="${isRight ? 'end' : 'start'}">${escaped(words)}</text>`
  );
}

/** A name with a sample of what it names. */
export type Named = Readonly<{ text: string; sample: (x: number, y: number) => string }>;

/** A sample of a line, as wide as the names leave room for. */
export const sampleOf =
  (stroke: Stroke): Named['sample'] =>
  (x, y) =>
    `<path d="M${at(x)} ${at(y)}L${at(x + 22)} ${at(y)}" ${strokeOf(stroke)}/>`;

const LINE = 22;

/** Names right of what is drawn, each as near to its height as the others let it. */
export function namesBeside(
  { width, height, top, right, bottom }: Layout,
  names: readonly (Named & Readonly<{ y: number }>)[],
): string {
  const sorted = [...names].sort((one, other) => one.y - other.y);
  let free = top;
  const placed = sorted.map((name) => {
    const y = Math.max(name.y, free);
    free = y + LINE;
    return y;
  });
  // What was pushed below the frame pushes the others up again.
  let lowest = height - bottom;
  for (let index = placed.length - 1; index >= 0; index--) {
    placed[index] = Math.min(placed[index] ?? 0, lowest);
    lowest = (placed[index] ?? 0) - LINE;
  }
  return sorted
    .map(({ text, sample }, index) => nameAt(text, sample, width - right + 10, placed[index] ?? 0))
    .join('');
}

/** One below the other above what is drawn, where nothing fits beside it. */
export const namesAbove = (names: readonly Named[]): string =>
  names.map(({ text, sample }, index) => nameAt(text, sample, 0, 10 + index * LINE)).join('');

/** How much room that takes. */
export const roomAbove = (names: number): number => names * LINE + 48;

const nameAt = (text: string, sample: Named['sample'], x: number, y: number): string =>
  `${sample(x, y)}<text x="${at(x + 28)}" y="${at(y + 5)}">${escaped(text)}</text>`;
