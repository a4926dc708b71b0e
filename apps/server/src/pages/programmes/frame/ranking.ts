import type { GapGroup, GapRollUpAnswer } from '#read-models';

export type Which = 'useGap' | 'optimisationGap';

/** The gap that leads for all of them, so that every trust is ranked by the same. */
export const leadingGap = ({ total }: GapRollUpAnswer): Which =>
  total.gap?.headline === 'optimisation' ? 'optimisationGap' : 'useGap';

export const gapNames = { useGap: 'use gap', optimisationGap: 'optimisation gap' } as const;

/** Nobody comes out better by reporting less: the high bound ranks, then the low one, then the name. */
export const ranked = (groups: readonly GapGroup[], which: Which): readonly GapGroup[] =>
  groups.toSorted(
    (one, other) =>
      boundsOf(other, which).high - boundsOf(one, which).high ||
      boundsOf(other, which).low - boundsOf(one, which).low ||
      one.name.localeCompare(other.name, 'en-GB'),
  );

/** Of a trust without any input, anything from 0 to 100. */
export const boundsOf = ({ gap }: GapGroup, which: Which) => gap?.[which] ?? { low: 0, high: 100 };
