import { largestRemainder, roundedTo, type Bounds, type GapSplit } from '#figures';
import { partKinds, type GapPart, type GapPartKind } from './charts/gap-waterfall.js';

const DECIMALS = 1;

/**
 * The 100 points of intended value, split without remainder: what is surely lost at each step, what
 * is surely lost at one of several, what can't be told while inputs are missing, and the value that
 * is shown. Each is rounded by less than 0.1 so that the parts come to the gaps as they are shown.
 */
export function gapParts(gap: GapSplit): readonly GapPart[] {
  const { notDeployed, notAdopted, notRealised, useGap, optimisationGap } = gap;
  const placed = notDeployed.low + notAdopted.low;
  const [installed = 0, used = 0] = largestRemainder([notDeployed.low, notAdopted.low], DECIMALS);
  // Where use is known and installation is not, the loss is more than its steps are known to be.
  const inUse = Math.max(useGap.low, placed);
  const lost = Math.max(optimisationGap.low, inUse + notRealised.low);
  const ends = [placed, inUse, inUse + notRealised.low, lost, optimisationGap.high, 100];
  const [two = 0, use = 0, three = 0, surely = 0, atMost = 0, all = 0] = ends.map((end) =>
    roundedTo(end, DECIMALS),
  );
  const points: Readonly<Record<GapPartKind, number>> = {
    'not-installed': installed,
    'not-used': used,
    'either-of-two': use - two,
    'not-shown': three - use,
    'any-of-three': surely - three,
    'not-known': atMost - surely,
    value: all - atMost,
  };
  return partKinds
    .map((kind) => ({ kind, name: PART_NAMES[kind], points: roundedTo(points[kind], DECIMALS) }))
    .filter((part) => part.points > 0 || !isUnplaced(part));
}

/** Of a part that is lost without it being known where; most gaps have none. */
const isUnplaced = ({ kind }: GapPart): boolean =>
  kind === 'either-of-two' || kind === 'any-of-three';

/** What is surely lost, and at which step is not known. */
export const unplacedIn = (gap: GapSplit): number =>
  roundedTo(
    gapParts(gap)
      .filter(isUnplaced)
      .reduce((sum, { points }) => sum + points, 0),
    DECIMALS,
  );

/** The bounds of the three losses of a gap, by its parts: a row of those that are known comes to it. */
export const lossesInWords = (gap: GapSplit): readonly string[] =>
  boundsTogether(
    [gap.notDeployed, gap.notAdopted, gap.notRealised],
    (['not-installed', 'not-used', 'not-shown'] as const).map((kind) =>
      pointsOf(gapParts(gap), kind),
    ),
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

const PART_NAMES: Readonly<Record<GapPartKind, string>> = {
  'not-installed': 'Not installed',
  'not-used': 'Installed, not used',
  'either-of-two': 'Either of the two above',
  'not-shown': 'Used, benefit not shown',
  'any-of-three': 'Any of the parts above',
  'not-known': 'Not known',
  value: 'Value shown',
};

/** The points of a part, 0 where there is none of it. */
const pointsOf = (parts: readonly GapPart[], kind: GapPartKind): number =>
  parts.find((part) => part.kind === kind)?.points ?? 0;

/** The split as a sentence, for readers who do not look at the picture. */
export function gapInWords(gap: GapSplit): string {
  const parts = gapParts(gap);
  const points = (kind: GapPartKind): string => pointsOf(parts, kind).toFixed(DECIMALS);
  const unplaced = parts.filter(isUnplaced).map(({ kind }) => unplacedInWords(kind, points(kind)));
  return [
    `Of every 100 points of intended value, ${points('not-installed')} are lost because a capability is not installed, ` +
      `${points('not-used')} because it is installed and not used, and ${points('not-shown')} because it is used and its benefit is not shown.`,
    ...unplaced,
    `${points('value')} points of value are shown. ${points('not-known')} are not known while measurements are missing.`,
  ].join(' ');
}

const unplacedInWords = (kind: GapPartKind, points: string): string =>
  kind === 'either-of-two'
    ? `Another ${points} are lost because a capability is not installed or not used: a measurement is missing that would say which.`
    : `Another ${points} are lost for one of these three reasons: measurements are missing that would say which.`;

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
