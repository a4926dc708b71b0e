import { firstWhere } from './first-where.js';

/** Whole numbers from -2^31 up to 2^31, one after another, in four bytes each. */
export class WholeNumbers {
  private held = new Int32Array(16);
  private used = 0;

  get length(): number {
    return this.used;
  }

  /** 0 where there is none. */
  at(place: number): number {
    return this.held[place] ?? 0;
  }

  /** @throws RangeError for what does not fit. */
  add(number: number): void {
    if (number !== (number | 0))
      throw new RangeError(`${String(number)} is not held in four bytes.`);
    if (this.used === this.held.length) {
      // By halves more, so that numbers that come one by one do not copy all that is held each time.
      const larger = new Int32Array(Math.ceil(this.used * 1.5));
      larger.set(this.held);
      this.held = larger;
    }
    this.held[this.used] = number;
    this.used += 1;
  }

  put(place: number, number: number): void {
    this.held[place] = number;
  }

  /** The place of the first that is greater; of numbers that rise. */
  firstAfter(number: number): number {
    return firstWhere(this.used, (place) => this.at(place) > number);
  }
}
