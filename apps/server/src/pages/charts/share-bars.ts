import { scaleLinear } from 'd3-scale';
import { at, escaped, framed, type Caption, type Drawing } from './svg.js';

/** A share of 0 to 1 with its name and the words that stand beside it. */
export type ShareBar = Readonly<{ name: string; share: number; shown: string }>;

type Layout = Readonly<{ width: number; left: number; right: number; row: number; bar: number }>;

/** Names beside the bars, or on a line of their own above each. */
const WIDE: Layout = { width: 800, left: 290, right: 200, row: 32, bar: 20 };
const NARROW: Layout = { width: 340, left: 2, right: 20, row: 60, bar: 18 };
const TOP = 8;
const BOTTOM = 30;
/** Each 3 to 1 against what lies beside it; the frame tells the whole without colour. */
const [FILL, FRAME] = ['#005eb8', '#4c6272'];

/** Bars of one length, each filled as far as its share, in the order given. */
export const shareBars = (caption: Caption, bars: readonly ShareBar[]): string =>
  framed(caption, {
    wide: () => drawn(WIDE, bars, beside),
    narrow: () => drawn(NARROW, bars, above),
  });

type Naming = (layout: Layout, bar: ShareBar, y: number) => string;

function drawn(layout: Layout, bars: readonly ShareBar[], naming: Naming): Drawing {
  const { width, left, right, row, bar: height } = layout;
  const x = scaleLinear([0, 1], [left, width - right]);
  const bottom = TOP + row * bars.length;
  const axis = [0, 0.25, 0.5, 0.75, 1].map(
    (tick) =>
      `<text x="${at(x(tick))}" y="${at(bottom + 20)}" text-anchor="${tick === 0 ? 'start' : 'middle'}">${String(100 * tick)}%</text>`,
  );
  const rows = bars.map((bar, index) => {
    const y = TOP + (index + 1) * row - height - 6;
    const box = (to: number, paint: string) =>
      `<rect x="${at(left)}" y="${at(y)}" width="${at(x(to) - left)}" height="${String(height)}" ${paint}/>`;
    return (
      box(1, `fill="#ffffff" stroke="${FRAME}"`) +
      (bar.share === 0 ? '' : box(bar.share, `fill="${FILL}"`)) +
      naming(layout, bar, y)
    );
  });
  return { width, height: bottom + BOTTOM, marks: axis.join('') + rows.join('') };
}

const beside: Naming = ({ width, left, right, bar }, { name, shown }, y) => {
  const middle = y + bar / 2 + 5;
  return (
    `<text x="${String(left - 12)}" y="${at(middle)}" text-anchor="end">${escaped(name)}</text>` +
    `<text x="${String(width - right + 12)}" y="${at(middle)}" font-weight="bold">${escaped(shown)}</text>`
  );
};

/** Two lines, as both together may be longer than a narrow screen is wide. */
const above: Naming = ({ left }, { name, shown }, y) =>
  `<text x="${String(left)}" y="${at(y - 22)}">${escaped(name)}</text>` +
  `<text x="${String(left)}" y="${at(y - 5)}" font-weight="bold">${escaped(shown)}</text>`;
