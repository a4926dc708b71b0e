import type { FactKind, KnownFact } from '#facts';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import {
  byOwner,
  FACT_COLUMNS,
  measuredKinds,
  type FactColumns,
} from '../facts-ledger/known-facts.js';

/**
 * All facts of each of these owners, in no order that counts: measurements, of these kinds alone, are read
 * once for all.
 */
export async function knownOf(
  ledger: LedgerAt,
  owners: readonly string[],
  kinds: readonly FactKind[] = measuredKinds,
): Promise<ReadonlyMap<string, readonly KnownFact[]>> {
  const measured = byOwner(await measurementsOf(ledger, owners, kinds));
  return new Map(
    owners.map((owner) => [owner, [...(measured.get(owner) ?? []), ...ledger.stated(owner)]]),
  );
}

async function measurementsOf(
  ledger: LedgerAt,
  owners: readonly string[],
  kinds: readonly FactKind[],
): Promise<readonly FactColumns[]> {
  const asked = measuredKinds.filter((kind) => kinds.includes(kind));
  if (asked.length === 0) return [];
  return ledger.read<FactColumns>(MEASURED, [owners, asked, ledger.knowledge.entry]);
}

// A probe per series; joined, all facts would be gone through.
const MEASURED = `
  select s.owner, s.kind, s.subject, f.*
  from read_models.series s cross join lateral (
    select ${FACT_COLUMNS} from read_models.facts f
    where f.series = s.series
      and f.recorded <= $3 and (f.superseded is null or f.superseded > $3) offset 0) f
  where s.owner = any($1) and s.kind = any($2)`;
