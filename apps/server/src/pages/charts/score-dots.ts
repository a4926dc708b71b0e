import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { at, escaped, framed, type Caption, type Drawing } from './svg.js';

/** What is scored, with its newest score and the one before; what is not known has no dot. */
export type ScoredRow = Readonly<{ name: string; now?: number; before?: number }>;

export type ScoreScale = Readonly<{
  from: number;
  to: number;
  /** What the two kinds of dots are called: the newest edition, and the one before. */
  now: string;
  before?: string;
  /** How many decimals a score has. */
  decimals: number;
}>;

const WIDE = { width: 800, top: 40, right: 60, bottom: 34, left: 230, row: 30 };
const NARROW = { width: 340, top: 34, right: 34, bottom: 30, left: 24, row: 46 };
const INK = '#005eb8';
const OLD = '#4c6272';

/** Scores on the scale of their one instrument: filled dots for the newest, open squares for before. */
export const scoreDots = (
  caption: Caption,
  rows: readonly ScoredRow[],
  scale: ScoreScale,
): string =>
  framed(caption, {
    wide: () => drawn(rows, scale, WIDE, 'beside'),
    narrow: () => drawn(rows, scale, NARROW, 'above'),
  });

type Frame = typeof WIDE;

function drawn(
  rows: readonly ScoredRow[],
  scale: ScoreScale,
  { width, top, right, bottom, left, row }: Frame,
  names: 'beside' | 'above',
): Drawing {
  const height = top + row * rows.length + bottom;
  const x = scaleLinear([scale.from, scale.to], [left, width - right]);
  const marks = rows.map(({ name, now, before }, index) => {
    const y = top + index * row + (names === 'beside' ? row / 2 : row - 12);
    const said = now === undefined ? 'Not known' : signed(now, scale.decimals);
    return (
      `<line x1="${at(x(scale.from))}" x2="${at(x(scale.to))}" y1="${at(y)}" y2="${at(y)}" stroke="#aeb7bd"/>` +
      (names === 'beside'
        ? `<text x="${String(left - 14)}" y="${at(y + 5)}" text-anchor="end">${escaped(name)}</text>` +
          `<text x="${at(now === undefined ? x(scale.from) + 6 : x(now) + 10)}" y="${at(y - 5)}" font-weight="bold">${said}</text>`
        : `<text x="${String(left)}" y="${at(y - 14)}">${escaped(name)}: <tspan font-weight="bold">${said}</tspan></text>`) +
      (before === undefined ? '' : square(x(before), y)) +
      (now === undefined ? '' : dot(x(now), y))
    );
  });
  return { width, height, marks: keyOf(scale, left) + axis(x, height - bottom) + marks.join('') };
}

/** With a minus sign, which is wider than a hyphen and is read as one. */
export const signed = (score: number, decimals?: number): string => {
  const size = Math.abs(score);
  return `${score < 0 ? '−' : ''}${decimals === undefined ? String(size) : size.toFixed(decimals)}`;
};

const dot = (x: number, y: number): string =>
  `<circle cx="${at(x)}" cy="${at(y)}" r="6" fill="${INK}"/>`;

const square = (x: number, y: number): string =>
  `<rect x="${at(x - 5)}" y="${at(y - 5)}" width="10" height="10" fill="#ffffff" stroke="${OLD}" stroke-width="2"/>`;

/** Names both kinds of dots, above the first row. */
const keyOf = ({ now, before }: ScoreScale, left: number): string =>
  `<circle cx="${at(left + 6)}" cy="14" r="6" fill="${INK}"/><text x="${at(left + 18)}" y="19">${escaped(now)}</text>` +
  (before === undefined
    ? ''
    : `${square(left + 126, 14)}<text x="${at(left + 138)}" y="19">${escaped(before)}</text>`);

const axis = (x: ScaleLinear<number, number>, y: number): string =>
  x
    .ticks(5)
    .map(
      (tick) =>
        `<line x1="${at(x(tick))}" x2="${at(x(tick))}" y1="${at(y)}" y2="${at(y + 5)}" stroke="#4c6272"/>` +
        `<text x="${at(x(tick))}" y="${at(y + 22)}" text-anchor="middle">${signed(tick)}</text>`,
    )
    .join('');
