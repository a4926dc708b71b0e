import type { ScaleLinear } from 'd3-scale';
import { at } from './svg.js';

/** A series of values with what is usual in each phase; days as 2026-03-31. */
export type SpcDrawn = Readonly<{
  points: readonly Readonly<{
    on: string;
    value: number;
    /** More than noise, and of which kind; undefined for common cause. */
    special: 'improvement' | 'concern' | undefined;
    /** Awaits validation: drawn open. */
    open?: boolean;
    /** A value before it was rejected: the line does not join across it. */
    afterGap?: boolean;
  }>[];
  phases: readonly Readonly<{
    from: string;
    to: string;
    mean: number;
    lower?: number;
    upper?: number;
  }>[];
  /** What happened when, by a number that is explained beside the chart. */
  marks: readonly Readonly<{ on: string; number: number }>[];
  /** A value on the axis. */
  inWords: (value: number) => string;
}>;

/** Where days and values are. */
export type Scales = Readonly<{
  x: (day: string) => number;
  y: ScaleLinear<number, number>;
}>;

/** Told apart by form as well as by colour. */
const paints = {
  usual: '#4c6272',
  improvement: '#005eb8',
  concern: '#b04c00',
} as const;

export function phaseLines(
  { from, to, mean, lower, upper }: SpcDrawn['phases'][number],
  { x, y }: Scales,
): string {
  const level = (value: number | undefined, dashes: string) =>
    value === undefined
      ? ''
      : `<line x1="${at(x(from) - 8)}" x2="${at(x(to) + 8)}" y1="${at(y(value))}" y2="${at(y(value))}" stroke="#212b32" stroke-width="1.5"${dashes}/>`;
  const dashed = ' stroke-dasharray="6 4"';
  return level(mean, '') + level(lower, dashed) + level(upper, dashed);
}

export const line = ({ points }: SpcDrawn, { x, y }: Scales): string => {
  const path = points.map(
    ({ on, value, afterGap }, index) =>
      `${index === 0 || afterGap === true ? 'M' : 'L'}${at(x(on))} ${at(y(value))}`,
  );
  return `<path d="${path.join('')}" fill="none" stroke="${paints.usual}" stroke-width="1.5"/>`;
};

export function pointMark(
  { on, value, special, open }: SpcDrawn['points'][number],
  { x, y }: Scales,
): string {
  const [left, top] = [x(on), y(value)];
  const paint = paintOf(special ?? 'usual', open === true);
  return special === undefined
    ? `<circle cx="${at(left)}" cy="${at(top)}" r="${open === true ? '5' : '4'}" ${paint}/>`
    : shape(special, { x: left, y: top, paint });
}

const paintOf = (of: keyof typeof paints, isOpen: boolean): string =>
  isOpen ? `fill="#ffffff" stroke="${paints[of]}" stroke-width="2"` : `fill="${paints[of]}"`;

const shape = (
  special: 'improvement' | 'concern',
  { x, y, paint }: Readonly<{ x: number; y: number; paint: string }>,
): string => {
  const corners =
    special === 'improvement'
      ? [
          [x, y - 7],
          [x + 7, y],
          [x, y + 7],
          [x - 7, y],
        ]
      : [
          [x, y + 7],
          [x + 7, y - 6],
          [x - 7, y - 6],
        ];
  const points = corners.map((corner) => corner.map(at).join(',')).join(' ');
  return `<polygon points="${points}" ${paint}/>`;
};
