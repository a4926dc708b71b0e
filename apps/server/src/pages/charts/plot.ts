import { scaleLinear } from 'd3-scale';
import { roomFor, spread } from './labels.js';
import { periodNames } from './period-names.js';
import { at, escaped, OVER_LINES } from './svg.js';

/** Room around what is drawn; left of it the numbers of the axis have their own. */
export type Layout = Readonly<{
  width: number;
  height: number;
  top: number;
  right: number;
  bottom: number;
}>;

/** Where periods and values are in a drawing, with its grid and the words along both axes. */
export type Plot = Readonly<{
  x: (index: number) => number;
  y: (value: number) => number;
  /** Where the grid begins. */
  left: number;
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

/** Values from 0 up, the periods side by side, or by their last days; numbers of the values stand left of the grid. */
export function plotOf(
  { width, height, top, right, bottom }: Layout,
  periods: readonly string[],
  {
    most,
    shown,
    whole,
    ends,
  }: Readonly<{
    most: number;
    shown: (value: number) => string;
    whole: boolean;
    ends: readonly string[] | undefined;
  }>,
): Plot {
  const foot = height - bottom;
  const y = scaleLinear([0, most > 0 ? most : 1], [foot, top]).nice(5);
  const ticks = y.ticks(5).filter((tick) => !whole || Number.isInteger(tick));
  const left = Math.max(...ticks.map((tick) => roomFor(shown(tick)))) + BESIDE_NUMBERS;
  const x = placesOf(ends?.map((day) => Date.parse(day)) ?? [...periods.keys()], [
    left + INSET,
    width - right - INSET,
  ]);
  const grid = ticks.map(
    (tick) =>
      `<line x1="${at(left)}" x2="${at(width - right)}" y1="${at(y(tick))}" y2="${at(y(tick))}" stroke="#d8dde0"/>` +
      `<text x="${at(left - BESIDE_NUMBERS)}" y="${at(y(tick) + 5)}" text-anchor="end">${escaped(shown(tick))}</text>`,
  );
  return { x, y, left, axes: grid.join('') + periodNames(periods, x, { width, foot }) };
}

/** Where each period is between two sides, as far from the others as their numbers are; one alone is between them. */
function placesOf(
  numbers: readonly number[],
  sides: readonly [number, number],
): (index: number) => number {
  const [first = 0, last = first] = [numbers[0], numbers.at(-1)];
  const scale = scaleLinear([first, last], sides);
  const middle = (sides[0] + sides[1]) / 2;
  return (index) => (first === last ? middle : scale(numbers[index] ?? first));
}

const INSET = 8;
const BESIDE_NUMBERS = 8;

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
  const placed = spread(
    sorted.map(({ y }) => y),
    LINE,
    [top, height - bottom],
  );
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
