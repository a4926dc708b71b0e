import type { Entry } from '#event-sourcing';
import type { FactBasis, KnownFact } from '#facts';
import { ledgerRowsOf } from './ledger-rows.js';

/** A fact as a log states it in the end, with where it was taken from. */
export type FactOfLog = KnownFact & Readonly<{ basis: Omit<FactBasis, 'effective'> | null }>;

/**
 * What the entries of a log state, by owner, as the ledger has it after the last of them: for whoever has
 * the log at hand and no read models. In the order in which each fact was first stated.
 */
export function factsOfLog(log: readonly Entry[]): ReadonlyMap<string, readonly FactOfLog[]> {
  const open = new Map<string, readonly Readonly<{ owner: string; fact: FactOfLog }>[]>();
  for (const entry of log) {
    const { opens, closes } = ledgerRowsOf(entry);
    const before = closes === undefined ? undefined : open.get(closes);
    if (closes !== undefined && opens.length === 0) open.delete(closes);
    for (const factId of new Set(opens.map((row) => row.factId))) {
      const first = before?.[0]?.fact.firstEntry;
      const rows = opens.map(({ owner, ...row }) => {
        const fact = { ...row, firstEntry: row.firstEntry ?? first ?? row.entry } as FactOfLog;
        return { owner, fact };
      });
      open.set(factId, rows);
    }
  }
  const byOwner = new Map<string, FactOfLog[]>();
  for (const { owner, fact } of [...open.values()].flat()) {
    const own = byOwner.get(owner);
    if (own === undefined) byOwner.set(owner, [fact]);
    else own.push(fact);
  }
  return byOwner;
}
