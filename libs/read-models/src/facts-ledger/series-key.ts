import type { FactKind } from '#facts';

/** What one value at a time is true of. */
export type Series = Readonly<{ owner: string; kind: FactKind; subject: string }>;

/**
 * The number of a series, below 2^53: the same on every machine, so that a rebuild gives the same
 * keys. Two series with one number would break the unique index of their table, and stop.
 */
export function seriesKey({ owner, kind, subject }: Series): number {
  const text = `${owner}\n${kind}\n${subject}`;
  let [high, low] = [0x1f3d5b79, 0x2a4c6e81];
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 0x85ebca6b);
    low = Math.imul(low ^ unit, 0xc2b2ae35);
    high ^= low >>> 15;
    low ^= high >>> 13;
  }
  return (scattered(high ^ text.length) & 0x1fffff) * 0x100000000 + scattered(low);
}

/** Lets every bit of a number reach every other. */
function scattered(bits: number): number {
  let mixed = Math.imul(bits ^ (bits >>> 16), 0x7feb352d);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
