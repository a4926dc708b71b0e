import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { at, escaped, framed, type Caption, type Drawing } from './svg.js';

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
  /** A day on the axis, short. */
  dayInWords: (day: string) => string;
}>;

type Layout = Readonly<{
  width: number;
  height: number;
  top: number;
  right: number;
  bottom: number;
  left: number;
  /** Of the days, at most so many are named. */
  named: number;
}>;

const WIDE: Layout = {
  ...{ width: 800, height: 340, top: 34, right: 150, bottom: 36, left: 90 },
  named: 6,
};
const NARROW: Layout = {
  ...{ width: 340, height: 310, top: 34, right: 14, bottom: 36, left: 76 },
  named: 3,
};

/** Told apart by form as well as by colour. */
const paints = {
  usual: '#4c6272',
  improvement: '#005eb8',
  concern: '#b04c00',
} as const;

type Scales = Readonly<{
  x: (day: string) => number;
  y: ScaleLinear<number, number>;
}>;

/**
 * An XmR chart: values by their days, mean and limits of each phase, special causes as diamonds that
 * improve and triangles that concern, and numbered marks of what happened.
 */
export const spcChart = (caption: Caption, drawn: SpcDrawn): string =>
  framed(caption, {
    wide: () => drawing(WIDE, drawn, (scales) => namesBeside(WIDE, drawn, scales)),
    narrow: () => drawing(NARROW, drawn, () => ''),
  });

function drawing(layout: Layout, drawn: SpcDrawn, names: (scales: Scales) => string): Drawing {
  const { width, height, top, right, bottom, left } = layout;
  const days = drawn.points.map(({ on }) => Date.parse(on));
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const span = scaleLinear(first === last ? [first - 1, last + 1] : [first, last], [
    left + 10,
    width - right - 10,
  ]);
  const values = [
    ...drawn.points.map(({ value }) => value),
    ...drawn.phases.flatMap(({ lower, upper, mean }) => [lower ?? mean, upper ?? mean]),
  ];
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const y = scaleLinear(least === most ? [least - 1, most + 1] : [least, most], [
    height - bottom - 8,
    top + 8,
  ]).nice();
  const scales = { x: (day: string) => span(Date.parse(day)), y };
  const marks = [
    axis(layout, drawn, y),
    daysBelow(layout, drawn, scales),
    ...marksOf(layout, drawn, { scales, first, last }),
    ...drawn.phases.map((phase) => phaseLines(phase, scales)),
    line(drawn, scales),
    ...drawn.points.map((point) => pointMark(point, scales)),
    names(scales),
  ];
  return { width, height, marks: marks.join('') };
}

const axis = (
  { width, left, right }: Layout,
  { inWords }: SpcDrawn,
  y: ScaleLinear<number, number>,
): string =>
  [
    ...y
      .ticks(5)
      .map(
        (tick) =>
          `<line x1="${String(left)}" x2="${String(width - right)}" y1="${at(y(tick))}" y2="${at(y(tick))}" stroke="#e8edee"/>` +
          `<text x="${String(left - 8)}" y="${at(y(tick) + 5)}" text-anchor="end">${escaped(inWords(tick))}</text>`,
      ),
    // What does not begin at nothing makes a change look larger than it is.
    (y.domain()[0] ?? 0) > 0
      ? `<text x="${String(left - 8)}" y="16" text-anchor="end">not from 0</text>`
      : '',
  ].join('');

/** Not more than fit side by side, the last one always. */
function daysBelow(
  { width, height, bottom, named }: Layout,
  { points, dayInWords }: SpcDrawn,
  { x }: Scales,
): string {
  const every = Math.max(1, Math.ceil(points.length / named));
  return points
    .map(({ on }, index) => {
      if ((points.length - 1 - index) % every !== 0) return '';
      const place =
        x(on) + HALF_A_DAY > width - EDGE
          ? `x="${String(width - EDGE)}" text-anchor="end"`
          : `x="${at(x(on))}" text-anchor="middle"`;
      return `<text ${place} y="${String(height - bottom + 20)}">${escaped(dayInWords(on))}</text>`;
    })
    .join('');
}

/** "Sep 2026" is no wider than twice this. */
const HALF_A_DAY = 34;
const EDGE = 6;

/** Marks outside the days that are charted stand in the list alone; of one day, side by side. */
function marksOf(
  { top, height, bottom }: Layout,
  { marks }: SpcDrawn,
  { scales, first, last }: Readonly<{ scales: Scales; first: number; last: number }>,
): readonly string[] {
  const shown = marks.filter(({ on }) => Date.parse(on) >= first && Date.parse(on) <= last);
  let before = -Infinity;
  return shown.map(({ on, number }) => {
    const x = scales.x(on);
    const label = Math.max(x, before + 20);
    before = label;
    return (
      `<line x1="${at(x)}" x2="${at(x)}" y1="${String(top)}" y2="${String(height - bottom)}" stroke="#212b32" stroke-dasharray="1 4"/>` +
      `<circle cx="${at(label)}" cy="16" r="9" fill="#ffffff" stroke="#212b32"/>` +
      `<text x="${at(label)}" y="21" text-anchor="middle" font-size="12">${String(number)}</text>`
    );
  });
}

function phaseLines(
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

const line = ({ points }: SpcDrawn, { x, y }: Scales): string => {
  const path = points.map(
    ({ on, value, afterGap }, index) =>
      `${index === 0 || afterGap === true ? 'M' : 'L'}${at(x(on))} ${at(y(value))}`,
  );
  return `<path d="${path.join('')}" fill="none" stroke="${paints.usual}" stroke-width="1.5"/>`;
};

function pointMark(
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

/** Mean and limits of the last phase, moved apart where they lie close. */
function namesBeside({ width, right }: Layout, { phases, inWords }: SpcDrawn, { y }: Scales) {
  const last = phases.at(-1);
  if (last === undefined) return '';
  const named = [
    { name: 'Upper limit', value: last.upper },
    { name: 'Mean', value: last.mean },
    { name: 'Lower limit', value: last.lower },
  ];
  let free = -Infinity;
  return named
    .flatMap(({ name, value }) => {
      if (value === undefined) return [];
      const top = Math.max(y(value) + 5, free);
      free = top + 18;
      return [
        `<text x="${String(width - right + 8)}" y="${at(top)}">${escaped(`${name} ${inWords(value)}`)}</text>`,
      ];
    })
    .join('');
}
