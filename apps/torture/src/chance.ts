/** The same draws for the same seed: whom to kill, and how long to wait before. */
export class Chance {
  constructor(private state: number) {}

  /** A whole number from 0 to less than the limit. */
  below(limit: number): number {
    this.state = (Math.imul(this.state, 1_103_515_245) + 12_345) >>> 0;
    return (this.state >>> 8) % limit;
  }

  /** One of the items, each as likely as its weight says. */
  weighted<Item>(items: readonly (readonly [Item, number])[]): Item | undefined {
    let left = this.below(items.reduce((sum, [, weight]) => sum + weight, 0) || 1);
    return items.find(([, weight]) => (left -= weight) < 0)?.[0];
  }
}
