/** What is asked of a list of facts; a plain array is one. */
export interface Listed<Item> extends Iterable<Item> {
  readonly length: number;
  find: (is: (item: Item) => boolean) => Item | undefined;
  some: (is: (item: Item) => boolean) => boolean;
  filter: {
    <Kind extends Item>(is: (item: Item) => item is Kind): Kind[];
    (is: (item: Item) => boolean): Item[];
  };
  map: <Other>(to: (item: Item) => Other) => Other[];
  flatMap: <Other>(to: (item: Item) => Other | readonly Other[]) => Other[];
}

/** The list with one more at its end, without a copy where the list is itself what this gave. */
export const joined = <Item>(list: Listed<Item>, item: Item): Listed<Item> =>
  list instanceof Growing ? (list as Growing<Item>).and(item) : new Growing([...list, item]);

/**
 * A list that grew from another and has its items in common with it; each sees only as many as it had,
 * so that neither is seen to change. Thousands of facts that join one by one are not copied for each.
 */
class Growing<Item> implements Listed<Item> {
  constructor(
    private readonly shared: Item[],
    readonly length = shared.length,
  ) {}

  and(item: Item): Growing<Item> {
    const { own } = this;
    // Where another has grown from this one before, what follows in common is the other's.
    const shared = own === this.shared ? own : [...own];
    shared.push(item);
    return new Growing(shared);
  }

  [Symbol.iterator](): Iterator<Item> {
    return this.own.slice()[Symbol.iterator]();
  }

  find(is: (item: Item) => boolean): Item | undefined {
    return this.own.find((item) => is(item));
  }

  some(is: (item: Item) => boolean): boolean {
    return this.own.some((item) => is(item));
  }

  filter<Kind extends Item>(is: (item: Item) => item is Kind): Kind[];
  filter(is: (item: Item) => boolean): Item[];
  filter(is: (item: Item) => boolean): Item[] {
    return this.own.filter((item) => is(item));
  }

  map<Other>(to: (item: Item) => Other): Other[] {
    return this.own.map((item) => to(item));
  }

  flatMap<Other>(to: (item: Item) => Other | readonly Other[]): Other[] {
    return this.own.flatMap((item) => to(item));
  }

  /** Never handed out, as it may grow. */
  private get own(): Item[] {
    const { shared, length } = this;
    return shared.length === length ? shared : shared.slice(0, length);
  }
}
