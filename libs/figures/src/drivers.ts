import { drivers, type Driver } from '#vocabulary';
import { total, type Bounds } from './bounds.js';

/** What is known of each driver: shares of 0 to 1; left out where unknown. */
export type DriverShares = Readonly<Partial<Record<Driver, number>>>;

/** Weights of the drivers; they sum to 1. */
export type DriverWeights = Readonly<Record<Driver, number>>;

export const equalDriverWeights: DriverWeights = {
  'first-time-right': 0.25,
  'pathway-consistency': 0.25,
  'clinical-ownership': 0.25,
  interoperability: 0.25,
};

/** Below this a driver counts as this: a geometric mean with a zero in it would say no more. */
const FLOOR = 0.01;

export type DriverPart = Readonly<{
  driver: Driver;
  weight: number;
  /** As measured, or undefined where unknown. */
  measured?: number;
  /** It was below .01 and counts as .01. */
  floored: boolean;
  /** Its share of the gap, 0 to 1; undefined where there is no gap, whatever the unknown are. */
  share?: Bounds;
  /** V, were this driver at 1. */
  whatIf: Bounds;
}>;

export type DriversFigure = Readonly<{
  /** V: 0 to 1. */
  value: Bounds;
  /** 1 − V, in points of a hundred. */
  gap: Bounds;
  /** Drivers known, of four. */
  known: number;
  parts: readonly DriverPart[];
}>;

/**
 * The four drivers of use and what each costs.
 *
 *     V                  = Π x^w                            driver gap = 1 − V
 *     share of driver x  = w_x ln(1 ÷ x) ÷ Σ w_y ln(1 ÷ y)   (they sum to 1)
 *     V with x set to 1  = V ÷ x^w_x
 *
 * A geometric mean: one weak driver cannot be bought back by a strong one. Each driver counts as .01
 * at the least, and an unknown one as anything from .01 to 1. V explains the optimisation gap and is
 * never mixed into it. Source: domain.md 6.5.
 */
export function driversOf(
  shares: DriverShares,
  weights: DriverWeights = equalDriverWeights,
): DriversFigure {
  const costs = drivers.map((driver) => costOf(driver, shares[driver], weights[driver]));
  const value = exponential(sumOf(costs));
  return {
    value,
    gap: { low: (1 - value.high) * 100, high: (1 - value.low) * 100 },
    known: costs.filter(({ measured }) => measured !== undefined).length,
    parts: costs.map(({ cost, ...part }) => {
      const others = sumOf(costs.filter(({ driver }) => driver !== part.driver));
      return {
        ...part,
        ...(cost.high + others.high > 0 && { share: shareOf(cost, others) }),
        whatIf: exponential(others),
      };
    }),
  };
}

type Cost = Omit<DriverPart, 'share' | 'whatIf'> & Readonly<{ cost: Bounds }>;

/** w·ln(1 ÷ x): what a driver takes from ln V. */
function costOf(driver: Driver, measured: number | undefined, weight: number): Cost {
  const cost = (share: number) => weight * Math.log(1 / share);
  if (measured === undefined) {
    return { driver, weight, floored: false, cost: { low: 0, high: cost(FLOOR) } };
  }
  const own = cost(Math.min(1, Math.max(FLOOR, measured)));
  return { driver, weight, measured, floored: measured < FLOOR, cost: { low: own, high: own } };
}

const sumOf = (costs: readonly Cost[]): Bounds => ({
  low: total(costs.map(({ cost }) => cost.low)),
  high: total(costs.map(({ cost }) => cost.high)),
});

const exponential = ({ low, high }: Bounds): Bounds => ({
  low: Math.exp(-high),
  high: Math.exp(-low),
});

/** A share grows with its own cost and shrinks with the others'. */
const shareOf = (own: Bounds, others: Bounds): Bounds => ({
  low: own.low === 0 ? 0 : own.low / (own.low + others.high),
  high: own.high === 0 ? 0 : own.high / (own.high + others.low),
});
