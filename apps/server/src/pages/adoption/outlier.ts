import { dayInWords, type IsoDate } from '#vocabulary';

/** A count of uses, and of what could have been, over a window. */
export type Counted = Readonly<{
  numerator: number;
  denominator: number;
  from: IsoDate;
  to: IsoDate;
}>;

/** What its two numbers are called. */
export type Named = Readonly<{ numerator: string; denominator: string }>;

const TIMES = 10;
const ofUse: Named = { numerator: 'number of uses', denominator: 'number it is out of' };

/** What to look at again in a count that is far from the last one: more often a slip than the truth. */
export function outlierIn(now: Counted, last: Counted, named = ofUse): string | undefined {
  const found =
    farFrom(now.numerator, last.numerator, named.numerator) ??
    farFrom(now.denominator, last.denominator, named.denominator);
  return found === undefined
    ? undefined
    : `Check this value: ${found}, recorded for ${dayInWords(last.from)} to ${dayInWords(last.to)}.`;
}

function farFrom(now: number, last: number, what: string): string | undefined {
  const shown = `the ${what}, ${inWords(now)}, is at least ${String(TIMES)} times`;
  if (last > 0 && now >= last * TIMES) return `${shown} higher than ${inWords(last)}`;
  if (now > 0 && last >= now * TIMES) return `${shown} lower than ${inWords(last)}`;
  return undefined;
}

const inWords = (count: number): string => count.toLocaleString('en-GB');
