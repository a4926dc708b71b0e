import { scalePoint } from 'd3-scale';
import { periodNames, ROOM_BELOW } from './period-names.js';
import { at, escaped, framed, type Caption, type Drawing } from './svg.js';

/** A kind of what happened, and how often it did in each of the quarters. */
export type QuarterRow = Readonly<{ name: string; counts: readonly number[] }>;

type Layout = Readonly<{ width: number; left: number; row: number; names: 'beside' | 'above' }>;

const WIDE: Layout = { width: 800, left: 110, row: 44, names: 'beside' };
const NARROW: Layout = { width: 340, left: 0, row: 62, names: 'above' };
const TOP = 8;
/** Three digits have room in it. */
const RADIUS = 13;
const INK = '#005eb8';

/** Along a line for each kind a circle for each quarter in which there was any, with how many. */
export const quarterDots = (
  caption: Caption,
  quarters: readonly string[],
  rows: readonly QuarterRow[],
): string =>
  framed(caption, {
    wide: () => drawn(WIDE, quarters, rows),
    narrow: () => drawn(NARROW, quarters, rows),
  });

function drawn(
  { width, left, row, names }: Layout,
  quarters: readonly string[],
  rows: readonly QuarterRow[],
): Drawing {
  const foot = TOP + row * rows.length;
  const scale = scalePoint<number>(
    quarters.map((_, index) => index),
    [left + RADIUS + 1, width - RADIUS - 1],
  );
  const x = (index: number): number => scale(index) ?? left;
  const marks = rows.map(({ name, counts }, index) => {
    const y = foot - row * (rows.length - 1 - index) - RADIUS - 4;
    const place = names === 'beside' ? y + 5 : y - RADIUS - 8;
    return (
      `<text x="0" y="${at(place)}">${escaped(name)}</text>` +
      `<line x1="${at(left)}" x2="${at(width)}" y1="${at(y)}" y2="${at(y)}" stroke="#aeb7bd"/>` +
      counts.map((count, quarter) => (count === 0 ? '' : dot(x(quarter), y, count))).join('')
    );
  });
  return {
    ...{ width, height: foot + ROOM_BELOW },
    marks: marks.join('') + periodNames(quarters, x, { width, foot }),
  };
}

const dot = (x: number, y: number, count: number): string =>
  `<circle cx="${at(x)}" cy="${at(y)}" r="${String(RADIUS)}" fill="#ffffff" stroke="${INK}" stroke-width="2"/>` +
  `<text x="${at(x)}" y="${at(y + 5)}" text-anchor="middle">${String(count)}</text>`;
