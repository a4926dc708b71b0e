import type { KnownFact } from '#facts';
import { parseOdsCode, type OdsCode } from '#vocabulary';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { ofKind } from '../facts-ledger/known-facts.js';

/**
 * The organisation under which an entry stands. Of a benefit that was handed over it is the one whose it was then, as known
 * when the fact was first recorded: what hands it over stands under whoever gave it. Null of what no trust owns.
 */
export function recordedUnder(
  ledger: LedgerAt,
  owner: string,
  { effective, firstEntry }: Pick<KnownFact, 'effective' | 'firstEntry'>,
): OdsCode | null {
  const homes = ledger.stated(owner, 'benefit-home');
  const first = homes.at(-1);
  if (first === undefined) return parseOdsCode(owner) ?? null;
  if (homes.length === 1) return first.value.organisation;
  const then = { asOf: effective.latest, entry: firstEntry - 1 };
  const known = ledger.statedBefore({ owner, kind: 'benefit-home', subject: '' }, then);
  const [home = first] = known === undefined ? [] : ofKind([known], 'benefit-home');
  return home.value.organisation;
}
