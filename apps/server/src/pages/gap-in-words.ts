import { largestRemainder, type GapSplit } from '#figures';
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
    `${String(value)} points of value are shown. ${String(unknown)} can’t be told while measurements are missing.`
  );
}

/** Bounds to one decimal: "64.3 to 67.8", or one number where they are the same. */
export function boundsInWords({ low, high }: Readonly<{ low: number; high: number }>): string {
  const [from, to] = [low.toFixed(DECIMALS), high.toFixed(DECIMALS)];
  return from === to ? from : `${from} to ${to}`;
}

export type HeadedGap = GapSplit & Readonly<{ headline: 'use' | 'optimisation' }>;

/** Both gaps, the leading one first, with their bounds. */
export function gapHeadline({ headline, useGap, optimisationGap }: HeadedGap): string {
  const use = `The use gap, what is not installed or not used, is ${boundsInWords(useGap)} points.`;
  const whole = `The optimisation gap, with benefits not yet shown, is ${boundsInWords(optimisationGap)} points.`;
  return headline === 'use'
    ? `${use} ${whole} The use gap leads while benefits are known for less than half of the weight.`
    : `${whole} ${use}`;
}
