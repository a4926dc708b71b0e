import { FAR_TIMES, farFrom } from '#measurements';
import { periodInWords, type IsoDate } from '#vocabulary';
import { inThousands } from '../numbers-in-words.js';

/** A count of uses, and of what could have been, over a window. */
export type Counted = Readonly<{
  numerator: number;
  denominator: number;
  from: IsoDate;
  to: IsoDate;
}>;

/** What is counted in each of its two numbers, and how a number of it is written. */
export type Named = Readonly<{
  numerator: string;
  denominator: string;
  inWords?: (count: number) => string;
}>;

/** What to look at again in a count that is far from the last one: more often a slip than the truth. */
export function outlierIn(now: Counted, last: Counted, named: Named): string | undefined {
  const { inWords = inThousands } = named;
  const far = (part: 'numerator' | 'denominator'): string | undefined => {
    const side = farFrom(last[part], now[part]);
    return (
      side && `${inWords(now[part])} ${named[part]} is at least ${String(FAR_TIMES)} times ${side}`
    );
  };
  const found = far('numerator') ?? far('denominator');
  const lastWas = `${inWords(last.numerator)} of ${inWords(last.denominator)}`;
  return (
    found &&
    `Check this value: ${found} than the last, ${lastWas}, recorded for ${periodInWords(last)}.`
  );
}
