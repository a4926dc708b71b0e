import { scaleBand, scaleLinear } from 'd3-scale';
import { roomFor, spread } from './labels.js';
import { periodNames, ROOM_BELOW } from './period-names.js';
import { keyEntry, stagePaints } from './stage-key.js';
import { at, escaped, framed, patternDefs, type Caption, type Drawing, type Paint } from './svg.js';

export type StageCounts = Readonly<{
  /** For example "Jul to Sep 2025". */
  period: string;
  /** From the bottom of the bar to its top; the same names in every period. */
  counts: readonly Readonly<{ name: string; count: number }>[];
}>;

type Layout = Readonly<{
  width: number;
  height: number;
  top: number;
  right: number;
  bottom: number;
}>;

const WIDE: Layout = {
  width: 800,
  height: 398,
  top: 20,
  right: 200,
  bottom: ROOM_BELOW,
};
const NARROW: Layout = {
  width: 340,
  height: 442,
  top: 136,
  right: 6,
  bottom: ROOM_BELOW,
};

/** Of the names beside the last bar: the height of each, and how near the top the first may come. */
const LINE = 20;
const HIGHEST_LINE = 14;

/**
 * Stacked bars: how many trusts were in each stage, a bar for each period; with `paints` of their own,
 * how many of anything.
 */
export const stageBars = (
  caption: Caption,
  periods: readonly StageCounts[],
  paints: readonly Paint[] = stagePaints,
): string =>
  framed(caption, {
    wide: (id) =>
      drawn(id, { ...WIDE, paints }, periods, (y) =>
        namesBesideTheLastBar(id, WIDE, periods.at(-1), y),
      ),
    narrow: (id) => drawn(id, { ...NARROW, paints }, periods, () => keyAbove(id, periods.at(-1))),
  });

function drawn(
  id: string,
  layout: Layout & Readonly<{ paints: readonly Paint[] }>,
  periods: readonly StageCounts[],
  names: (y: (value: number) => number) => string,
): Drawing {
  const { width, height, top, right, bottom } = layout;
  const most = Math.max(1, ...periods.map(({ counts }) => sum(counts)));
  const left = roomFor(String(most)) + 12;
  const x = scaleBand<string>(
    periods.map(({ period }) => period),
    [left, width - right],
  ).padding(0.2);
  const y = scaleLinear([0, most], [height - bottom, top]);
  const bars = periods.map(({ period, counts }) =>
    bar(id, x(period) ?? 0, x.bandwidth(), y, counts),
  );
  const axis = y
    .ticks(Math.min(6, most))
    .filter(Number.isInteger)
    .map(
      (tick) =>
        `<line x1="${String(left)}" x2="${String(width - right)}" y1="${at(y(tick))}" y2="${at(y(tick))}" stroke="#d8dde0"/>` +
        `<text x="${String(left - 8)}" y="${at(y(tick) + 5)}" text-anchor="end">${String(tick)}</text>`,
    );
  const marks = [
    patternDefs(id, layout.paints),
    ...axis,
    ...bars,
    periodNames(
      periods.map(({ period }) => period),
      (index) => (x(periods[index]?.period ?? '') ?? 0) + x.bandwidth() / 2,
      { width, foot: height - bottom },
    ),
    names(y),
  ];
  return { width, height, marks: marks.join('') };
}

function bar(
  id: string,
  x: number,
  width: number,
  y: (value: number) => number,
  counts: StageCounts['counts'],
): string {
  let below = 0;
  return counts
    .map(({ count }, index) => {
      const [from, to] = [below, (below += count)];
      return count === 0
        ? ''
        : `<rect x="${at(x)}" y="${at(y(to))}" width="${at(width)}" height="${at(y(from) - y(to))}" fill="url(#${id}-p${String(index)})" stroke="#212b32"/>`;
    })
    .join('');
}

/** Spread so that none covers another, and none leaves the frame at its top. */
function namesBesideTheLastBar(
  id: string,
  { width, height, right, bottom }: Layout,
  last: StageCounts | undefined,
  y: (value: number) => number,
): string {
  const counts = last?.counts ?? [];
  let below = 0;
  const middles = counts.map(({ count }) => y((below += count) - count / 2) + 5);
  const lines = spread(middles.toReversed(), LINE, [HIGHEST_LINE, height - bottom + 4]);
  return counts
    .map(({ name, count }, index) =>
      keyEntry(id, index, {
        x: width - right + 8,
        y: lines[counts.length - 1 - index] ?? 0,
        text: `${name}: ${String(count)}`,
      }),
    )
    .join('');
}

/** Two columns under the period they count, where nothing fits beside the bars. */
function keyAbove(id: string, last: StageCounts | undefined): string {
  if (last === undefined) return '';
  const rows = Math.ceil(last.counts.length / 2);
  return (
    `<text x="0" y="16" font-weight="bold">${escaped(last.period)}</text>` +
    last.counts
      .map(({ name, count }, index) =>
        keyEntry(id, index, {
          x: index < rows ? 0 : 180,
          y: 40 + (index % rows) * 22,
          text: `${name}: ${String(count)}`,
        }),
      )
      .join('')
  );
}

const sum = (counts: StageCounts['counts']): number =>
  counts.reduce((total, { count }) => total + count, 0);
