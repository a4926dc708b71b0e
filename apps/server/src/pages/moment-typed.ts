import type { Moment } from '#read-models';
import { dayInWords, londonDay, parseIsoDate, type IsoDate } from '#vocabulary';
import { AS_OF_SENTENCE, KNOWN_AT_AHEAD, knownAtIn, type Present } from '../api/http/moment.js';
import { Problem } from '../api/http/problem.js';
import { lookingBackOf } from './freshness.js';

export const KNOWN_AT_SENTENCE =
  'Enter today’s date or an earlier one, like 31 July 2025, or the number of an entry';

/** The two clocks of a page, as they were asked for in its address or its form. */
export type MomentAsked = Readonly<{
  /** Today as known now, where what was typed can't be read. */
  moment: Moment;
  today: IsoDate;
  /** The day up to which anything was known: of later days nothing had been recorded. */
  knownOn: IsoDate;
  /** "31 March 2026". */
  asOf: string;
  /** What the page says where it does not show today as known now. */
  lookingBack: string | undefined;
  /** Of the form, as typed, and what is wrong with them. */
  fields: readonly Field[];
  errors: readonly Readonly<{ text: string; href: string }>[];
  /** Of an address that asks for the same: "?asOf=2026-03-31", or "". */
  query: string;
}>;

type Field = Readonly<{
  name: string;
  label: string;
  hint: string;
  value: string;
  error: string | undefined;
}>;

/** A parameter may come twice, and is then a list: nothing that can be read. */
type Typed = unknown;

/** The day in London on which an entry was recorded; undefined before the first. */
export type DayOfEntry = (entry: number) => Promise<IsoDate | undefined>;

/**
 * Where only a moment of knowledge is asked for, the day follows it: of what came later nothing was
 * known yet.
 */
export async function momentAsked(
  asOfTyped: Typed,
  knownAtTyped: Typed,
  present: Present,
  dayOfEntry: DayOfEntry,
): Promise<MomentAsked> {
  const { today } = present;
  const known = knownAtAsked(knownAtTyped, present);
  const knownOn = (await dayOf(known.knownAt, dayOfEntry)) ?? today;
  const day = dayTyped(asOfTyped, today, knownOn);
  const isRight = day.error === undefined && known.error === undefined;
  const asOf = isRight ? day.day : today;
  const fields = [
    {
      name: 'asOf',
      label: 'Date to show',
      hint: `For example, 31 July 2025. Leave empty for ${known.text === '' ? 'today' : 'the last day known below'}.`,
      value: textOf(asOfTyped),
      error: day.error,
    },
    {
      name: 'knownAt',
      label: 'Include entries recorded up to',
      hint: 'A day, like 1 September 2025, or the number of an entry. Leave empty for everything recorded.',
      value: textOf(knownAtTyped),
      error: known.error,
    },
  ];
  return {
    moment: isRight && known.knownAt !== undefined ? { asOf, knownAt: known.knownAt } : { asOf },
    today,
    knownOn: isRight ? knownOn : today,
    asOf: dayInWords(asOf),
    lookingBack: isRight ? lookingBackOf(asOf, today, known.knownAt) : undefined,
    fields: fields.map((field) => ({ ...field, value: written(field.value) })),
    errors: fields.flatMap(({ name, error }) =>
      error === undefined ? [] : [{ text: error, href: `#${name}` }],
    ),
    query: isRight ? queryOf(asOf === today && known.text === '' ? '' : asOf, known.text) : '',
  };
}

/** The last day of which anything was known at a moment; undefined where nothing limits it. */
async function dayOf(
  knownAt: Moment['knownAt'],
  dayOfEntry: DayOfEntry,
): Promise<IsoDate | undefined> {
  if (knownAt === undefined) return undefined;
  if ('day' in knownAt) return knownAt.day;
  return 'instant' in knownAt ? londonDay(knownAt.instant) : dayOfEntry(knownAt.entry);
}

/** The day somebody typed, or today with the sentence that says what was wrong. */
export function dayTyped(
  typed: Typed,
  today: IsoDate,
  unlessTyped: IsoDate = today,
): Readonly<{ day: IsoDate; error?: string }> {
  const text = textOf(typed);
  if (text === '') return { day: unlessTyped };
  const day = dayIn(text);
  return day === undefined || day > today ? { day: today, error: AS_OF_SENTENCE } : { day };
}

/** A moment of knowledge as it is typed, or the sentence that says what was wrong. */
export function knownAtAsked(typed: Typed, present: Present) {
  const text = textOf(typed);
  if (text === '') return { text, knownAt: undefined, error: undefined };
  const machine = dayIn(text) ?? text;
  try {
    return { text: machine, knownAt: knownAtIn(machine, present), error: undefined };
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    // What the API asks for is written for machines; what lies ahead is refused in its words.
    const error = problem.code === KNOWN_AT_AHEAD ? problem.detail : KNOWN_AT_SENTENCE;
    return { text: '', knownAt: undefined, error };
  }
}

function queryOf(asOf: string, knownAt: string): string {
  const query = new URLSearchParams({
    ...(asOf === '' ? {} : { asOf }),
    ...(knownAt === '' ? {} : { knownAt }),
  });
  return query.toString() === '' ? '' : `?${query.toString()}`;
}

/** A day that came as 2026-03-31 stands in its field as it would be typed. */
export const written = (text: string): string => {
  const day = parseIsoDate(text);
  return day === undefined ? text : dayInWords(day);
};

const textOf = (typed: Typed): string =>
  (Array.isArray(typed) ? typed.join(', ') : typeof typed === 'string' ? typed : '').trim();

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** A day as it is typed: "2025-07-31", "31 July 2025" or "31/7/2025". */
export const dayIn = (text: string): IsoDate | undefined =>
  parseIsoDate(text) ?? dayOfWords(text) ?? dayOfNumbers(text);

/** "31/7/2025", day first as in the United Kingdom. */
function dayOfNumbers(text: string): IsoDate | undefined {
  const [, date = '', month = '', year = ''] =
    /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text) ?? [];
  return parseIsoDate(`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`);
}

/** "31 March 2026", with the month in full or its first three letters. */
function dayOfWords(text: string): IsoDate | undefined {
  const [, date = '', month = '', year = ''] = /^(\d{1,2}) ([a-z]{3,9}) (\d{4})$/i.exec(text) ?? [];
  const number = MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  return parseIsoDate(`${year}-${String(number).padStart(2, '0')}-${date.padStart(2, '0')}`);
}
