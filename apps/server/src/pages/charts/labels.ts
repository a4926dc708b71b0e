/** How much room a text takes at the size of charts: Arial at 14 pixels, each letter as wide as a digit. */
export const roomFor = (text: string): number => text.length * LETTER;

const LETTER = 7.8;

/**
 * Places as near to those wanted as they may lie, at least `apart` from one another and between the
 * ends; where all of them have no room there, they begin before the first end. Wanted in rising order.
 */
export function spread(
  wanted: readonly number[],
  apart: number,
  [first, last]: readonly [number, number],
): readonly number[] {
  let free = first;
  const placed = wanted.map((place) => {
    const at = Math.max(place, free);
    free = at + apart;
    return at;
  });
  // What was pushed beyond the last end pushes the others back again.
  let furthest = last;
  return placed
    .reverse()
    .map((place) => {
      const at = Math.min(place, furthest);
      furthest = at - apart;
      return at;
    })
    .reverse();
}
