/** Why a point is more than noise, and to which side it points. */
export type Signal = Readonly<{
  rule: 'outside-limits' | 'shift' | 'two-of-three' | 'trend';
  side: 'high' | 'low';
}>;

/** What is usual in a phase; without limits only shifts and trends can be told. */
export type Usual = Readonly<{ mean: number; lower?: number; upper?: number }>;

/** Points in a row that make a shift, or a trend. */
export const RUN = 7;

type Side = -1 | 0 | 1;

/**
 * The signals of each point of a phase, by the four rules of Making Data Count:
 *
 * - outside-limits: beyond a limit;
 * - shift: one of seven or more points in a row on one side of the mean;
 * - two-of-three: beyond two thirds of the way to a limit, as at least two of three points in a row
 *   are that are all on that side of the mean;
 * - trend: one of seven or more points in a row that all rise, or all fall.
 *
 * A point on the mean ends a run, and equal neighbours end a trend. A difference that only the noise
 * of arithmetic makes is none.
 */
export function signalsOf(
  values: readonly number[],
  { mean, lower = mean, upper = mean }: Usual,
): readonly (readonly Signal[])[] {
  const noise = 1e-9 * Math.max(Math.abs(mean), ...values.map(Math.abs));
  const against = (value: number, other: number): Side =>
    value > other + noise ? 1 : value < other - noise ? -1 : 0;
  const sides = values.map((value) => against(value, mean));
  const beyond = (share: number) =>
    values.map((value): Side => {
      if (upper === lower) return 0;
      if (against(value, mean + share * (upper - mean)) > 0) return 1;
      return against(value, mean - share * (mean - lower)) < 0 ? -1 : 0;
    });
  const steps = values.slice(1).map((value, index) => against(value, values[index] ?? value));
  const found: Readonly<Record<Signal['rule'], readonly Side[]>> = {
    'outside-limits': beyond(1),
    shift: inRuns(sides, RUN),
    'two-of-three': twoOfThree(beyond(2 / 3), sides),
    trend: inTrends(steps),
  };
  return values.map((_, index) =>
    (['outside-limits', 'shift', 'two-of-three', 'trend'] as const).flatMap((rule): Signal[] => {
      const side = found[rule][index] ?? 0;
      return side === 0 ? [] : [{ rule, side: side > 0 ? 'high' : 'low' }];
    }),
  );
}

/** The side of each that stands in a run of at least so many on that side; 0 elsewhere. */
function inRuns(sides: readonly Side[], length: number): readonly Side[] {
  const marked = sides.map((): Side => 0);
  let start = 0;
  sides.forEach((side, index) => {
    if (side !== sides[start]) start = index;
    if (index - start + 1 >= length) marked.fill(side, start, index + 1);
  });
  return marked;
}

/** Seven points that rise are six steps up; both ends of each step belong to the trend. */
function inTrends(steps: readonly Side[]): readonly Side[] {
  const marked = inRuns(steps, RUN - 1);
  return [...marked, 0 as const].map((side, index) =>
    side === 0 ? (marked[index - 1] ?? 0) : side,
  );
}

function twoOfThree(far: readonly Side[], sides: readonly Side[]): readonly Side[] {
  const marked = far.map((): Side => 0);
  for (let start = 0; start + 3 <= far.length; start += 1) {
    const [side = 0, ...others] = sides.slice(start, start + 3);
    const window = far.slice(start, start + 3);
    if (side === 0 || others.some((other) => other !== side)) continue;
    if (window.filter((each) => each === side).length < 2) continue;
    window.forEach((each, at) => {
      if (each === side) marked[start + at] = side;
    });
  }
  return marked;
}
