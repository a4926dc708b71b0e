import type { PeriodAmount } from '#facts';
import type { IsoDate } from '#vocabulary';
import { amountDueBy, amountOf, dueBy, movesBetween, type Moves } from './trajectory.js';

/** Cash-releasing, non-cash-releasing, societal: the classes that have a value in money. */
export const moneyClasses = ['CRB', 'NCRB', 'SB'] as const;
export type MoneyClass = (typeof moneyClasses)[number];

/** An actual, in whole pence. */
export type Actual = PeriodAmount &
  Readonly<{
    state: 'recorded' | 'validated' | 'rejected';
    /** Recorded while the enabling threshold was not met; it counts towards nothing. */
    belowGate: boolean;
  }>;

/** One benefit in whole pence, as attributed to it. Trajectories are empty before an approval. */
export type BenefitMoney = Readonly<{
  benefit: string;
  /** UB: it cannot be valued, and is counted without money. */
  class: MoneyClass | 'UB';
  /** As first approved, and as last approved. */
  original: readonly PeriodAmount[];
  current: readonly PeriodAmount[];
  /** What is expected now, where it was revised since the last approval. */
  forecast?: readonly PeriodAmount[];
  actuals: readonly Actual[];
  writtenOff: number;
  /** What it costs others, as recorded to date. */
  disbenefits: number;
}>;

/** One class of benefits, in whole pence unless it says otherwise. */
export type ClassMoney = Readonly<{
  /** Benefits, those with something due, and of these the ones without a validated actual. */
  benefits: number;
  due: number;
  unvalidated: number;
  /** Approved in all, and of the periods that ended by now. */
  originalTotal: number;
  originalToDate: number;
  currentTotal: number;
  currentToDate: number;
  /** Actuals of windows that ended by now; validated and awaiting validation never overlap. */
  validated: number;
  awaiting: number;
  rejected: number;
  belowGate: number;
  /** Approved to date − validated: negative where more was delivered. */
  gapToOriginal: number;
  gapToCurrent: number;
  /** From the original approval to what is expected now. */
  moves: Moves;
  writtenOff: number;
  disbenefits: number;
  /** Validated − disbenefits. */
  net: number;
}>;

/** Every total stands beside its split: cash-releasing and other value are never one bare number. */
export type MoneyFigure = Readonly<{
  byClass: Readonly<Record<MoneyClass, ClassMoney>>;
  total: ClassMoney;
  /** Benefits that have no value in money; they are in no sum. */
  unmonetised: number;
}>;

/**
 * The money gap by class on a day.
 *
 *     gap to original = original approval to date − validated to date
 *     gap to current  = newest approval to date  − validated to date
 *
 * To date: of periods and windows that ended by `asOf`. Every amount is a sum of whole pence, so the
 * classes come to the total exactly. Source: domain.md 6.6, and 4.2 for the classes.
 */
export const moneyGapOf = (benefits: readonly BenefitMoney[], asOf: IsoDate): MoneyFigure =>
  moneyGapFrom(benefits.map((each) => ({ class: each.class, money: moneyOf(each, asOf) })));

/** What one benefit comes to, and its class. */
export type MoneyPart = Pick<BenefitMoney, 'class'> & Readonly<{ money: ClassMoney }>;

/** The same from what each benefit comes to, so that many groups are summed of parts worked out once. */
export function moneyGapFrom(parts: readonly MoneyPart[]): MoneyFigure {
  const ofClass = (name: MoneyClass): ClassMoney =>
    summed(parts.filter((each) => each.class === name).map(({ money }) => money));
  const byClass = { CRB: ofClass('CRB'), NCRB: ofClass('NCRB'), SB: ofClass('SB') };
  return {
    byClass,
    total: summed(moneyClasses.map((name) => byClass[name])),
    unmonetised: parts.filter((each) => each.class === 'UB').length,
  };
}

/** The same of one benefit. */
export function moneyOf(benefit: BenefitMoney, asOf: IsoDate): ClassMoney {
  const { original, current, forecast = current, writtenOff, disbenefits } = benefit;
  const { validated, awaiting, rejected, belowGate, isValidated } = broughtBy(benefit, asOf);
  const currentDue = dueBy(current, asOf);
  const currentToDate = amountOf(currentDue);
  const isSame = current === original;
  const originalToDate = isSame ? currentToDate : amountDueBy(original, asOf);
  const currentTotal = amountOf(current);
  const isDue = currentDue.length > 0;
  return {
    benefits: 1,
    due: isDue ? 1 : 0,
    unvalidated: isDue && !isValidated ? 1 : 0,
    originalTotal: isSame ? currentTotal : amountOf(original),
    originalToDate,
    currentTotal,
    currentToDate,
    validated,
    awaiting,
    rejected,
    belowGate,
    gapToOriginal: originalToDate - validated,
    gapToCurrent: currentToDate - validated,
    moves: movesBetween(original, forecast),
    writtenOff,
    disbenefits,
    net: validated - disbenefits,
  };
}

/** The actuals of the windows that ended by a day, by what became of them. */
function broughtBy({ actuals }: BenefitMoney, asOf: IsoDate) {
  const sums = { validated: 0, recorded: 0, rejected: 0 };
  let [belowGate, isValidated] = [0, false];
  for (const { to, state, amount, belowGate: isBelow } of actuals) {
    if (to > asOf) continue;
    if (isBelow) belowGate += amount;
    else sums[state] += amount;
    isValidated ||= !isBelow && state === 'validated';
  }
  const { validated, recorded: awaiting, rejected } = sums;
  return { validated, awaiting, rejected, belowGate, isValidated };
}

function summed(parts: readonly ClassMoney[]): ClassMoney {
  const sum = (amount: (part: ClassMoney) => number): number => {
    let all = 0;
    for (const part of parts) all += amount(part);
    return all;
  };
  return {
    benefits: sum((part) => part.benefits),
    due: sum((part) => part.due),
    unvalidated: sum((part) => part.unvalidated),
    originalTotal: sum((part) => part.originalTotal),
    originalToDate: sum((part) => part.originalToDate),
    currentTotal: sum((part) => part.currentTotal),
    currentToDate: sum((part) => part.currentToDate),
    validated: sum((part) => part.validated),
    awaiting: sum((part) => part.awaiting),
    rejected: sum((part) => part.rejected),
    belowGate: sum((part) => part.belowGate),
    gapToOriginal: sum((part) => part.gapToOriginal),
    gapToCurrent: sum((part) => part.gapToCurrent),
    moves: {
      slidRight: sum((part) => part.moves.slidRight),
      broughtForward: sum((part) => part.moves.broughtForward),
      dropped: sum((part) => part.moves.dropped),
      added: sum((part) => part.moves.added),
    },
    writtenOff: sum((part) => part.writtenOff),
    disbenefits: sum((part) => part.disbenefits),
    net: sum((part) => part.net),
  };
}
