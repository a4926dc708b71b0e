import { scaleLinear } from 'd3-scale';
import { at, escaped, framed, type Caption, type Drawing } from './svg.js';

/** One trust: how large its gap is at the least and at the most, in points of 100. */
export type GapDots = Readonly<{ name: string; low: number; high: number; shown: string }>;

type Layout = Readonly<{
  width: number;
  left: number;
  right: number;
  row: number;
  letters: number;
}>;

/** Names beside the dots, or on a line of their own above each. */
const WIDE: Layout = { width: 800, left: 330, right: 110, row: 26, letters: 42 };
const NARROW: Layout = { width: 340, left: 10, right: 16, row: 46, letters: 44 };
const TOP = 8;
const BOTTOM = 30;

/** A dot for what a gap is; a line between two where it is not known exactly. In the order given. */
export const gapDots = (caption: Caption, trusts: readonly GapDots[]): string =>
  framed(caption, {
    wide: () => drawn(WIDE, trusts, beside),
    narrow: () => drawn(NARROW, trusts, above),
  });

type Naming = (layout: Layout, trust: GapDots, y: number, x: (points: number) => number) => Named;
/** The words of a row, and at what height its dots are. */
type Named = Readonly<{ words: string; middle: number }>;

function drawn(layout: Layout, trusts: readonly GapDots[], naming: Naming): Drawing {
  const { width, left, right, row } = layout;
  const x = scaleLinear([0, 100], [left, width - right]);
  const bottom = TOP + row * trusts.length;
  const axis = x
    .ticks(5)
    .map(
      (tick) =>
        `<line x1="${at(x(tick))}" x2="${at(x(tick))}" y1="${String(TOP)}" y2="${at(bottom)}" stroke="#d8dde0"/>` +
        `<text x="${at(x(tick))}" y="${at(bottom + 20)}" text-anchor="middle">${String(tick)}</text>`,
    );
  const rows = trusts.map((trust, index) => {
    const { words, middle } = naming(layout, trust, TOP + index * row, x);
    return words + dots(trust, middle, x);
  });
  return { width, height: bottom + BOTTOM, marks: axis.join('') + rows.join('') };
}

const beside: Naming = ({ left, row, letters }, { name, shown, high }, y, x) => {
  const middle = y + row / 2;
  return {
    middle,
    words:
      `<text x="${String(left - 10)}" y="${at(middle + 5)}" text-anchor="end">${escaped(cut(name, letters))}</text>` +
      `<text x="${at(x(high) + 9)}" y="${at(middle + 5)}" font-weight="bold">${escaped(shown)}</text>`,
  };
};

const above: Naming = ({ letters, row }, { name, shown }, y) => ({
  middle: y + row - 12,
  words:
    `<text x="0" y="${at(y + 15)}">${escaped(cut(name, letters - shown.length - 2))}: ` +
    `<tspan font-weight="bold">${escaped(shown)}</tspan></text>`,
});

/** The high bound, which ranks, is filled; the low one is not. */
function dots({ low, high }: GapDots, y: number, x: (points: number) => number): string {
  const end = `<circle cx="${at(x(high))}" cy="${at(y)}" r="5" fill="#005eb8"/>`;
  if (x(high) - x(low) < 1) return end;
  return (
    `<line x1="${at(x(low))}" x2="${at(x(high))}" y1="${at(y)}" y2="${at(y)}" stroke="#005eb8" stroke-width="2"/>` +
    `<circle cx="${at(x(low))}" cy="${at(y)}" r="5" fill="#ffffff" stroke="#005eb8" stroke-width="2"/>${end}`
  );
}

const cut = (name: string, letters: number): string =>
  name.length <= letters ? name : `${name.slice(0, letters - 1).trimEnd()}…`;
