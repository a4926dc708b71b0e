const RESOLUTION_MS = 1_000;

/**
 * What the time is at the server. EventStoreDB has no question for it, but each of its answers
 * carries the second in which it was given: clocks that agree within that are taken as the same.
 */
export class ServerClock {
  private ahead = 0;

  /** `took`: milliseconds between asking and the answer. */
  heard(date: string | undefined, took: number): void {
    const second = Date.parse(date ?? '');
    if (Number.isNaN(second)) return;
    const here = Date.now();
    const least = second - here;
    const most = second + RESOLUTION_MS - (here - took);
    this.ahead = least <= 0 && most >= 0 ? 0 : Math.round((least + most) / 2);
  }

  now(): Date {
    return new Date(Date.now() + this.ahead);
  }
}
