import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { roomFor, spread } from './labels.js';
import { line, phaseLines, pointMark, type Scales, type SpcDrawn } from './spc-series.js';
import { at, escaped, framed, type Caption, type Drawing } from './svg.js';
import { timeAxis } from './time-axis.js';

type Layout = Readonly<{
  width: number;
  height: number;
  top: number;
  bottom: number;
  /** Whether there is room for the names of mean and limits. */
  names: boolean;
}>;

/** Left and right of what is drawn as much room as its words need. */
type Sides = Layout & Readonly<{ left: number; right: number }>;

const WIDE: Layout = { width: 800, height: 340, top: 34, bottom: 36, names: true };
const NARROW: Layout = { width: 340, height: 310, top: 34, bottom: 36, names: false };

/**
 * An XmR chart: values by their days, mean and limits of each phase, special causes as diamonds that
 * improve and triangles that concern, and numbered marks of what happened.
 */
export const spcChart = (caption: Caption, drawn: SpcDrawn): string =>
  framed(caption, {
    wide: () => drawing(WIDE, drawn),
    narrow: () => drawing(NARROW, drawn),
  });

function drawing(layout: Layout, drawn: SpcDrawn): Drawing {
  const { width, height, top, bottom } = layout;
  const values = [
    ...drawn.points.map(({ value }) => value),
    ...drawn.phases.flatMap(({ lower, upper, mean }) => [lower ?? mean, upper ?? mean]),
  ];
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const y = scaleLinear(least === most ? [least - 1, most + 1] : [least, most], [
    height - bottom - 8,
    top + 8,
  ]).nice();
  const sides = { ...layout, ...roomBeside(drawn, y, layout.names) };
  const days = drawn.points.map(({ on }) => on).toSorted();
  const span = { from: days[0] ?? '', to: days.at(-1) ?? '' };
  const { x, marks: named } = timeAxis(
    span,
    [sides.left + 10, width - sides.right - 10],
    height - bottom,
  );
  const scales = { x, y };
  const marks = [
    axis(sides, drawn, y),
    named,
    ...marksOf(sides, drawn, { x, ...span }),
    ...drawn.phases.map((phase) => phaseLines(phase, scales)),
    line(drawn, scales),
    ...drawn.points.map((point) => pointMark(point, scales)),
    layout.names ? namesBeside(sides, drawn, scales) : '',
  ];
  return { width, height, marks: marks.join('') };
}

function roomBeside({ phases, inWords }: SpcDrawn, y: Scales['y'], areNamed: boolean) {
  const numbers = y.ticks(5).map((tick) => roomFor(inWords(tick)));
  const names = namedOf(phases, inWords).map(({ text }) => roomFor(text));
  return {
    left: Math.max(roomFor(NOT_FROM_0), ...numbers) + 9,
    right: areNamed ? Math.max(0, ...names) + 9 : 8,
  };
}

// What does not begin at nothing makes a change look larger than it is.
const NOT_FROM_0 = 'not from 0';

const axis = (
  { width, left, right }: Sides,
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
    (y.domain()[0] ?? 0) > 0
      ? `<text x="${String(left - 8)}" y="16" text-anchor="end">${NOT_FROM_0}</text>`
      : '',
  ].join('');

/** Marks outside the days that are charted stand in the list alone; of one day, side by side. */
function marksOf(
  { width, top, right, height, bottom, left }: Sides,
  { marks }: SpcDrawn,
  { x, from, to }: Readonly<{ x: Scales['x']; from: string; to: string }>,
): readonly string[] {
  const shown = marks
    .filter(({ on }) => on >= from && on <= to)
    .toSorted((one, other) => x(one.on) - x(other.on));
  const places = spread(
    shown.map(({ on }) => x(on)),
    20,
    [left + 10, width - right],
  );
  return shown.map(({ on, number }, index) => {
    const label = places[index] ?? 0;
    return (
      `<line x1="${at(x(on))}" x2="${at(x(on))}" y1="${String(top)}" y2="${String(height - bottom)}" stroke="#212b32" stroke-dasharray="1 4"/>` +
      `<circle cx="${at(label)}" cy="16" r="9" fill="#ffffff" stroke="#212b32"/>` +
      `<text x="${at(label)}" y="21" text-anchor="middle" font-size="12">${String(number)}</text>`
    );
  });
}

/** Mean and limits of the last phase. */
const namedOf = (phases: SpcDrawn['phases'], inWords: SpcDrawn['inWords']) => {
  const last = phases.at(-1);
  return [
    { name: 'Upper limit', value: last?.upper },
    { name: 'Mean', value: last?.mean },
    { name: 'Lower limit', value: last?.lower },
  ].flatMap(({ name, value }) =>
    value === undefined ? [] : [{ value, text: `${name} ${inWords(value)}` }],
  );
};

/** Moved apart where they lie close. */
function namesBeside(
  { width, height, top, right, bottom }: Sides,
  { phases, inWords }: SpcDrawn,
  { y }: Scales,
): string {
  const named = namedOf(phases, inWords);
  const places = spread(
    named.map(({ value }) => y(value) + 5),
    18,
    [top, height - bottom],
  );
  return named
    .map(
      ({ text }, index) =>
        `<text x="${at(width - right + 8)}" y="${at(places[index] ?? 0)}">${escaped(text)}</text>`,
    )
    .join('');
}
