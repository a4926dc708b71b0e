/** How many times a number is of another, or the other of it, where it is looked at again. */
export const FAR_TIMES = 10;

/**
 * On which side a number of 0 or more is far from the last one of the same: more often a slip than
 * the truth. Undefined where it is not, and where one of them is nothing, which is far from all.
 */
export const farFrom = (last: number, now: number): 'higher' | 'lower' | undefined => {
  if (last > 0 && now >= last * FAR_TIMES) return 'higher';
  return now > 0 && last >= now * FAR_TIMES ? 'lower' : undefined;
};
