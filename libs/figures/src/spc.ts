import type { IsoDate } from '#vocabulary';
import { total } from './bounds.js';
import { compare } from './fact-ref.js';
import {
  assuranceOf,
  variationOf,
  type Assurance,
  type Better,
  type Variation,
} from './spc-words.js';
import { signalsOf, type Signal } from './spc-rules.js';

export type SpcPoint = Readonly<{ on: IsoDate; value: number }>;

/** What a chart is drawn with. */
export type SpcQuestion = Readonly<{
  better: Better;
  /** In the unit of the points. */
  target?: number;
  /** Days on which the process is known to have changed: limits are reckoned anew from each. */
  rebaseOn?: readonly IsoDate[];
}>;

/** Points between two changes of the process, and what is usual there. In the unit of the points. */
export type SpcPhase = Readonly<{
  from: IsoDate;
  to: IsoDate;
  points: number;
  mean: number;
  /** Mean distance between neighbours; undefined of a single point, as are the limits. */
  meanMovingRange?: number;
  lower?: number;
  upper?: number;
  /** Fewer than twelve points: the limits are trial limits and will still move. */
  trial: boolean;
}>;

export type ChartedPoint = SpcPoint &
  Readonly<{
    /** Distance from the point before it in its phase. */
    movingRange?: number;
    /** Index of its phase. */
    phase: number;
    signals: readonly Signal[];
  }>;

export type SpcChart = Readonly<{
  points: readonly ChartedPoint[];
  phases: readonly SpcPhase[];
  /** Of the latest point, and of the latest phase; undefined without points. */
  variation?: Variation;
  assurance?: Assurance;
}>;

const ENOUGH_POINTS = 12;

/** 3 ÷ d2, with d2 = 1.128 for ranges of two: three standard deviations, estimated from moving ranges. */
const LIMIT_FACTOR = 2.66;

/**
 * An XmR chart: is what we see more than noise?
 *
 *     limits = mean ± 2.66 · mean moving range
 *
 * over the points of a phase, none screened out, no limit cut at zero. Two points of a day stand in
 * the order given. Source: the rule set of NHS England's Making Data Count tools (README, SPC); the
 * arithmetic is Shewhart's, in Wheeler's form for single values.
 */
export function xmrChart(given: readonly SpcPoint[], question: SpcQuestion): SpcChart {
  const ordered = [...given].sort((one, other) => compare(one.on, other.on));
  const groups = inPhases(ordered, question.rebaseOn ?? []);
  const phases = groups.map(phaseOf);
  const points = groups.flatMap((own, phase) => charted(own, phases[phase], phase));
  const [latest, current] = [points.at(-1), phases.at(-1)];
  return {
    points,
    phases,
    ...(latest &&
      current && {
        variation: variationOf(latest, current, question.better),
        assurance: assuranceOf(current, question),
      }),
  };
}

/** A step without points begins no phase. */
function inPhases(
  points: readonly SpcPoint[],
  steps: readonly IsoDate[],
): readonly (readonly [SpcPoint, ...SpcPoint[]])[] {
  const groups: [SpcPoint, ...SpcPoint[]][] = [];
  for (const point of points) {
    const last = groups.at(-1);
    const before = last?.at(-1);
    const isStep =
      before !== undefined && steps.some((step) => before.on < step && step <= point.on);
    if (last === undefined || isStep) groups.push([point]);
    else last.push(point);
  }
  return groups;
}

function phaseOf(points: readonly [SpcPoint, ...SpcPoint[]]): SpcPhase {
  const mean = total(points.map(({ value }) => value)) / points.length;
  const ranges = movingRanges(points).filter((range) => range !== undefined);
  const phase = {
    from: points[0].on,
    to: points[points.length - 1]?.on ?? points[0].on,
    points: points.length,
    mean,
    trial: points.length < ENOUGH_POINTS,
  };
  if (ranges.length === 0) return phase;
  const meanMovingRange = total(ranges) / ranges.length;
  const reach = LIMIT_FACTOR * meanMovingRange;
  return { ...phase, meanMovingRange, lower: mean - reach, upper: mean + reach };
}

const movingRanges = (points: readonly SpcPoint[]): readonly (number | undefined)[] =>
  points.map(({ value }, index) => {
    const before = points[index - 1];
    return before && Math.abs(value - before.value);
  });

function charted(
  points: readonly SpcPoint[],
  phase: SpcPhase | undefined,
  index: number,
): readonly ChartedPoint[] {
  const ranges = movingRanges(points);
  const signals =
    phase &&
    signalsOf(
      points.map(({ value }) => value),
      phase,
    );
  return points.map((point, at) => ({
    ...point,
    ...(ranges[at] !== undefined && { movingRange: ranges[at] }),
    phase: index,
    signals: signals?.[at] ?? [],
  }));
}
