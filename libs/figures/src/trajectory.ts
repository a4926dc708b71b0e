import type { PeriodAmount } from '#facts';
import type { IsoDate } from '#vocabulary';
import { total } from './bounds.js';
import { compare } from './fact-ref.js';

export const amountOf = (trajectory: readonly PeriodAmount[]): number =>
  trajectory.reduce((sum, { amount }) => sum + amount, 0);

/**
 * What a trajectory expects to date: the amounts of the periods that ended by `asOf`. Nothing is due
 * of a period under way, because no actual can be held against it yet. With `since`, only of periods
 * that began on that day or later.
 */
export const dueBy = (
  trajectory: readonly PeriodAmount[],
  asOf: IsoDate,
  since?: IsoDate,
): readonly PeriodAmount[] =>
  trajectory.filter(({ from, to }) => to <= asOf && (since === undefined || from >= since));

/** `amountOf(dueBy(…))`, as figures of thousands of benefits ask for it. */
export function amountDueBy(
  trajectory: readonly PeriodAmount[],
  asOf: IsoDate,
  since?: IsoDate,
): number {
  let sum = 0;
  for (const { from, to, amount } of trajectory) {
    if (to <= asOf && (since === undefined || from >= since)) sum += amount;
  }
  return sum;
}

/** What a trajectory expects of one very period; null where its own periods do not come to that. */
export function plannedFor(
  { from, to }: Omit<PeriodAmount, 'amount'>,
  trajectory: readonly PeriodAmount[],
): number | null {
  // A plan has an amount for every day from its first to its last.
  const within = trajectory.filter((planned) => planned.from >= from && planned.to <= to);
  const days = within.map((planned) => [planned.from, planned.to]).flat();
  return days.includes(from) && days.includes(to) ? amountOf(within) : null;
}

/**
 * What a trajectory expects by each of these days, which rise: `amountOf(dueBy(…))` of every one, in
 * one go, as a chart asks for it.
 */
export function amountsBy(
  trajectory: readonly PeriodAmount[],
  days: readonly IsoDate[],
): readonly number[] {
  const amounts = days.map(() => 0);
  // Most periods come in their order, so that the next day is near the last one.
  let first = 0;
  for (const { to, amount } of trajectory) {
    while (first > 0 && to <= (days[first - 1] ?? to)) first -= 1;
    while (first < days.length && to > (days[first] ?? to)) first += 1;
    if (first < days.length) amounts[first] = (amounts[first] ?? 0) + amount;
  }
  let sum = 0;
  return amounts.map((amount) => (sum += amount));
}

/** How a trajectory became another, in its own unit; no part is negative. */
export type Moves = Readonly<{
  /** Given up in one period, expected in a later one. */
  slidRight: number;
  /** Given up in one period, expected in an earlier one. */
  broughtForward: number;
  /** Given up, and expected in no other period. */
  dropped: number;
  /** Expected in addition, where nothing was given up. */
  added: number;
}>;

/**
 * What moved between an approved trajectory and the latest one. Period by period (known by its last
 * day) something was given up or gained; what is gained pays first for what was given up before it
 * (slid right), then for what was given up after it (brought forward). So
 *
 *     latest = original − dropped + added
 *     given up = slid right + brought forward + dropped
 *
 * Source: domain.md 6.6, "value moved to later periods since approval"; the order of paying is ours.
 */
export function movesBetween(
  original: readonly PeriodAmount[],
  latest: readonly PeriodAmount[],
): Moves {
  if (original === latest) return UNMOVED;
  const known = lastMoves.get(original);
  if (known?.latest === latest) return known.moves;
  const moves = worked(original, latest);
  lastMoves.set(original, { latest, moves });
  return moves;
}

/** What moved does not depend on the day, and a figure of every day asks for it again. */
const lastMoves = new WeakMap<
  readonly PeriodAmount[],
  Readonly<{ latest: readonly PeriodAmount[]; moves: Moves }>
>();

function worked(original: readonly PeriodAmount[], latest: readonly PeriodAmount[]): Moves {
  const changes = changesByDay(original, latest);
  const late = settled(changes);
  const early = settled([...late.left].reverse());
  return {
    slidRight: late.moved,
    broughtForward: early.moved,
    dropped: total(early.left.map((change) => Math.max(0, -change))),
    added: total(early.left.map((change) => Math.max(0, change))),
  };
}

const UNMOVED: Moves = { slidRight: 0, broughtForward: 0, dropped: 0, added: 0 };

function changesByDay(
  original: readonly PeriodAmount[],
  latest: readonly PeriodAmount[],
): readonly number[] {
  const changes = new Map<IsoDate, number>();
  const add = (day: IsoDate, amount: number) => changes.set(day, (changes.get(day) ?? 0) + amount);
  for (const { to, amount } of original) add(to, -amount);
  for (const { to, amount } of latest) add(to, amount);
  return [...changes].sort(([one], [other]) => compare(one, other)).map(([, change]) => change);
}

/** Gains pay for losses that stand before them in the list; what is left of each stands where it was. */
function settled(changes: readonly number[]): Readonly<{ moved: number; left: readonly number[] }> {
  const left = [...changes];
  let moved = 0;
  const open: number[] = [];
  changes.forEach((change, index) => {
    if (change < 0) open.push(index);
    let gain = Math.max(0, change);
    while (gain > 0) {
      const nearest = open.at(-1);
      if (nearest === undefined) break;
      const paid = Math.min(gain, -(left[nearest] ?? 0));
      left[nearest] = (left[nearest] ?? 0) + paid;
      gain -= paid;
      moved += paid;
      if (left[nearest] === 0) open.pop();
    }
    if (change > 0) left[index] = gain;
  });
  return { moved, left };
}
