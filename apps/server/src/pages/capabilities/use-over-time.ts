import type { TimelineFact } from '#read-models';
import type { LedgerValues } from '#facts';
import type { EffectiveDay } from '#vocabulary';
import { sparkline } from '../charts/sparkline.js';
import { percent } from '../numbers-in-words.js';
import { whenSaid } from '../trust/when-said.js';

/** How much a capability was used when: what was measured last, and how that came about. */
export type UseOverTime = Readonly<{
  /** "for October 2026" */
  measured: string;
  sparkline: string;
  trend: string;
}>;

type Measured = Readonly<{ value: LedgerValues['adoption']; effective: EffectiveDay }>;

/** As many as a register of benefits shows. */
export const VALUES_SHOWN = 12;

/** The last measurements of each capability that stand, from those of a trust, newest first. */
export function useOverTime(facts: readonly TimelineFact[]): ReadonlyMap<string, UseOverTime> {
  const series = new Map<string, Measured[]>();
  for (const { stands, values, effective } of facts) {
    for (const { kind, subject, value } of values) {
      if (!stands || kind !== 'adoption') continue;
      const measured = { value: value as LedgerValues['adoption'], effective };
      series.set(subject, [...(series.get(subject) ?? []), measured]);
    }
  }
  return new Map(
    [...series].flatMap(([capability, newestFirst]) => {
      const [newest] = newestFirst;
      return newest === undefined ? [] : [[capability, usedOf(newest, newestFirst)] as const];
    }),
  );
}

function usedOf(newest: Measured, newestFirst: readonly Measured[]): UseOverTime {
  const shares = newestFirst
    .slice(0, VALUES_SHOWN)
    .toReversed()
    .map(({ value: { numerator, denominator } }) => numerator / denominator);
  return {
    measured: whenSaid({ kind: 'adoption', ...newest }),
    sparkline: sparkline(shares),
    trend: trendInWords(shares),
  };
}

/** What the line shows, from the first of its values to the last. */
function trendInWords(shares: readonly number[]): string {
  const [first = 0, last = 0] = [shares[0], shares.at(-1)];
  if (shares.length < 2) return 'Measured once';
  const [from, to] = [percent(first), percent(last)];
  const span = `Last ${String(shares.length)} measurements`;
  if (from === to) return `${span}: ${to} at first and at last`;
  return `${span}: ${last > first ? 'up' : 'down'} from ${from} to ${to}`;
}
