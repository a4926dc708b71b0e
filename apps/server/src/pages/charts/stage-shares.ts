import { scaleLinear } from 'd3-scale';
import type { StageCounts } from './stage-bars.js';
import { trustsInWords } from '../stages-in-words.js';
import { keyEntry, stagePaints } from './stage-key.js';
import { at, escaped, framed, patternDefs, type Caption, type Drawing } from './svg.js';

type Layout = Readonly<{
  width: number;
  /** Where the bars begin, and room above them for the names of what they show. */
  left: number;
  top: number;
  /** From one bar to the next, and how much of that its own name takes. */
  row: number;
  name: number;
  bar: number;
  /** Names beside each other. */
  columns: number;
}>;

const WIDE: Layout = { width: 800, left: 0, top: 60, row: 74, name: 24, bar: 38, columns: 4 };
const NARROW: Layout = { width: 340, left: 0, top: 100, row: 72, name: 24, bar: 36, columns: 2 };
const LINE = 24;
/** A segment narrower than this has no room for its count, which the table has. */
const ROOM_FOR_A_COUNT = 22;

/** Two or more days, each a bar of the same length: which share of the trusts was in each stage. */
export const stageShares = (caption: Caption, days: readonly StageCounts[]): string =>
  framed(caption, {
    wide: (id) => drawn(id, WIDE, days),
    narrow: (id) => drawn(id, NARROW, days),
  });

function drawn(id: string, layout: Layout, days: readonly StageCounts[]): Drawing {
  const { width, top, row } = layout;
  const height = top + row * days.length + 4;
  const bars = days.map((day, index) => bar(id, layout, day, top + index * row));
  const key = keyAbove(id, layout, days.at(-1)?.counts ?? []);
  return { width, height, marks: patternDefs(id, stagePaints) + key + bars.join('') };
}

const keyAbove = (id: string, { width, columns }: Layout, counts: StageCounts['counts']): string =>
  counts
    .map(({ name }, index) =>
      keyEntry(id, index, {
        x: (index % columns) * (width / columns),
        y: 14 + Math.floor(index / columns) * LINE,
        text: name,
      }),
    )
    .join('');

function bar(id: string, layout: Layout, { period, counts }: StageCounts, y: number): string {
  const { width, left, name, bar: height } = layout;
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  const x = scaleLinear([0, Math.max(1, all)], [left + 1, width - 1]);
  let before = 0;
  const segments = counts.map(({ count }, index) => {
    const [from, to] = [x(before), x((before += count))];
    if (count === 0) return '';
    const box = `<rect x="${at(from)}" y="${at(y + name)}" width="${at(to - from)}" height="${String(height)}" fill="url(#${id}-p${String(index)})" stroke="#212b32"/>`;
    return to - from < ROOM_FOR_A_COUNT
      ? box
      : box + countOn((from + to) / 2, y + name + height / 2, count);
  });
  return `<text x="${String(left)}" y="${at(y + 16)}" font-weight="bold">${escaped(period)}: ${trustsInWords(all)}</text>${segments.join('')}`;
}

/** On white, as the paints below are of every shade. */
function countOn(x: number, y: number, count: number): string {
  const text = String(count);
  const width = 8 * text.length + 6;
  return (
    `<rect x="${at(x - width / 2)}" y="${at(y - 10)}" width="${String(width)}" height="20" rx="2" fill="#ffffff"/>` +
    `<text x="${at(x)}" y="${at(y + 5)}" text-anchor="middle" font-weight="bold">${text}</text>`
  );
}
