/** The first of so many places for which this is so, where it is so for all behind it; their number where for none. */
export function firstWhere(places: number, isSo: (place: number) => boolean): number {
  let [low, high] = [0, places];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isSo(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
