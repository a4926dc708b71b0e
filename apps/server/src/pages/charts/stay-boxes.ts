import { scaleLinear } from 'd3-scale';
import { at, escaped, framed, type Caption, type Drawing } from './svg.js';

/** One stage: how many days each stay at it lasted, and where half of them and the middle half lie. */
export type StayBox = Readonly<{
  name: string;
  lengths: readonly number[];
  median?: number;
  middle?: Readonly<{ from: number; to: number }>;
}>;

type Layout = Readonly<{ width: number; left: number; row: number; name: number; ticks: number }>;

/** Names beside the boxes, or on a line of their own above each. */
const WIDE: Layout = { width: 800, left: 170, row: 58, name: 0, ticks: 8 };
const NARROW: Layout = { width: 340, left: 14, row: 78, name: 24, ticks: 4 };
const RIGHT = 24;
const BOX = 30;
const BOTTOM = 46;

/** A dot for each stay, a box around the middle half of them, and a line at their median. */
export const stayBoxes = (caption: Caption, stages: readonly StayBox[]): string =>
  framed(caption, {
    wide: () => drawn(WIDE, stages),
    narrow: () => drawn(NARROW, stages),
  });

function drawn(layout: Layout, stages: readonly StayBox[]): Drawing {
  const { width, left, row, name, ticks } = layout;
  const longest = Math.max(1, ...stages.flatMap(({ lengths }) => lengths));
  const x = scaleLinear([0, longest], [left, width - RIGHT]).nice(ticks);
  const height = stages.length * row + BOTTOM;
  const bottom = stages.length * row + 6;
  const axis = x
    .ticks(ticks)
    .filter(Number.isInteger)
    .map(
      (tick) =>
        `<line x1="${at(x(tick))}" x2="${at(x(tick))}" y1="6" y2="${at(bottom)}" stroke="#d8dde0"/>` +
        `<text x="${at(x(tick))}" y="${at(bottom + 18)}" text-anchor="middle">${String(tick)}</text>`,
    );
  const rows = stages.map((stage, index) => {
    const middle = index * row + name + (row - name) / 2;
    const label =
      name === 0
        ? `<text x="0" y="${at(middle + 5)}">${escaped(stage.name)}</text>`
        : `<text x="0" y="${at(index * row + 20)}">${escaped(stage.name)}</text>`;
    return label + boxOf(stage, middle, x) + dotsOf(stage, middle, x);
  });
  const unit = `<text x="${at(width - RIGHT)}" y="${at(bottom + 36)}" text-anchor="end">days</text>`;
  return { width, height, marks: axis.join('') + rows.join('') + unit };
}

function boxOf({ median, middle }: StayBox, y: number, x: (days: number) => number): string {
  const box =
    middle === undefined
      ? ''
      : `<rect x="${at(x(middle.from))}" y="${at(y - BOX / 2)}" width="${at(Math.max(1, x(middle.to) - x(middle.from)))}" height="${String(BOX)}" fill="#d9e7f5" stroke="#005eb8"/>`;
  const line =
    median === undefined
      ? ''
      : `<line x1="${at(x(median))}" x2="${at(x(median))}" y1="${at(y - BOX / 2 - 3)}" y2="${at(y + BOX / 2 + 3)}" stroke="#212b32" stroke-width="3"/>`;
  return box + line;
}

/** Stays of equal length lie above each other as far as there is room. */
function dotsOf({ lengths }: StayBox, y: number, x: (days: number) => number): string {
  const placed = new Map<string, number>();
  return lengths
    .map((days) => {
      const place = at(x(days));
      const before = placed.get(place) ?? 0;
      placed.set(place, before + 1);
      const lift = Math.min(before, 3) * 5 * (before % 2 === 0 ? 1 : -1);
      return `<circle cx="${place}" cy="${at(y + lift)}" r="4" fill="#ffffff" fill-opacity="0.6" stroke="#003087" stroke-width="1.5"/>`;
    })
    .join('');
}
