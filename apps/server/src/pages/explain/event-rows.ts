import type { QueryBus } from '@nestjs/cqrs';
import { BenefitsRegister, type EventUsed, type Moment } from '#read-models';
import type { OdsCode } from '#vocabulary';
import { eventHref, inThousands } from '../audit/audit-links.js';
import { amountInWords } from '../benefits/benefit-words.js';
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

/** The unit of each benefit of a trust, for events that state a bare amount. */
export type Units = ReadonlyMap<string, string>;

export async function unitsOf(queries: QueryBus, trust: OdsCode, at: Moment): Promise<Units> {
  const register = await queries.execute(new BenefitsRegister(at, { organisation: trust }));
  return new Map(register?.benefits.map(({ benefit, unit }) => [benefit, unit]));
}

type Shown = Readonly<{ names: Names; units?: Units; mayReadLog: boolean; trust: string }>;

/** An event behind a figure, with the way to its entry for those who have one. */
const eventRow = (
  { entry, part, about, kind, subject, value, effective, recordedAt }: EventUsed,
  { names, units, mayReadLog, trust }: Shown,
) => {
  const unit = units?.get(about);
  const own: Names =
    unit === undefined ? names : { ...names, amount: (amount) => amountInWords(amount, unit) };
  return {
    entry: inThousands(entry),
    href: mayReadLog ? eventHref(entry) : entryHrefOf({ owner: about, entry, kind }, trust),
    what: `${capital(valueInWords({ kind, subject, value }, own))}, ${whenInWords(effective)}`,
    part: parts[part],
    recorded: instantInWords(recordedAt),
  };
};

const EVENTS_SHOWN = 100;

/** A page of the events behind a figure, and the way to the next; `from`: how many came before. */
export function eventsShown(
  events: readonly EventUsed[],
  from: unknown,
  { at: { asOf, entry }, ...shown }: Shown & Readonly<{ at: { asOf: string; entry: number } }>,
) {
  const start = typeof from === 'string' && /^\d{1,6}$/.test(from) ? Number(from) : 0;
  const end = start + EVENTS_SHOWN;
  return {
    events: events.slice(start, end).map((event) => eventRow(event, shown)),
    counted: inThousands(events.length),
    next:
      end < events.length
        ? `?asOf=${asOf}&knownAt=${String(entry)}&from=${String(end)}`
        : undefined,
  };
}

/** What of the events was taken back or put right, in a sentence; undefined where none was. */
export function mendedInWords(events: readonly EventUsed[]): string | undefined {
  const backs = events.filter(({ part }) => part === 'took-back').length;
  return backs === 0
    ? undefined
    : `${inThousands(backs)} ${backs === 1 ? 'event' : 'events'} below took back what would otherwise have counted.`;
}
