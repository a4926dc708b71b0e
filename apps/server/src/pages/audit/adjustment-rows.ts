import type { PeriodAdjustment, PeriodReadAnswer } from '#read-models';
import { instantInWords, withDaysInWords } from '../dates-in-words.js';
import type { Names } from '../names.js';
import { inThousands } from '../numbers-in-words.js';
import { factInWords } from '../trust/fact-in-words.js';
import { eventHref } from './audit-links.js';
import { holderBeside, ownerInWords, type Told } from './audit-names.js';

const changes: Readonly<Record<PeriodAdjustment['change'], string>> = {
  added: 'Recorded late',
  restated: 'Corrected',
  withdrawn: 'Withdrawn',
  passed: 'Recorded and withdrawn',
};

/** Recorded late, or changed: what was recorded late says nothing of the close, and seldom why. */
export const isLate = ({ change }: PeriodAdjustment): boolean => change === 'added';

/** One fact of a closed period: what it said at the close, what it says now, by whom and why. */
export const adjustmentRow = (adjusted: PeriodAdjustment, { names, owners }: Told) => ({
  about: ownerInWords(adjusted.owner, owners),
  change: changes[adjusted.change],
  before: saidInWords(adjusted, 'before', owners.namesFor(adjusted.owner)),
  after: saidInWords(adjusted, 'after', owners.namesFor(adjusted.owner)),
  why: whyInWords(adjusted),
  recorded: instantInWords(adjusted.recordedAt),
  by: holderBeside(owners.trust(adjusted.owner), adjusted, names),
  entries: adjusted.entries.map((entry) => ({
    entry: inThousands(entry),
    href: eventHref(entry),
  })),
});

/** Nobody is asked why something is recorded late. */
function whyInWords(adjusted: PeriodAdjustment): string | undefined {
  if (adjusted.cause !== null) return withDaysInWords(adjusted.cause);
  return isLate(adjusted) ? undefined : 'No reason was given';
}

function saidInWords(
  { kind, subject, ...adjusted }: PeriodAdjustment,
  which: 'before' | 'after',
  names: Names,
): string | undefined {
  const said = adjusted[which];
  if (said === null) return undefined;
  const { value, effective, amount } = said;
  const actual = () => (amount === null ? undefined : names.amount?.(amount));
  return factInWords({ kind, subject, value, effective }, { ...names, actual });
}

/** "Since then 19 facts about the period were corrected and 1 was recorded late." */
export function countsInWords({
  added,
  restated,
  withdrawn,
  passed,
}: PeriodReadAnswer['adjustments']): string {
  const [first, ...parts] = [
    { count: restated, what: 'corrected' },
    { count: withdrawn, what: 'withdrawn' },
    { count: added, what: 'recorded late' },
    { count: passed, what: 'recorded and withdrawn again' },
  ].filter(({ count }) => count > 0);
  if (first === undefined) {
    return 'Nothing about the period has been recorded, corrected or withdrawn since.';
  }
  const facts = `Since then ${inThousands(first.count)} ${first.count === 1 ? 'fact' : 'facts'} about the period`;
  const were = (count: number): string => (count === 1 ? 'was' : 'were');
  const said = parts.map(({ count, what }) => `${inThousands(count)} ${were(count)} ${what}`);
  const all = [`${facts} ${were(first.count)} ${first.what}`, ...said];
  const last = all.length > 1 ? ` and ${all.at(-1) ?? ''}` : '';
  return `${all.slice(0, Math.max(1, all.length - 1)).join(', ')}${last}.`;
}
