import type { FactBasis } from '#facts';
import type { StatedFact } from '#figures';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { FACT_COLUMNS, knownFact, type FactColumns } from '../facts-ledger/known-facts.js';

/** What is stated of plans, go-lives and milestones by these organisations, with when it was said. */
export async function deploymentFacts(
  ledger: LedgerAt,
  organisations: readonly string[],
): Promise<readonly StatedFact[]> {
  const { entry } = ledger.knowledge;
  const rows = await ledger.read<DeploymentColumns>(FACTS, [organisations, entry]);
  return rows.map(
    (row) =>
      ({
        ...knownFact(row),
        organisation: row.owner,
        ...(row.basis?.source && { source: row.basis.source }),
      }) as StatedFact,
  );
}

type DeploymentColumns = FactColumns & Readonly<{ basis: Pick<FactBasis, 'source'> | null }>;

const FACTS = `
  select s.owner, s.kind, s.subject, ${FACT_COLUMNS}, f.basis
  from read_models.series s join read_models.facts f on f.series = s.series
  where s.kind in ('go-live-plan', 'live', 'milestone') and s.owner = any($1)
    and f.recorded <= $2 and (f.superseded is null or f.superseded > $2)
  order by f.recorded, s.owner, s.kind collate "C", s.subject collate "C"`;
