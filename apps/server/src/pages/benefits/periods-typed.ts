import type { PeriodAmount } from '#facts';
import { addDays, addMonths, dayAfter, parseIsoDate, parseStatedDate, spanOf } from '#vocabulary';
import type { Row } from '../forms/form.js';
import { penceOf, poundsOf } from '../forms/pounds-typed.js';
import { filledRows, rowsAnswer } from '../forms/rows-typed.js';
import { monthTyped } from '../forms/stated-date-typed.js';
import { dayIn, written } from '../moment-typed.js';

/** Amounts by period as the API takes them; what cannot be read stays, for the shape to refuse. */
export const periodsBody = (answer: string | undefined, unit: string): readonly Row[] =>
  filledRows(answer).map(({ from = '', to = '', amount = '' }) => ({
    ...{ from, to },
    amount: unit === 'pence' ? (penceOf(amount) ?? '') : amount,
  }));

/** The answer that would have led to these amounts. */
export const periodsAnswer = (periods: readonly PeriodAmount[], unit: string): string =>
  rowsAnswer(
    periods.map(({ from, to, amount }) => ({
      ...{ from, to },
      amount: unit === 'pence' ? poundsOf(amount) : String(amount),
    })),
  );

/**
 * A period as it is kept, by days: "April 2026" as the first day begins and as the last day ends with that
 * month, and "2026/27" with that financial year; where the last day is left out, the first one's end is meant.
 */
export function periodRead({ from = '', to = '', amount = '' }: Row): Row {
  const [first, last] = [spanTyped(from), spanTyped(to)];
  const isWhole = first !== undefined && first.from !== first.to;
  return {
    from: first?.from ?? from,
    to: to === '' && isWhole ? first.to : (last?.to ?? to),
    amount: amount.replace(/^£|[,\s]/g, ''),
  };
}

export const periodWritten = ({ from = '', to = '', amount = '' }: Row): Row => ({
  ...{ from: written(from), to: written(to), amount },
});

/**
 * The period after one, of as many months or days, as far as the calendar goes, which ends with the year 9999; its
 * amount is still to be said.
 */
export function periodAfter({ from = '', to = '' }: Row): Row {
  const [first, last] = [parseIsoDate(from), parseIsoDate(to)];
  if (first === undefined || last === undefined || last < first) return {};
  const next = parseIsoDate(dayAfter(last));
  if (next === undefined) return {};
  const months = monthsOf(next) - monthsOf(first);
  const begins =
    months > 0 && addMonths(first, months) === next
      ? addMonths(next, months)
      : addDays(next, (Date.parse(next) - Date.parse(first)) / MS_A_DAY);
  const after = parseIsoDate(begins);
  return { from: next, ...(after && { to: addDays(after, -1) }) };
}

const MS_A_DAY = 86_400_000;

const monthsOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));

/** First and last day of what is typed: a day, a month, a year or a financial year. */
function spanTyped(text: string): Readonly<{ from: string; to: string }> | undefined {
  const typed = text.replace(/\s+/g, ' ');
  const day = dayIn(typed.replace(/^(\d{1,2}) (\d{1,2}) (\d{4})$/, '$1/$2/$3'));
  if (day !== undefined) return { from: day, to: day };
  const date = parseStatedDate(monthTyped(typed) ?? typed);
  if (date === undefined) return undefined;
  const { earliest, latest } = spanOf(date);
  return { from: earliest, to: latest };
}
