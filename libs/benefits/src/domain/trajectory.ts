import { refuseAt, type Refused } from '#event-sourcing';
import type { PeriodAmount } from '#facts';
import { dayAfter, dayBefore, periodInWords, type IsoDate } from '#vocabulary';
import type { Period } from './benefit.events.js';
import type { BenefitRefusal } from './benefit.refusals.js';

/** Why these amounts are no trajectory: periods follow each other without gap, amounts are 0 or more. */
export function whyNoTrajectory(
  trajectory: readonly PeriodAmount[],
  valuedIn: 'money' | 'measure',
): Refused<BenefitRefusal> | undefined {
  return whyNot(trajectory, { at: 'trajectory', valuedIn, mayHaveGaps: false });
}

/** Why these are no costs: periods follow each other, amounts are whole pence of 0 or more. */
export const whyNoCosts = (
  costs: readonly PeriodAmount[] | undefined,
): Refused<BenefitRefusal> | undefined =>
  costs && whyNot(costs, { at: 'costs', valuedIn: 'money', mayHaveGaps: true });

type Asked = Readonly<{
  at: 'trajectory' | 'costs';
  valuedIn: 'money' | 'measure';
  mayHaveGaps: boolean;
}>;

function whyNot(
  amounts: readonly PeriodAmount[],
  asked: Asked,
): Refused<BenefitRefusal> | undefined {
  if (amounts.length === 0) return refuseAt(asked.at, 'trajectory-empty');
  let before: PeriodAmount | undefined;
  for (const [index, each] of amounts.entries()) {
    const no = whyNotNext(each, before, asked);
    if (no !== undefined) {
      return refuseAt(`${asked.at}/${String(index)}`, no, { period: periodInWords(each) });
    }
    before = each;
  }
  return undefined;
}

function whyNotNext(
  { from, to, amount }: PeriodAmount,
  before: PeriodAmount | undefined,
  { valuedIn, mayHaveGaps }: Asked,
): BenefitRefusal | undefined {
  if (from > to) return 'trajectory-backwards';
  if (before !== undefined && from <= before.to) return 'trajectory-overlap';
  const isGap = before !== undefined && from !== dayAfter(before.to);
  if (isGap && !mayHaveGaps) return 'trajectory-gap';
  if (!Number.isFinite(amount) || amount < 0) return 'amount-not-valid';
  return valuedIn === 'money' && !Number.isSafeInteger(amount) ? 'amount-not-whole' : undefined;
}

/** First and last day of a trajectory that is one. */
export function spanOfPlan(trajectory: readonly PeriodAmount[]): Period | undefined {
  const [first, last] = [trajectory[0], trajectory.at(-1)];
  return first === undefined || last === undefined ? undefined : { from: first.from, to: last.to };
}

/**
 * How far one trajectory is from another: the greatest distance, on any day, of what each expects by
 * then, as a share of the other's total. So later counts as much as less. 0 where they are equal,
 * Infinity where nothing was expected before.
 */
export function changeFrom(
  before: readonly PeriodAmount[],
  after: readonly PeriodAmount[],
): number {
  const ends = [...before, ...after].flatMap(({ from, to }) => [dayBefore(from), to]);
  const furthest = Math.max(
    0,
    ...ends.map((day) => Math.abs(expectedBy(after, day) - expectedBy(before, day))),
  );
  return furthest === 0 ? 0 : furthest / total(before);
}

const total = (trajectory: readonly PeriodAmount[]): number =>
  trajectory.reduce((sum, { amount }) => sum + amount, 0);

/** What is expected up to and with a day; a period's amount comes evenly over its days. */
const expectedBy = (trajectory: readonly PeriodAmount[], day: IsoDate): number =>
  trajectory.reduce((sum, { from, to, amount }) => {
    if (day >= to) return sum + amount;
    return day < from ? sum : sum + (amount * daysFrom(from, day)) / daysFrom(from, to);
  }, 0);

/** Days from the first to the last, both included. */
const daysFrom = (first: IsoDate, last: IsoDate): number =>
  (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1;
