import type { Horizon, SlipObservation, WaitObservation } from './course.js';
import { kaplanMeier, type Lifetime, type ReferenceClass } from './survival.js';

/** What past courses tell of one that is still open: how far they slipped, and how long they took. */
export type ReferenceClasses = Readonly<{
  /** Of a state and horizon, within those of the state, within all. */
  slipOf: (state: string, horizon: Horizon) => ReferenceClass;
  /** Of a state, within all; of all where the state is not known. */
  waitOf: (state?: string) => ReferenceClass;
}>;

/** How much a class rests on. */
export type Size = Readonly<{ completed: number; censored: number }>;

export const sizeOf = ({ survival: { completed, censored } }: ReferenceClass): Size => ({
  completed,
  censored,
});

/** The class of all that a class borrows from, directly or not. */
export const widestOf = (reference: ReferenceClass): ReferenceClass =>
  reference.parent === undefined ? reference : widestOf(reference.parent);

/** The classes of slips and waits (domain: Forecasting, steps 2 and 3). */
export function referenceClasses(
  slips: readonly SlipObservation[],
  waits: readonly WaitObservation[],
): ReferenceClasses {
  return {
    slipOf: classesIn(slips, [({ state }) => state, ({ horizon }) => horizon]),
    waitOf: classesIn(waits, [({ state }) => state]),
  };
}

/**
 * Survival curves of all observations, of those that share a first key, of those of these that share a
 * second; each borrows from the one around it. Keys that nothing was observed of have an empty class.
 */
export function classesIn<Observation extends Lifetime>(
  observations: readonly Observation[],
  keys: readonly ((observation: Observation) => string)[],
  around?: ReferenceClass,
): (key?: string, ...path: readonly string[]) => ReferenceClass {
  const reference: ReferenceClass = {
    survival: kaplanMeier(observations),
    ...(around && { parent: around }),
  };
  const [keyOf, ...inner] = keys;
  if (keyOf === undefined) return () => reference;
  const within = new Map(
    [...new Set(observations.map(keyOf))].map((key) => {
      const own = observations.filter((each) => keyOf(each) === key);
      return [key, classesIn(own, inner, reference)] as const;
    }),
  );
  const empty = classesIn<Observation>([], inner, reference);
  return (key, ...path) => (key === undefined ? reference : (within.get(key) ?? empty)(...path));
}
