import type { StoredEvent } from '#event-sourcing';
import { factsAt } from '#facts';
import { parseIsoDate } from '#vocabulary';
import { read } from '../audit/stored-history.js';
import type { About, Entry, Mending, Questions, Stated } from './form.js';

/** Refusals that say to correct another entry instead, each with the words of its sentence that say so. */
const INSTEAD: ReadonlyMap<string, string> = new Map([
  ['already-live', ' Correct that entry instead.'],
  ['period-overlaps', ' Correct that value instead.'],
  ['assessed-already', ', or correct that entry instead'],
]);

/** The same refusal without the advice to correct that entry, beside the link that leads to it. */
export const withoutAdvice = <Said extends Readonly<{ message: string }>>(said: Said): Said => ({
  ...said,
  message: [...INSTEAD.values()].reduce(
    (message, advice) => message.replace(advice, ''),
    said.message,
  ),
});

type Refused<Known> = Readonly<{
  form: Pick<Questions<Known>, 'clashes'>;
  about: About<Known>;
  entry: Entry;
  mending?: Mending;
}>;

/** Whether a refusal says to correct another entry instead. */
export const saysInstead = (code: string): boolean => INSTEAD.has(code);

/** The event that stated what stands where an entry would stand, in the record of both, and what it states now. */
export function eventInTheWay<Known>(
  history: readonly StoredEvent[],
  { form, about, entry, mending }: Refused<Known>,
): Readonly<{ event: StoredEvent; stated: Stated }> | undefined {
  const found = factsAt(history.map(read), Number.MAX_SAFE_INTEGER).find(
    ({ factId, type, retracted, data }) =>
      type === entry.collection.fact &&
      retracted === undefined &&
      factId !== mending?.factId &&
      form.clashes?.(about, data as Stated) === true,
  );
  const event = history.find(({ id }) => id === found?.factId);
  return found && event && { event, stated: found.data as Stated };
}

type Span = Readonly<{ from: string; to: string }>;

/** Whether the period that was answered has a day in common with one that is measured already. */
export function overlaps(
  { answers }: Pick<About<unknown>, 'answers'>,
  { period, window }: Stated,
): boolean {
  const { from, to } = (period ?? window) as Span;
  const [first, last] = [parseIsoDate(answers['from'] ?? ''), parseIsoDate(answers['day'] ?? '')];
  return first !== undefined && last !== undefined && first <= to && last >= from;
}
