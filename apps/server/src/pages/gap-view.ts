import { gapWaterfall, type GapPart, type GapPartKind } from './charts/gap-waterfall.js';
import { gapHeadline, gapInWords, gapParts, type HeadedGap } from './gap-in-words.js';

/** A gap as every page shows it: in a sentence, as a picture and as a table. */
export function gapView(gap: HeadedGap) {
  const description = gapInWords(gap);
  const parts = gapParts(gap);
  const title = largestLoss(parts);
  return {
    title,
    description,
    headline: gapHeadline(gap),
    parts: parts.map(({ name, points }) => ({ name, shown: points.toFixed(1) })),
    svg: gapWaterfall({ id: 'gap', title, description }, parts),
  };
}

/** The message: which part of the 100 points is the largest loss. */
function largestLoss(parts: readonly GapPart[]): string {
  const losses = parts.filter(({ kind }) => kind !== 'value');
  const largest = losses.reduce((one, other) => (other.points > one.points ? other : one));
  return largest.kind === 'value' || largest.points === 0
    ? 'All of the intended value is shown'
    : `${LARGEST[largest.kind]}: ${largest.points.toFixed(1)} of 100 points`;
}

const LARGEST: Readonly<Record<Exclude<GapPartKind, 'value'>, string>> = {
  'not-installed': 'Most value is lost where nothing is installed',
  'not-used': 'Most value is lost where records are installed and not used',
  'either-of-two': 'Most value is lost where records are not installed or not used',
  'not-shown': 'Most value is lost where use shows no benefit yet',
  'any-of-three': 'Most value is lost at a step that is not known',
  'not-known': 'Most is not known while measurements are missing',
};
