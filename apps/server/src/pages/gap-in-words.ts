import { largestRemainder, type Bounds, type GapSplit } from '#figures';
import type { GapPart } from './charts/gap-waterfall.js';

const DECIMALS = 1;

/**
 * The 100 points of intended value, split without remainder: what is surely lost at each step, what
 * can't be told while inputs are missing, and the value that is shown.
 */
export function gapParts(gap: GapSplit): readonly GapPart[] {
  const lost = [gap.notDeployed.low, gap.notAdopted.low, gap.notRealised.low];
  const unknown = Math.max(0, 100 - lost.reduce((sum, part) => sum + part, 0) - gap.value.low);
  const points = largestRemainder([...lost, unknown, gap.value.low], DECIMALS);
  return PART_NAMES.map((name, index) => ({ name, points: points[index] ?? 0 }));
}

const PART_NAMES = [
  'Not installed',
  'Installed, not used',
  'Used, benefit not shown',
  'Not known',
  'Value shown',
] as const;

/** The split as a sentence, for readers who do not look at the picture. */
export function gapInWords(gap: GapSplit): string {
  const [installed, used, shown, unknown, value] = gapParts(gap).map(({ points }) =>
    points.toFixed(DECIMALS),
  );
  return (
    `Of every 100 points of intended value, ${String(installed)} are lost because a capability is not installed, ` +
    `${String(used)} because it is installed and not used, and ${String(shown)} because it is used and its benefit is not shown. ` +
    `${String(value)} points of value are shown. ${String(unknown)} are not known while measurements are missing.`
  );
}

export type HeadedGap = GapSplit & Readonly<{ headline: 'use' | 'optimisation' }>;

/** Both gaps, the leading one first, with their bounds, and why that one leads. */
export const gapHeadline = (gap: HeadedGap): string =>
  gap.headline === 'use'
    ? `${bothGaps(gap)} The use gap is given first, because benefits are known for less than half of the capabilities by weight.`
    : bothGaps(gap);

/** The same without the reason, for one of many trusts. */
export function bothGaps(gap: HeadedGap): string {
  const { useGap, optimisationGap } = gapBounds(gap);
  const use = `The use gap (not installed or not used) is ${boundsInWords(useGap)} points.`;
  const whole = `The optimisation gap (the same, or benefit not shown) is ${boundsInWords(optimisationGap)} points.`;
  return gap.headline === 'use' ? `${use} ${whole}` : `${whole} ${use}`;
}

/**
 * The gaps, where they are sums of parts, as sums of the parts as shown: a reader who adds up finds
 * the same. A gap is more than its parts where all that is known of a loss is that it is one of two.
 */
export function gapBounds(gap: GapSplit): Readonly<{ useGap: Bounds; optimisationGap: Bounds }> {
  const [installed = 0, used = 0, shown = 0, , value = 0] = gapParts(gap).map(
    ({ points }) => points,
  );
  const { notDeployed, notAdopted, notRealised, useGap, optimisationGap } = gap;
  const use = notDeployed.low + notAdopted.low;
  const useLow = same(useGap.low, use) ? installed + used : useGap.low;
  const low = same(optimisationGap.low, use + notRealised.low)
    ? installed + used + shown
    : optimisationGap.low;
  return {
    useGap: { low: useLow, high: same(useGap.low, useGap.high) ? useLow : useGap.high },
    optimisationGap: { low, high: 100 - value },
  };
}

const same = (one: number, other: number): boolean => Math.abs(one - other) < 1e-6;

/** Bounds, to one decimal unless told otherwise: "64.3 to 67.8", or one number where they are the same. */
export function boundsInWords({ low, high }: Bounds, decimals = DECIMALS): string {
  const [from, to] = [low.toFixed(decimals), high.toFixed(decimals)];
  return from === to ? from : `${from} to ${to}`;
}
