import { scaleLinear } from 'd3-scale';
import { at, escaped, framed, patternDefs, type Paint } from './svg.js';

export type GapPart = Readonly<{ name: string; points: number }>;

const SIZE = { width: 800, height: 250 };
const MARGIN = { top: 10, right: 70, bottom: 34, left: 190 };

const paints: readonly Paint[] = [
  { fill: '#4c6272', ink: '#ffffff', pattern: 'lines' },
  { fill: '#ed8b00', ink: '#212b32', pattern: 'dots' },
  { fill: '#ffb81c', ink: '#212b32', pattern: 'cross' },
  { fill: '#e8edee', ink: '#4c6272', pattern: 'lines' },
  { fill: '#005eb8', ink: '#005eb8', pattern: 'plain' },
];

/** Of 100 points of intended value: what is lost at each step, and what is left. */
export function gapWaterfall(
  id: string,
  title: string,
  description: string,
  parts: readonly GapPart[],
): string {
  const x = scaleLinear([0, 100], [MARGIN.left, SIZE.width - MARGIN.right]);
  const row = (SIZE.height - MARGIN.top - MARGIN.bottom) / parts.length;
  let left = 100;
  const bars = parts.map(({ name, points }, index) => {
    const to = left;
    left = index === parts.length - 1 ? left : left - points;
    const from = index === parts.length - 1 ? 0 : left;
    const top = MARGIN.top + index * row;
    return (
      `<text x="${String(MARGIN.left - 10)}" y="${at(top + row / 2 + 5)}" text-anchor="end">${escaped(name)}</text>` +
      `<rect x="${at(x(from))}" y="${at(top + 6)}" width="${at(x(to) - x(from))}" height="${at(row - 12)}" fill="url(#${id}-p${String(index)})"/>` +
      `<text x="${at(x(to) + 6)}" y="${at(top + row / 2 + 5)}" font-weight="bold">${points.toFixed(1)}</text>`
    );
  });
  const axis = x
    .ticks(5)
    .map(
      (tick) =>
        `<line x1="${at(x(tick))}" x2="${at(x(tick))}" y1="${String(MARGIN.top)}" y2="${String(SIZE.height - MARGIN.bottom)}" stroke="#d8dde0"/>` +
        `<text x="${at(x(tick))}" y="${String(SIZE.height - 12)}" text-anchor="middle">${String(tick)}</text>`,
    );
  return framed(
    { id, title, description, ...SIZE },
    patternDefs(id, paints) + axis.join('') + bars.join(''),
  );
}
