/** The clock of a simulating store: it stands where it was set. */
export class SimulatedClock {
  private instant = new Date(0);

  set(instant: Date): void {
    this.instant = instant;
  }

  now(): Date {
    return this.instant;
  }
}
