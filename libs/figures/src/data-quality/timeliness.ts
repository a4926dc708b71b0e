import type { Counted } from './counted.js';

/** How many facts were recorded so many days after the day they are about. */
export type Delay = Readonly<{
  /** Whole days; below 0 where a fact was recorded ahead of its day. */
  days: number;
  facts: number;
}>;

/** How soon facts were told: those within 30 days, of all, and by when half and nine tenths were. */
export type Timeliness = Counted & Readonly<{ medianDays?: number; p90Days?: number }>;

/** Days after which a fact counts as told late; as long as a trust may be silent. */
export const TIMELY_WITHIN = 30;

/**
 * Timeliness of facts: the days from the latest day a fact is about to the day in London on which it was
 * first recorded. `medianDays` and `p90Days` are the least number of days within which at least half, and
 * nine tenths, of the facts were recorded (nearest rank), so they are always the delay of some fact;
 * undefined of no facts. Source: pages-and-api.md 1.7; DESIGN.md 3.1.
 */
export function timelinessOf(delays: readonly Delay[]): Timeliness {
  const sorted = [...delays].sort((one, other) => one.days - other.days);
  const denominator = sorted.reduce((sum, { facts }) => sum + facts, 0);
  const within = sorted.filter(({ days }) => days <= TIMELY_WITHIN);
  const numerator = within.reduce((sum, { facts }) => sum + facts, 0);
  if (denominator === 0) return { numerator, denominator };
  return {
    numerator,
    denominator,
    medianDays: rankOf(sorted, denominator, 5),
    p90Days: rankOf(sorted, denominator, 9),
  };
}

/** In tenths, as whole numbers: nine tenths of ten facts are nine. */
function rankOf(sorted: readonly Delay[], all: number, tenths: number): number {
  const rank = Math.ceil((all * tenths) / 10);
  let passed = 0;
  for (const { days, facts } of sorted) {
    passed += facts;
    if (passed >= rank) return days;
  }
  return sorted.at(-1)?.days ?? 0;
}
