import type { IsoDate } from '#vocabulary';
import { lastWholeMonth, monthEnds, monthOf } from './months.js';
import type { Lifetime } from './survival.js';

/** What was said to be expected, by the day on which it had been said. */
export type Expectation = Readonly<{
  statedBy: IsoDate;
  /** Undefined: put off to no date. */
  expected: IsoDate | undefined;
}>;

/**
 * The way of one thing that was promised for a day: a go-live, a stage move, the start of a benefit.
 * Lists are in the order in which they were stated, oldest first.
 */
export type Course = Readonly<{
  id: string;
  expectations: readonly Expectation[];
  /** What state it was in (for a deployment: business case, procurement, implementation). */
  states: readonly Readonly<{ statedBy: IsoDate; state: string }>[];
  /** When it happened, and by when that had been said. */
  happened?: Readonly<{ on: IsoDate; statedBy: IsoDate }>;
  /** Given up by then, and so never seen to happen. */
  givenUpBy?: IsoDate;
}>;

/** Months from the check date to the day then expected. */
export type Horizon = '0-3' | '4-9' | '10-18' | '19+';

/** What is overdue belongs to the nearest. */
export const horizonOf = (months: number): Horizon =>
  months <= 3 ? '0-3' : months <= 9 ? '4-9' : months <= 18 ? '10-18' : '19+';

/** How far from its forecast of one check date a thing happened, or has slipped so far. Months. */
export type SlipObservation = Lifetime &
  Readonly<{ id: string; state: string; horizon: Horizon; checkedOn: IsoDate; expected: IsoDate }>;

/** How long a thing took, or has taken so far, from the first check date in a state. Months. */
export type WaitObservation = Lifetime & Readonly<{ id: string; state: string; since: IsoDate }>;

/** State of what has none stated. */
export const UNSTATED = 'unstated';

/** What had been said by a day, the last word of all. */
export const expectationOn = ({ expectations }: Course, day: IsoDate): Expectation | undefined =>
  expectations.findLast(({ statedBy }) => statedBy <= day);

export const stateOn = ({ states }: Course, day: IsoDate): string =>
  states.findLast(({ statedBy }) => statedBy <= day)?.state ?? UNSTATED;

/** Whether it was said by `knownOn` that it has happened, or was given up, by `day`. */
export const isOver = ({ happened, givenUpBy }: Course, day: IsoDate, knownOn: IsoDate): boolean =>
  (happened !== undefined && happened.statedBy <= knownOn && happened.on <= day) ||
  (givenUpBy !== undefined && givenUpBy <= day);

/**
 * The slips of all courses as stated by a day: at every month end, the forecast then stated against
 * what happened, or against the day itself where it has not happened (right-censored). One per course
 * and horizon, the last of it, so that no course counts many times (domain: Forecasting, step 1).
 */
export const slipsOf = (courses: readonly Course[], knownOn: IsoDate): readonly SlipObservation[] =>
  courses.flatMap((course) => {
    const last = new Map<Horizon, SlipObservation>();
    for (const checkedOn of checkDates(course, knownOn)) {
      const { expected } = expectationOn(course, checkedOn) ?? {};
      if (expected === undefined) continue;
      const ahead = monthOf(expected) - monthOf(checkedOn);
      // Overdue, it says nothing new of how far what was still ahead would slip.
      if (ahead < 0) continue;
      const state = stateOn(course, checkedOn);
      const about = { id: course.id, state, horizon: horizonOf(ahead), checkedOn, expected };
      last.set(about.horizon, { ...about, ...lifetimeFrom(monthOf(expected), course, knownOn) });
    }
    return [...last.values()];
  });

/** One wait per course and state, from the first month end in the state. */
export const waitsOf = (courses: readonly Course[], knownOn: IsoDate): readonly WaitObservation[] =>
  courses.flatMap((course) => {
    const first = new Map<string, WaitObservation>();
    for (const since of checkDates(course, knownOn)) {
      const state = stateOn(course, since);
      if (first.has(state)) continue;
      const lifetime = lifetimeFrom(monthOf(since), course, knownOn);
      first.set(state, { id: course.id, state, since, ...lifetime });
    }
    return [...first.values()];
  });

/** The first month end at which a course was in the state it is in, if it had begun by then. */
export function inStateSince(course: Course, day: IsoDate): IsoDate | undefined {
  const state = stateOn(course, day);
  return checkDates(course, day).find((each) => stateOn(course, each) === state);
}

/** The month ends from the first statement on at which it was still to come. */
function checkDates(course: Course, knownOn: IsoDate): readonly IsoDate[] {
  const begun = [course.expectations[0]?.statedBy, course.states[0]?.statedBy]
    .filter((day) => day !== undefined)
    .sort()[0];
  if (begun === undefined || begun > knownOn) return [];
  return monthEnds(begun, knownOn).filter((day) => !isOver(course, day, knownOn));
}

function lifetimeFrom(month: number, course: Course, knownOn: IsoDate): Lifetime {
  const { happened, givenUpBy } = course;
  if (happened !== undefined && happened.statedBy <= knownOn) {
    return { value: monthOf(happened.on) - month, censored: false };
  }
  const seenUntil = givenUpBy !== undefined && givenUpBy < knownOn ? givenUpBy : knownOn;
  return { value: lastWholeMonth(seenUntil) - month, censored: true };
}
