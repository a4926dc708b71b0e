import type { PeriodAdjustment, PeriodReadAnswer } from '#read-models';
import { instantInWords, whenInWords, withDaysInWords } from '../dates-in-words.js';
import type { Names } from '../names.js';
import { capital } from '../stages-in-words.js';
import { valueInWords } from '../trust/timeline-rows.js';
import { eventHref, inThousands } from './audit-links.js';
import { holderInWords, ownerInWords, type Told } from './audit-names.js';

const changes: Readonly<Record<PeriodAdjustment['change'], string>> = {
  added: 'Recorded since',
  restated: 'Corrected since',
  withdrawn: 'Withdrawn since',
  passed: 'Came and went since',
};

/** One fact of a closed period: what it said at the close, what it says now, by whom and why. */
export const adjustmentRow = (adjusted: PeriodAdjustment, { names, owners }: Told) => ({
  about: ownerInWords(adjusted.owner, owners),
  change: changes[adjusted.change],
  before: saidInWords(adjusted, 'before', owners.namesFor(adjusted.owner)),
  after:
    saidInWords(adjusted, 'after', owners.namesFor(adjusted.owner)) ?? 'Nothing stands any more',
  why: whyInWords(adjusted),
  by: `${holderInWords(adjusted, names)}, ${instantInWords(adjusted.recordedAt)}`,
  entries: adjusted.entries.map((entry) => ({
    entry: inThousands(entry),
    href: eventHref(entry),
  })),
});

const whyInWords = ({ cause, change }: PeriodAdjustment): string => {
  if (cause !== null) return withDaysInWords(cause);
  return change === 'added' ? 'Recorded late' : 'No reason was given';
};

function saidInWords(
  { kind, subject, ...adjusted }: PeriodAdjustment,
  which: 'before' | 'after',
  names: Names,
): string | undefined {
  const said = adjusted[which];
  if (said === null) return undefined;
  const value = valueInWords({ kind, subject, value: said.value }, names);
  return `${capital(value)}, ${whenInWords(said.effective)}`;
}

/** "Since then 19 facts about its time were corrected and 1 was recorded late." */
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
    return 'Nothing about its time was recorded, corrected or withdrawn since.';
  }
  const facts = `Since then ${inThousands(first.count)} ${first.count === 1 ? 'fact' : 'facts'} about its time`;
  const were = (count: number): string => (count === 1 ? 'was' : 'were');
  const said = parts.map(({ count, what }) => `${inThousands(count)} ${were(count)} ${what}`);
  return `${[`${facts} ${were(first.count)} ${first.what}`, ...said].join(', ')}.`;
}
