import { newestEndBefore, usualEarlierDay, type PeriodClosed } from '#read-models';
import { dayInWords, type IsoDate } from '#vocabulary';
import { dayTyped, written, type MomentAsked } from '../../moment-typed.js';
import { textOf } from '../../typed-text.js';

/** The two days a page of a programme compares, as its address or its form asks for them. */
export type DaysAsked = Readonly<{
  /** The day to compare with, always before the day the page is about. */
  before: IsoDate;
  /** "30 June 2026". */
  since: string;
  fields: MomentAsked['fields'];
  errors: MomentAsked['errors'];
  /** The day to compare with, as it was typed. */
  typed: string;
  /** Of an address that asks for the same days: "?asOf=2026-03-31&with=2025-12-31", or "". */
  query: string;
}>;

/**
 * The day to compare with, beside the two clocks. Left out, it is the last day of the newest period
 * that was closed, else three months before.
 */
export function daysAsked(
  asked: MomentAsked,
  withTyped: unknown,
  periods: readonly PeriodClosed[],
): DaysAsked {
  const { today, moment } = asked;
  const usual = usualEarlierDay(periods, moment.asOf);
  const text = textOf(withTyped);
  const typed = dayTyped(withTyped, today, usual);
  const error = typed.error ?? (typed.day < moment.asOf ? undefined : orderFor(moment.asOf));
  const query = new URLSearchParams(asked.query);
  if (text !== '' && error === undefined) query.set('with', typed.day);
  return {
    before: error === undefined ? typed.day : usual,
    since: dayInWords(error === undefined ? typed.day : usual),
    fields: [
      ...asked.fields,
      {
        name: 'with',
        label: 'Compare with',
        hint: 'For example, the day of the last meeting, 30 June 2025. Leave empty for the last quarter that was closed.',
        value: written(text),
        error,
      },
    ],
    typed: text,
    errors: [...asked.errors, ...(error === undefined ? [] : [{ text: error, href: '#with' }])],
    query: query.size === 0 ? '' : `?${query.toString()}`,
  };
}

/** Why a page or a pack compares with that day; of one that somebody chose, nothing is said. */
export function whyComparedWith(
  before: IsoDate,
  { periods, asOf }: Readonly<{ periods: readonly Pick<PeriodClosed, 'to'>[]; asOf: IsoDate }>,
): string | undefined {
  if (before === newestEndBefore(periods, asOf)) {
    return 'That is the day on which the last closed period ended.';
  }
  return before === usualEarlierDay(periods, asOf)
    ? 'That is three months before, as no closed period had ended.'
    : undefined;
}

const orderFor = (asOf: IsoDate): string =>
  `“Compare with” must be before ${dayInWords(asOf)}, the day shown`;
