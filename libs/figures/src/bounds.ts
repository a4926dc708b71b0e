/** The least and the most a figure can be, whatever the unknown inputs are. */
export type Bounds = Readonly<{ low: number; high: number }>;

/** A share of 0 to 1; one that is unknown may be all of it. */
export const shareBounds = (share: number | undefined): Bounds =>
  share === undefined ? { low: 0, high: 1 } : { low: share, high: share };

/** Of two quantities that are not negative. */
export const times = (one: Bounds, other: Bounds): Bounds => ({
  low: one.low * other.low,
  high: one.high * other.high,
});

/** What is left of 1. */
export const lost = ({ low, high }: Bounds): Bounds => ({ low: 1 - high, high: 1 - low });

/** A share in points of a hundred. */
export const points = ({ low, high }: Bounds): Bounds => ({ low: low * 100, high: high * 100 });

export const total = (numbers: readonly number[]): number =>
  numbers.reduce((sum, each) => sum + each, 0);
