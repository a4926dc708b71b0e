import { spread } from './labels.js';
import type { Scales, SpcDrawn } from './spc-series.js';
import { at } from './svg.js';

/** The room around what is drawn. */
type Frame = Readonly<Record<'width' | 'height' | 'top' | 'right' | 'bottom' | 'left', number>>;

/** Of the circle around the number of a mark. */
export const RADIUS = 9;
/** How far a mark is from its neighbours, and a row of them from the next. */
export const ROW = 20;

/** In how many rows marks have room side by side. */
export const rowsOf = (marks: number, room: number): number =>
  Math.max(1, Math.ceil(marks / Math.max(1, Math.floor(room / ROW))));

/** Numbered in the order of their days, from row to row; a mark moved aside leads to its day. */
export function marksOf(
  { width, top, right, height, bottom, left }: Frame,
  happened: SpcDrawn['marks'],
  { x, rows }: Readonly<{ x: Scales['x']; rows: number }>,
): readonly string[] {
  const inOrder = happened.toSorted((one, other) => x(one.on) - x(other.on));
  const placed = Array.from({ length: rows }, (_, row) => {
    const own = inOrder.filter((_mark, index) => index % rows === row);
    const places = spread(
      own.map(({ on }) => x(on)),
      ROW,
      [left + RADIUS + 1, width - right],
    );
    return own.map((mark, index) => ({ ...mark, label: places[index] ?? 0, up: 16 + row * ROW }));
  }).flat();
  return [
    ...placed.map(
      ({ on, label, up }) =>
        `<polyline points="${at(label)},${at(up)} ${at(x(on))},${at(top)} ${at(x(on))},${at(height - bottom)}" fill="none" stroke="#212b32" stroke-dasharray="1 4"/>`,
    ),
    ...placed.map(
      ({ number, label, up }) =>
        `<circle cx="${at(label)}" cy="${at(up)}" r="${String(RADIUS)}" fill="#ffffff" stroke="#212b32"/>` +
        `<text x="${at(label)}" y="${at(up + 5)}" text-anchor="middle" font-size="12">${String(number)}</text>`,
    ),
  ];
}
