import type { EventUsed } from '#read-models';
import { eventHref, inThousands } from '../audit/audit-links.js';
import { instantInWords, whenInWords } from '../dates-in-words.js';
import { entryHrefOf } from '../entries/kinds-with-page.js';
import type { Names } from '../names.js';
import { capital } from '../stages-in-words.js';
import { valueInWords } from '../trust/timeline-rows.js';

const parts: Readonly<Record<EventUsed['part'], string>> = {
  states: 'Counts',
  'first-stated': 'First stated, corrected since',
  'took-back': 'Took back what no longer counts',
};

/** An event behind a figure, with the way to its entry for those who have one. */
export const eventRow = (
  { entry, part, about, kind, subject, value, effective, recordedAt }: EventUsed,
  names: Names,
  { mayReadLog, trust }: Readonly<{ mayReadLog: boolean; trust: string }>,
) => ({
  entry: inThousands(entry),
  href: mayReadLog ? eventHref(entry) : entryHrefOf({ owner: about, entry, kind }, trust),
  what: `${capital(valueInWords({ kind, subject, value }, names))}, ${whenInWords(effective)}`,
  part: parts[part],
  recorded: instantInWords(recordedAt),
});

/** What of the events was taken back or put right, in a sentence; undefined where none was. */
export function mendedInWords(events: readonly EventUsed[]): string | undefined {
  const backs = events.filter(({ part }) => part === 'took-back').length;
  return backs === 0
    ? undefined
    : `${inThousands(backs)} ${backs === 1 ? 'event' : 'events'} below took back what would otherwise have counted.`;
}
