import { largestRemainder, roundedTo, type Bounds, type GapSplit } from '#figures';
import type { GapPart } from './charts/gap-waterfall.js';

const DECIMALS = 1;

/**
 * The 100 points of intended value, split without remainder: what is surely lost at each step, what
 * can't be told while inputs are missing, and the value that is shown. Each is rounded by less than
 * 0.1 so that the parts come to the gaps as they are shown.
 */
export function gapParts(gap: GapSplit): readonly GapPart[] {
  const { notDeployed, notAdopted, notRealised, optimisationGap } = gap;
  const lost = notDeployed.low + notAdopted.low;
  const [installed = 0, used = 0] = largestRemainder([notDeployed.low, notAdopted.low], DECIMALS);
  const ends = [lost, lost + notRealised.low, optimisationGap.high, 100];
  const [use = 0, surely = 0, atMost = 0, all = 0] = ends.map((end) => roundedTo(end, DECIMALS));
  const points = [installed, used, surely - use, atMost - surely, all - atMost];
  return PART_NAMES.map((name, index) => ({
    name,
    points: roundedTo(points[index] ?? 0, DECIMALS),
  }));
}

/** The bounds of the three losses of a gap, by its parts: a row of those that are known comes to it. */
export const lossesInWords = (gap: GapSplit): readonly string[] =>
  boundsTogether(
    [gap.notDeployed, gap.notAdopted, gap.notRealised],
    gapParts(gap).map(({ points }) => points),
  );

/** Parts of one sum in words: those that are known come to it as it is shown. */
export const boundsTogether = (
  parts: readonly Bounds[],
  shown: readonly number[] = lowsTogether(parts),
): readonly string[] =>
  parts.map(({ low, high }, index) => {
    const from = shown[index] ?? low;
    return boundsInWords({ low: from, high: same(low, high) ? from : Math.max(from, high) });
  });

/** What the parts of one sum are at the least, rounded to come to it. */
export const lowsTogether = (parts: readonly Bounds[]): readonly number[] =>
  largestRemainder(
    parts.map(({ low }) => low),
    DECIMALS,
  );

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
export function bothGaps({ headline, useGap, optimisationGap }: HeadedGap): string {
  const use = `The use gap (not installed or not used) is ${boundsInWords(useGap)} points.`;
  const whole = `The optimisation gap (the same, or benefit not shown) is ${boundsInWords(optimisationGap)} points.`;
  return headline === 'use' ? `${use} ${whole}` : `${whole} ${use}`;
}

const same = (one: number, other: number): boolean => Math.abs(one - other) < 1e-6;

/** Bounds, to one decimal unless told otherwise: "64.3 to 67.8", or one number where they are the same. */
export function boundsInWords({ low, high }: Bounds, decimals = DECIMALS): string {
  const [from = '', to = ''] = [low, high].map((end) => roundedTo(end, decimals).toFixed(decimals));
  return from === to ? from : `${from} to ${to}`;
}
