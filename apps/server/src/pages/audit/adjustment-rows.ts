import type { PeriodAdjustment, PeriodReadAnswer } from '#read-models';
import { instantInWords, whenInWords, withDaysInWords } from '../dates-in-words.js';
import type { Names } from '../names.js';
import { capital } from '../stages-in-words.js';
import { valueInWords } from '../trust/timeline-rows.js';
import { byWhom, eventHref, inThousands } from './audit-links.js';

const changes: Readonly<Record<PeriodAdjustment['change'], string>> = {
  added: 'Recorded since',
  restated: 'Corrected since',
  withdrawn: 'Withdrawn since',
  passed: 'Came and went since',
};

/** One fact of a closed period: what it said at the close, what it says now, by whom and why. */
export const adjustmentRow = (adjusted: PeriodAdjustment, names: Names) => ({
  of: names.organisation(adjusted.owner),
  change: changes[adjusted.change],
  before: saidInWords(adjusted, 'before', names) ?? 'Nothing was recorded',
  after: saidInWords(adjusted, 'after', names) ?? 'Nothing stands any more',
  why: whyInWords(adjusted),
  by: `${capital(byWhom(adjusted))}, ${instantInWords(adjusted.recordedAt)}`,
  entries: adjusted.entries.map((entry) => ({
    entry: inThousands(entry),
    href: eventHref(entry),
  })),
});

const whyInWords = ({ cause, change }: PeriodAdjustment): string => {
  if (cause !== null) return withDaysInWords(cause);
  return change === 'added' ? 'Told after the close' : 'No reason was given';
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

/** "19 facts were corrected, 1 was recorded late." */
export function countsInWords({
  added,
  restated,
  withdrawn,
  passed,
}: PeriodReadAnswer['adjustments']): string {
  const parts = [
    ...(restated > 0 ? [`${inThousands(restated)} corrected`] : []),
    ...(withdrawn > 0 ? [`${inThousands(withdrawn)} withdrawn`] : []),
    ...(added > 0 ? [`${inThousands(added)} recorded late`] : []),
    ...(passed > 0 ? [`${inThousands(passed)} recorded and withdrawn again`] : []),
  ];
  return parts.length === 0
    ? 'Nothing of its time was recorded, corrected or withdrawn since.'
    : `Facts of its time since: ${parts.join(', ')}.`;
}
