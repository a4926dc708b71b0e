import { scaleBand, scaleLinear, type ScaleBand } from 'd3-scale';
import { at, escaped, framed, patternDefs, type Paint } from './svg.js';

export type StageCounts = Readonly<{
  /** For example "Jul to Sep 2025". */
  period: string;
  /** From the bottom of the bar to its top; the same names in every period. */
  counts: readonly Readonly<{ name: string; count: number }>[];
}>;

const SIZE = { width: 800, height: 380 };
const MARGIN = { top: 20, right: 190, bottom: 60, left: 40 };

const paints: readonly Paint[] = [
  { fill: '#d8dde0', ink: '#4c6272', pattern: 'dots' },
  { fill: '#aeb7bd', ink: '#212b32', pattern: 'lines' },
  { fill: '#005eb8', ink: '#005eb8', pattern: 'plain' },
  { fill: '#41b6e6', ink: '#003087', pattern: 'lines' },
  { fill: '#007f3b', ink: '#ffffff', pattern: 'dots' },
  { fill: '#330072', ink: '#ffffff', pattern: 'cross' },
];

/** Stacked bars: how many trusts were in each stage, a bar for each period. */
export function stageBars(
  id: string,
  title: string,
  description: string,
  periods: readonly StageCounts[],
): string {
  const most = Math.max(1, ...periods.map(({ counts }) => sum(counts)));
  const x = scaleBand<string>(
    periods.map(({ period }) => period),
    [MARGIN.left, SIZE.width - MARGIN.right],
  ).padding(0.2);
  const y = scaleLinear([0, most], [SIZE.height - MARGIN.bottom, MARGIN.top]);
  const bars = periods.map(({ period, counts }) =>
    bar(id, x(period) ?? 0, x.bandwidth(), y, counts),
  );
  const axis = y
    .ticks(Math.min(6, most))
    .filter(Number.isInteger)
    .map(
      (tick) =>
        `<line x1="${String(MARGIN.left)}" x2="${String(SIZE.width - MARGIN.right)}" y1="${at(y(tick))}" y2="${at(y(tick))}" stroke="#d8dde0"/>` +
        `<text x="${String(MARGIN.left - 8)}" y="${at(y(tick) + 5)}" text-anchor="end">${String(tick)}</text>`,
    );
  return framed(
    { id, title, description, ...SIZE },
    patternDefs(id, paints) +
      axis.join('') +
      bars.join('') +
      periodLabels(periods, x) +
      stageLabels(id, periods.at(-1), y),
  );
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
        : `<rect x="${at(x)}" y="${at(y(to))}" width="${at(width)}" height="${at(y(from) - y(to))}" fill="url(#${id}-p${String(index)})" stroke="#ffffff"/>`;
    })
    .join('');
}

/** Two lines each, and not more than fit side by side. */
function periodLabels(periods: readonly StageCounts[], x: ScaleBand<string>): string {
  const every = Math.ceil(periods.length / 6);
  return periods
    .map(({ period }, index) => {
      if ((periods.length - 1 - index) % every !== 0) return '';
      const middle = at((x(period) ?? 0) + x.bandwidth() / 2);
      const cut = period.lastIndexOf(' ');
      return (
        `<text x="${middle}" y="${String(SIZE.height - 38)}" text-anchor="middle">${escaped(period.slice(0, cut))}</text>` +
        `<text x="${middle}" y="${String(SIZE.height - 20)}" text-anchor="middle">${escaped(period.slice(cut + 1))}</text>`
      );
    })
    .join('');
}

/** Names beside the last bar, spread so that none covers another. */
function stageLabels(
  id: string,
  last: StageCounts | undefined,
  y: (value: number) => number,
): string {
  if (last === undefined) return '';
  let below = 0;
  let lowestFree = SIZE.height - MARGIN.bottom + 4;
  return last.counts
    .map(({ name, count }, index) => {
      const middle = y(below + count / 2);
      below += count;
      const line = Math.min(middle + 5, lowestFree);
      lowestFree = line - 20;
      const left = SIZE.width - MARGIN.right + 8;
      return (
        `<rect x="${String(left)}" y="${at(line - 12)}" width="14" height="14" fill="url(#${id}-p${String(index)})" stroke="#4c6272"/>` +
        `<text x="${String(left + 20)}" y="${at(line)}">${escaped(`${name}: ${String(count)}`)}</text>`
      );
    })
    .join('');
}

const sum = (counts: StageCounts['counts']): number =>
  counts.reduce((total, { count }) => total + count, 0);
