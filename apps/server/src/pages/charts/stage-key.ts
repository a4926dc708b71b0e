import { at, escaped, type Paint } from './svg.js';

/** What is drawn for each of the counts of stages, from those that say nothing to the highest. */
export const stagePaints: readonly Paint[] = [
  { fill: '#d8dde0', ink: '#4c6272', pattern: 'dots' },
  { fill: '#ffffff', ink: '#4c6272', pattern: 'cross' },
  { fill: '#aeb7bd', ink: '#212b32', pattern: 'lines' },
  { fill: '#005eb8', ink: '#005eb8', pattern: 'plain' },
  { fill: '#41b6e6', ink: '#003087', pattern: 'lines' },
  { fill: '#007f3b', ink: '#ffffff', pattern: 'dots' },
  { fill: '#330072', ink: '#ffffff', pattern: 'cross' },
];

/** A swatch of the paint at `index`, and what it stands for; `id`: of the drawing. */
export const keyEntry = (
  id: string,
  index: number,
  { x, y, text }: Readonly<{ x: number; y: number; text: string }>,
): string =>
  `<rect x="${at(x)}" y="${at(y - 12)}" width="14" height="14" fill="url(#${id}-p${String(index)})" stroke="#4c6272"/>` +
  `<text x="${at(x + 20)}" y="${at(y)}">${escaped(text)}</text>`;
