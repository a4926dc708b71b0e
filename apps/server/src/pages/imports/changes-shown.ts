import { doubtInWords, type ImportReport } from '#imports';
import { inThousands } from '../numbers-in-words.js';

/** What a row that is right would do, or has done, to entries there are; and what to look at again. */
export const changesShown = (
  { corrections = [], doubts = [], doubtsFound = 0, totals, stage, importId }: ImportReport,
  hrefAt: (position: string) => string | undefined,
) => ({
  doubts: doubts.map(doubtInWords),
  moreDoubts: doubtsFound > doubts.length ? inThousands(doubtsFound) : undefined,
  corrections: {
    isDone: stage === 'completed',
    reason: `import ${importId}`,
    moreThanShown: totals.changed > corrections.length ? inThousands(totals.changed) : undefined,
    rows: corrections.flatMap(({ row, about, position, changes }) =>
      changes.map((change) => ({ row, about, href: hrefAt(position), ...change })),
    ),
  },
});
