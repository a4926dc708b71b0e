import type { ImportReport } from '#imports';
import { FAR_TIMES } from '#measurements';
import { periodInWords } from '#vocabulary';
import { inThousands } from '../numbers-in-words.js';

/** What a row that is right would do, or has done, to entries there are; and what to look at again. */
export const changesShown = (
  { corrections = [], doubts = [], doubtsFound = 0, totals, stage, importId }: ImportReport,
  hrefAt: (position: string) => string | undefined,
) => ({
  doubts: doubts.map(inWords),
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

/** In the words of the file, as the row is looked up there. */
function inWords({ row, column, value, side, last, ...period }: Doubts[number]): string {
  const far = `at least ${String(FAR_TIMES)} times ${side}`;
  return `Row ${inThousands(row)}: ${column} ${inThousands(value)} is ${far} than the last, ${inThousands(last)}, recorded for ${periodInWords(period)}.`;
}

type Doubts = NonNullable<ImportReport['doubts']>;
