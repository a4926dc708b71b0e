import { compare } from '../fact-ref.js';
import type { SlipObservation, WaitObservation } from './course.js';
import { outlookOf, poissonBinomial, type CountOutlook } from './count.js';
import { dependentCount, type Grouped } from './dependence.js';
import { missOf, type Awaited, type Deadline, type Miss } from './miss.js';
import { referenceClasses, sizeOf, type Size } from './reference-classes.js';
import { ENOUGH, kaplanMeier } from './survival.js';

/** Of the algorithm; published with every forecast and raised with every change of a number. */
export const FORECAST_VERSION = 1;

/** Somebody's view of one trust, shown beside the model and never merged into it. */
export type Judgement = Readonly<{
  id: string;
  view: 'on-time' | 'in-doubt' | 'late';
  /** A role, never a name. */
  by: string;
  reason: string;
}>;

export type DeadlineQuestion = Deadline &
  Readonly<{
    awaited: readonly Awaited[];
    slips: readonly SlipObservation[];
    waits: readonly WaitObservation[];
    /** Correlation inside a group, 0 to below 1; .2 where it is not set. */
    rho?: number;
    /** How many the plan says will miss; the inside view where it is not set. */
    planned?: number;
    judgements?: readonly Judgement[];
  }>;

/** A count that is known only to lie between two whole numbers, both included. */
type CountRange = Readonly<{ low: number; high: number }>;

type Common = Readonly<{
  version: number;
  awaited: number;
  /** Completed and censored slips of the whole reference class. */
  size: Size;
  /** How many miss by the dates they state; those without a date count to the high end. */
  insideView: CountRange;
  judgements: readonly Judgement[];
}>;

export type DeadlineForecast = Common &
  (
    | Readonly<{
        /** Fewer than 15 completed slips: nothing but what people judge, in whole numbers. */
        kind: 'too-few-observations';
        /** Judged late by all, and not judged on time by all; undefined where nobody judged. */
        judged: CountRange | undefined;
      }>
    | Readonly<{
        kind: 'distribution';
        rho: number;
        planned: number;
        /** Of those with a probability; up to `unknown` more may miss. */
        count: CountOutlook;
        unknown: number;
        independent: CountOutlook;
        sensitivity: readonly Readonly<{ rho: number; count: CountOutlook }>[];
        /** In order of id. */
        misses: readonly Miss[];
      }>
  );

export const USUAL_RHO = 0.2;
const SENSITIVITY = [0.1, 0.2, 0.3];

/**
 * How many of those still to come will miss the deadline, as a distribution, with the reasons of each
 * (domain: Forecasting, steps 4 to 8 and 10). No chance is drawn: the same question has one answer.
 */
export function deadlineForecast(question: DeadlineQuestion): DeadlineForecast {
  const { awaited, slips, waits, rho = USUAL_RHO, judgements = [] } = question;
  const classes = referenceClasses(slips, waits);
  const size = sizeOf({ survival: kaplanMeier(slips) });
  const misses = awaited
    .map((each) => missOf(each, classes, question))
    .sort((one, other) => compare(one.id, other.id));
  const insideView = {
    low: misses.filter(({ insideView }) => insideView === 'misses').length,
    high: misses.filter(({ insideView }) => insideView !== 'meets').length,
  };
  const common = {
    version: FORECAST_VERSION,
    awaited: awaited.length,
    size,
    insideView,
    judgements,
  };
  if (size.completed < ENOUGH) {
    return { ...common, kind: 'too-few-observations', judged: judgedRange(awaited, judgements) };
  }
  const known = misses.flatMap(({ group, probability }): Grouped[] =>
    probability === undefined ? [] : [{ group, probability }],
  );
  const planned = question.planned ?? insideView.low;
  const countAt = (correlation: number) => outlookOf(dependentCount(known, correlation), planned);
  const count = countAt(rho);
  return {
    ...common,
    kind: 'distribution',
    rho,
    planned,
    count,
    unknown: misses.length - known.length,
    independent: outlookOf(poissonBinomial(known.map(({ probability }) => probability)), planned),
    sensitivity: SENSITIVITY.map((each) => ({
      rho: each,
      count: each === rho ? count : countAt(each),
    })),
    misses,
  };
}

/** Whoever nobody judged may be late. */
function judgedRange(
  awaited: readonly Awaited[],
  judgements: readonly Judgement[],
): CountRange | undefined {
  const views = awaited.map(({ id }) => judgements.filter((each) => each.id === id));
  if (views.every((each) => each.length === 0)) return undefined;
  const isSaid = (view: Judgement['view']) => (of: readonly Judgement[]) =>
    of.length > 0 && of.every((each) => each.view === view);
  const [late, onTime] = [views.filter(isSaid('late')), views.filter(isSaid('on-time'))];
  return { low: late.length, high: awaited.length - onTime.length };
}
