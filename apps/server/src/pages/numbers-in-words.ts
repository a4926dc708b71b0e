import { truncatedPercent } from '#figures';

/** "1,060" */
export const inThousands = (number: number): string => number.toLocaleString('en-GB');

/** A share of 0 to 1, never rounded up, so that nobody is told they have arrived before they have. */
export const percent = (share: number, decimals = 1): string =>
  `${truncatedPercent(share, decimals).toFixed(decimals)}%`;
