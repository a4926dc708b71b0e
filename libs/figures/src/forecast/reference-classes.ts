import { horizons, type Horizon, type SlipObservation, type WaitObservation } from './course.js';
import { kaplanMeier, type ReferenceClass } from './survival.js';

/** What past courses tell of one that is still open: how far they slipped, and how long they took. */
export type ReferenceClasses = Readonly<{
  /** Of a state and horizon, within those of the state, within all. */
  slipOf: (state: string, horizon: Horizon) => ReferenceClass;
  /** Of a state, within all. */
  waitOf: (state: string) => ReferenceClass;
  slips: Size;
}>;

/** How much a class rests on. */
export type Size = Readonly<{ completed: number; censored: number }>;

/** Kaplan-Meier curves of every class of the observations (domain: Forecasting, steps 2 and 3). */
export function referenceClasses(
  slips: readonly SlipObservation[],
  waits: readonly WaitObservation[],
): ReferenceClasses {
  const all = { survival: kaplanMeier(slips) };
  const states = new Map(
    statesIn(slips).map((state) => {
      const inState = slips.filter((each) => each.state === state);
      const parent = { survival: kaplanMeier(inState), parent: all };
      const classes = horizons.map((horizon) => {
        const survival = kaplanMeier(inState.filter((each) => each.horizon === horizon));
        return [horizon, { survival, parent }] as const;
      });
      return [state, new Map<Horizon, ReferenceClass>(classes)];
    }),
  );
  const allWaits = { survival: kaplanMeier(waits) };
  const waitStates = new Map(
    statesIn(waits).map((state) => {
      const survival = kaplanMeier(waits.filter((each) => each.state === state));
      return [state, { survival, parent: allWaits }];
    }),
  );
  return {
    slipOf: (state, horizon) => states.get(state)?.get(horizon) ?? all,
    waitOf: (state) => waitStates.get(state) ?? allWaits,
    slips: { completed: all.survival.completed, censored: all.survival.censored },
  };
}

const statesIn = (observations: readonly Readonly<{ state: string }>[]): readonly string[] => [
  ...new Set(observations.map(({ state }) => state)),
];
