import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { roomFor, spread } from './labels.js';
import { marksOf, RADIUS, ROW, rowsOf } from './spc-marks.js';
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
  const days = drawn.points.map(({ on }) => on).toSorted();
  const span = { from: days[0] ?? '', to: days.at(-1) ?? '' };
  const happened = drawn.marks.filter(({ on }) => on >= span.from && on <= span.to);
  const beside = roomBeside(layout, drawn);
  const rows = rowsOf(happened.length, layout.width - beside.left - beside.right);
  // Each row of marks moves all below it down.
  const added = (rows - 1) * ROW;
  const sides = {
    ...{ ...layout, ...beside },
    ...{ height: layout.height + added, top: layout.top + added },
  };
  const { width, height, left, right, bottom } = sides;
  const y = heightsOf(drawn, sides);
  const { x, marks: named } = timeAxis(span, [left + 10, width - right - 10], height - bottom);
  const scales = { x, y };
  const marks = [
    axis(sides, drawn, y),
    named,
    ...marksOf(sides, happened, { x, rows }),
    ...drawn.phases.map((phase) => phaseLines(phase, scales)),
    line(drawn, scales),
    ...drawn.points.map((point) => pointMark(point, scales)),
    layout.names ? namesBeside(sides, drawn, scales) : '',
  ];
  return { width, height, marks: marks.join('') };
}

/** Where values are: the least and the largest of what is drawn have room for their points. */
function heightsOf(
  { points, phases }: SpcDrawn,
  { top, height, bottom }: Pick<Layout, 'top' | 'height' | 'bottom'>,
): Scales['y'] {
  const values = [
    ...points.map(({ value }) => value),
    ...phases.flatMap(({ lower, upper, mean }) => [lower ?? mean, upper ?? mean]),
  ];
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return scaleLinear(least === most ? [least - 1, most + 1] : [least, most], [
    height - bottom - 8,
    top + 8,
  ]).nice();
}

function roomBeside(layout: Layout, drawn: SpcDrawn) {
  const { phases, inWords } = drawn;
  const numbers = heightsOf(drawn, layout)
    .ticks(5)
    .map((tick) => roomFor(inWords(tick)));
  const names = namedOf(phases, inWords).map(({ text }) => roomFor(text));
  return {
    left: Math.max(roomFor(NOT_FROM_0), ...numbers) + 9,
    right: layout.names ? Math.max(0, ...names) + 9 : RADIUS + 1,
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
