import type { Bounds } from '../bounds.js';
import type { Distribution } from './count.js';

export type ShortQuestion = Readonly<{
  /** The chance that so many of those with a chance miss. */
  missing: Distribution;
  /** Who has reached the target already, and who is awaited with a chance. */
  reached: number;
  awaited: number;
  /** Of whom nothing tells: they count to none, and at the best to those who reach it. */
  unknown: number;
  needed: number;
}>;

/** How many must reach a target that asks for a share of so many; a part of one is a whole one. */
export const neededFor = (percent: number, of: number): number =>
  // 0.29 × 100 is 28.999999999999996: arithmetic, not another trust.
  Math.max(0, Math.ceil((percent * of) / 100 - 1e-9));

/**
 * The chance, 0 to 1, that a target falls short: that fewer than needed reach it by its deadline,
 * P(missing > reached + awaited − needed). With those of whom nothing tells on its side at the least,
 * and without them at the most.
 */
export function chanceToFallShort({
  missing,
  reached,
  awaited,
  unknown,
  needed,
}: ShortQuestion): Bounds {
  const spare = reached + awaited - needed;
  const chanceBeyond = (most: number) =>
    Math.min(
      1,
      missing.reduce((sum, p, count) => (count > most ? sum + p : sum), 0),
    );
  return { low: chanceBeyond(spare + unknown), high: chanceBeyond(spare) };
}
