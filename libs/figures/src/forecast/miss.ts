import type { IsoDate } from '#vocabulary';
import {
  expectationOn,
  horizonOf,
  inStateSince,
  stateOn,
  UNSTATED,
  type Course,
  type Horizon,
} from './course.js';
import { lastWholeMonth, monthOf } from './months.js';
import { widestOf, type ReferenceClasses } from './reference-classes.js';
import { classSurvivalAt, ENOUGH, isBeyondData, type ReferenceClass } from './survival.js';

/** What is still to come: a trust's go-live, its next stage, the start of a benefit. */
export type Awaited = Readonly<{
  id: string;
  /** Supplier or instance: what it shares its fate with. */
  group: string;
  /** Undefined where nothing was ever stated of it. */
  course: Course | undefined;
}>;

export type MissFlag =
  /** The deadline is past, so it has been missed. */
  | 'deadline-passed'
  /** No date is stated: judged by how long others took. */
  | 'no-forecast'
  /** Nothing was ever stated: as if its wait began on the day of the question. */
  | 'nothing-stated'
  /** The date stated is past. */
  | 'overdue'
  /** Fewer than 15 completed in the class: blended with its parent. */
  | 'blended'
  /** The class has no observation that reaches as far: held flat. */
  | 'beyond-data'
  /** All of its class were over by then: judged by a wider class. */
  | 'wider-class'
  /** All observations there are were over by then: there is no probability. */
  | 'beyond-all-data'
  /** Fewer than 15 completed in the widest class: there is no probability. */
  | 'too-few-observed';

/** The probability that one deadline is missed, and why. */
export type Miss = Readonly<{
  id: string;
  group: string;
  /** 0 to 1; undefined where nothing observed speaks to it. */
  probability: number | undefined;
  state: string;
  /** The class it was judged by: months to the date stated, or the waits of its state. */
  judgedBy: Horizon | 'waits';
  expected: IsoDate | undefined;
  /** Months between the date stated and the deadline; negative where the date is later. */
  slack: number | undefined;
  classSize: number;
  /** Share of the class that had not happened yet. 0 to 1; undefined in an empty class. */
  censoredShare: number | undefined;
  /** What the date stated says by itself. */
  insideView: 'meets' | 'misses' | 'no-date';
  flags: readonly MissFlag[];
}>;

export type Deadline = Readonly<{ asOf: IsoDate; deadline: IsoDate }>;

/**
 * The probability that what has not happened by `asOf` won't have by the end of the deadline's month:
 * S(deadline − forecast) ÷ S(asOf − forecast), by the slips of its class; without a forecast by the waits
 * of its state, from when it entered it (domain: Forecasting, step 4). Calendar months throughout.
 */
export function missOf(awaited: Awaited, classes: ReferenceClasses, when: Deadline): Miss {
  const { id, group, course } = awaited;
  const { asOf, deadline } = when;
  const state = course === undefined ? UNSTATED : stateOn(course, asOf);
  const expected = course && expectationOn(course, asOf)?.expected;
  const since = course && inStateSince(course, asOf);
  const judgedBy =
    expected === undefined ? 'waits' : horizonOf(monthOf(expected) - lastWholeMonth(asOf));
  const reference =
    judgedBy === 'waits' ? classes.waitOf(course && state) : classes.slipOf(state, judgedBy);
  const begun = expected ?? since;
  const from = begun === undefined ? lastWholeMonth(asOf) : monthOf(begun);
  const judged =
    asOf >= deadline
      ? TOO_LATE
      : judge(reference, monthOf(deadline) - from, lastWholeMonth(asOf) - from);
  const { completed, censored } = reference.survival;
  return {
    id,
    group,
    probability: judged.probability,
    state,
    judgedBy,
    expected,
    slack: expected && monthOf(deadline) - from,
    classSize: completed,
    censoredShare: completed + censored === 0 ? undefined : censored / (completed + censored),
    insideView: expected === undefined ? 'no-date' : expected > deadline ? 'misses' : 'meets',
    flags: [...flagsOf(expected, since, asOf), ...judged.flags],
  };
}

type Judged = Readonly<{ probability: number | undefined; flags: readonly MissFlag[] }>;

const TOO_LATE: Judged = { probability: 1, flags: ['deadline-passed'] };

function flagsOf(
  expected: IsoDate | undefined,
  since: IsoDate | undefined,
  asOf: IsoDate,
): readonly MissFlag[] {
  if (expected !== undefined) return monthOf(expected) <= lastWholeMonth(asOf) ? ['overdue'] : [];
  return [since === undefined ? 'nothing-stated' : 'no-forecast'];
}

/** Where all there is to judge by is too little, a probability would only look like one. */
function judge(reference: ReferenceClass, limit: number, elapsed: number): Judged {
  const isEnough = widestOf(reference).survival.completed >= ENOUGH;
  return isEnough
    ? conditional(reference, limit, elapsed)
    : { probability: undefined, flags: ['too-few-observed'] };
}

/** P(more than `limit` | more than `elapsed`), by the narrowest class that anything is left of. */
function conditional(reference: ReferenceClass, limit: number, elapsed: number): Judged {
  const { survival, parent } = reference;
  const passing = classSurvivalAt(reference, elapsed);
  if (passing <= 0) {
    if (parent === undefined) return { probability: undefined, flags: ['beyond-all-data'] };
    const wider = conditional(parent, limit, elapsed);
    return { ...wider, flags: [...new Set<MissFlag>(['wider-class', ...wider.flags])] };
  }
  return {
    probability: classSurvivalAt(reference, limit) / passing,
    flags: [
      ...(parent !== undefined && survival.completed < ENOUGH ? ['blended' as const] : []),
      ...(isBeyondData(reference, limit) ? ['beyond-data' as const] : []),
    ],
  };
}
