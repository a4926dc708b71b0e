import { scaleLinear, type ScaleLinear } from 'd3-scale';
import {
  at,
  escaped,
  framed,
  OVER_LINES,
  patternDefs,
  type Caption,
  type Drawing,
  type Paint,
} from './svg.js';

/** The parts of 100 points, in the order of the cascade. */
export const partKinds = [
  'not-installed',
  'not-used',
  'either-of-two',
  'not-shown',
  'any-of-three',
  'not-known',
  'value',
] as const;
export type GapPartKind = (typeof partKinds)[number];
export type GapPart = Readonly<{ kind: GapPartKind; name: string; points: number }>;

const WIDE = { width: 800, height: 250, top: 10, right: 70, bottom: 34, left: 190 };
const NARROW = { width: 340, top: 4, right: 12, bottom: 30, left: 6, row: 52 };

const paints: Readonly<Record<GapPartKind, Paint>> = {
  'not-installed': { fill: '#4c6272', ink: '#ffffff', pattern: 'lines' },
  'not-used': { fill: '#ed8b00', ink: '#212b32', pattern: 'dots' },
  'either-of-two': { fill: '#aeb7bd', ink: '#212b32', pattern: 'cross' },
  'not-shown': { fill: '#ffb81c', ink: '#212b32', pattern: 'cross' },
  'any-of-three': { fill: '#aeb7bd', ink: '#212b32', pattern: 'dots' },
  'not-known': { fill: '#e8edee', ink: '#4c6272', pattern: 'lines' },
  value: { fill: '#005eb8', ink: '#005eb8', pattern: 'plain' },
};

const paintsOf = (parts: readonly GapPart[]): readonly Paint[] =>
  parts.map(({ kind }) => paints[kind]);

/** Of 100 points of intended value: what is lost at each step, and what is left. */
export const gapWaterfall = (caption: Caption, parts: readonly GapPart[]): string =>
  framed(caption, {
    wide: (id) => wide(id, steps(parts)),
    narrow: (id) => narrow(id, steps(parts)),
  });

type Step = GapPart & Readonly<{ from: number; to: number }>;

/** Each loss is taken from what the one before left; what is left at the end stands on zero. */
function steps(parts: readonly GapPart[]): readonly Step[] {
  let left = 100;
  return parts.map((part, index) => {
    const to = left;
    if (index === parts.length - 1) return { ...part, from: 0, to };
    left -= part.points;
    return { ...part, from: left, to };
  });
}

/** Names to the left of the bars, numbers to their right. */
function wide(id: string, parts: readonly Step[]): Drawing {
  const { width, height, top, right, bottom, left } = WIDE;
  const x = scaleLinear([0, 100], [left, width - right]);
  const row = (height - top - bottom) / parts.length;
  const bars = parts.map(({ name, points, from, to }, index) => {
    const y = top + index * row;
    return (
      `<text x="${String(left - 10)}" y="${at(y + row / 2 + 5)}" text-anchor="end">${escaped(name)}</text>` +
      bar(id, index, { x: x(from), y: y + 6, width: x(to) - x(from), height: row - 12 }) +
      `<text ${OVER_LINES} x="${at(x(to) + 6)}" y="${at(y + row / 2 + 5)}" font-weight="bold">${points.toFixed(1)}</text>`
    );
  });
  return {
    width,
    height,
    marks: patternDefs(id, paintsOf(parts)) + axis(x, [top, height - bottom]) + bars.join(''),
  };
}

/** Names and numbers on a line of their own above each bar. */
function narrow(id: string, parts: readonly Step[]): Drawing {
  const { width, top, right, bottom, left, row } = NARROW;
  const height = top + row * parts.length + bottom;
  const x = scaleLinear([0, 100], [left, width - right]);
  const bars = parts.map(({ name, points, from, to }, index) => {
    const y = top + index * row;
    return (
      `<text x="${String(left)}" y="${at(y + 16)}">${escaped(name)}: <tspan font-weight="bold">${points.toFixed(1)}</tspan></text>` +
      bar(id, index, { x: x(from), y: y + 22, width: x(to) - x(from), height: 22 })
    );
  });
  return {
    width,
    height,
    marks:
      patternDefs(id, paintsOf(parts)) +
      axis(x, [height - bottom, height - bottom + 4]) +
      bars.join(''),
  };
}

const bar = (
  id: string,
  index: number,
  { x, y, width, height }: Readonly<{ x: number; y: number; width: number; height: number }>,
): string =>
  `<rect x="${at(x)}" y="${at(y)}" width="${at(width)}" height="${at(height)}" fill="url(#${id}-p${String(index)})" stroke="#212b32"/>`;

/** Lines from the first height to the second, and their numbers below. */
const axis = (x: ScaleLinear<number, number>, [from, to]: readonly [number, number]): string =>
  x
    .ticks(5)
    .map(
      (tick) =>
        `<line x1="${at(x(tick))}" x2="${at(x(tick))}" y1="${at(from)}" y2="${at(to)}" stroke="#aeb7bd"/>` +
        `<text x="${at(x(tick))}" y="${at(to + 20)}" text-anchor="middle">${String(tick)}</text>`,
    )
    .join('');
