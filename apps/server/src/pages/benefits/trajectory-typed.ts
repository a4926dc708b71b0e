import type { PeriodAmount } from '#facts';
import { parseStatedDate, periodInWords, spanOf } from '#vocabulary';
import { penceOf, poundsOf } from '../forms/pounds-typed.js';
import { monthTyped } from '../forms/stated-date-typed.js';
import { dayIn } from '../moment-typed.js';

type Line = Readonly<{ from: string; to: string; amount: string | undefined }>;

/**
 * What is expected by period, one a line: "April 2026 12,500", "2026/27 150,000" or
 * "1 April 2026 to 30 June 2026 37,500". What cannot be read stays, for the shape to refuse.
 */
export const trajectoryTyped = (text: string | undefined, unit: string): readonly Line[] =>
  (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => lineTyped(line, unit));

function lineTyped(line: string, unit: string): Line {
  const [, period = line, number = ''] = /^(.*?)[\s:;,]+(£?[\d,]+(?:\.\d+)?)$/.exec(line) ?? [];
  const amount = unit === 'pence' ? penceOf(number) : number.replaceAll(',', '');
  return { ...spanTyped(period.replace(/[\s:;,]+$/, '')), amount };
}

function spanTyped(period: string): Readonly<{ from: string; to: string }> {
  const [first = '', last, ...more] = period.split(/\s+to\s+|\s+[–-]\s+/);
  if (last !== undefined && more.length === 0) {
    return { from: dayIn(first) ?? first, to: dayIn(last) ?? last };
  }
  const date = parseStatedDate(monthTyped(period) ?? period);
  if (date === undefined || dayIn(period) !== undefined) return { from: period, to: period };
  const { earliest, latest } = spanOf(date);
  return { from: earliest, to: latest };
}

/** The same trajectory as it would be typed. */
export const trajectoryWritten = (trajectory: readonly PeriodAmount[], unit: string): string =>
  trajectory
    .map((each) => {
      const amount = unit === 'pence' ? poundsOf(each.amount) : String(each.amount);
      return `${periodInWords(each)} ${amount}`;
    })
    .join('\n');
