/** How a store that simulates comes by its instants. */
export type Simulation = Readonly<{
  /** Begins the log as a simulation if it is empty; a log with live entries stays live. */
  simulating?: boolean;
  /** Where the instants of a simulating store come from; without it, it takes no events. */
  simulatedClock?: () => Date;
}>;

/** Thrown by an append to a simulating store that was opened without a simulated clock. */
export class NoSimulatedClock extends Error {
  constructor() {
    super('This store is simulating: open it with a simulated clock, or seal it first.');
  }
}
