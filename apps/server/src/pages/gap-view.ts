import { gapWaterfall, type GapPart } from './charts/gap-waterfall.js';
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
  const [installed, used, shown, unknown] = parts;
  const losses = [
    { part: installed, says: 'Most value is lost where nothing is installed' },
    { part: used, says: 'Most value is lost where records are installed and not used' },
    { part: shown, says: 'Most value is lost where use shows no benefit yet' },
    { part: unknown, says: 'Most is not known while measurements are missing' },
  ].map(({ part, says }) => ({ points: part?.points ?? 0, says }));
  const largest = losses.reduce((one, other) => (other.points > one.points ? other : one));
  return largest.points === 0
    ? 'All of the intended value is shown'
    : `${largest.says}: ${largest.points.toFixed(1)} of 100 points`;
}
