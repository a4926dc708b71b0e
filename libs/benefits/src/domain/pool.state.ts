import { everyFact, statedOrder, type CurrentFact, type Facts } from '#facts';
import type { BenefitId, IsoDate } from '#vocabulary';
import type { PoolFact } from './pool.events.js';

/** The claims on a pool as its stream states them now. */
export type PoolOfShares = Facts<PoolFact>;

/** From a day on a benefit holds a share, 0 where it was released. */
type Holding = Readonly<{ benefit: BenefitId; from: IsoDate; share: number }>;

/** Every change of a holding, in the order of its day; `more` was recorded last. */
export const holdingsIn = (pool: PoolOfShares, ...more: readonly PoolFact[]): readonly Holding[] =>
  [...everyFact(pool), ...more.map((fact) => ({ ...fact, revision: Infinity }))]
    .toSorted(byDay)
    .map(({ type, data }) => ({
      benefit: data.benefit,
      from: data.effective.latest,
      share: type === 'PoolShareClaimed' ? data.share : 0,
    }));

type Placed = PoolFact & Pick<CurrentFact<PoolFact>, 'revision'>;

const byDay = (one: Placed, other: Placed): number => {
  const [day, otherDay] = [one.data.effective.latest, other.data.effective.latest];
  if (day !== otherDay) return day < otherDay ? -1 : 1;
  return statedOrder(one.data) - statedOrder(other.data) || one.revision - other.revision;
};

/** What each benefit holds on a day. */
export function heldOn(holdings: readonly Holding[], day: IsoDate): ReadonlyMap<BenefitId, number> {
  const held = new Map<BenefitId, number>();
  for (const { benefit, from, share } of holdings) if (from <= day) held.set(benefit, share);
  return held;
}

/** The first day on which the shares add to more than the whole. */
export const overclaimedOn = (holdings: readonly Holding[]): IsoDate | undefined =>
  holdings.find(({ from }) => sumOf(heldOn(holdings, from)) > 1)?.from;

/** Shares have four decimals at most, so that their sum is exact. */
export const sumOf = (held: ReadonlyMap<BenefitId, number>): number =>
  [...held.values()].reduce((sum, share) => sum + Math.round(share * PARTS), 0) / PARTS;

const PARTS = 10_000;

/** A share that can be added up without a rest. */
export const isExactShare = (share: number): boolean =>
  share > 0 && share <= 1 && Math.abs(share * PARTS - Math.round(share * PARTS)) < 1e-6;
