import { gapWaterfall } from './charts/gap-waterfall.js';
import { gapHeadline, gapInWords, gapParts, type HeadedGap } from './gap-in-words.js';

/** A gap as every page shows it: in a sentence, as a picture and as a table. */
export function gapView(gap: HeadedGap) {
  const title = 'Where the intended value is lost';
  const description = gapInWords(gap);
  const parts = gapParts(gap);
  return {
    title,
    description,
    headline: gapHeadline(gap),
    parts: parts.map(({ name, points }) => ({ name, shown: points.toFixed(1) })),
    svg: gapWaterfall({ id: 'gap', title, description }, parts),
  };
}
