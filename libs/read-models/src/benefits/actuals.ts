import { judgedActuals, type JudgedActual } from '#figures';
import type { BenefitId, IsoDate } from '#vocabulary';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { byOwner, FACT_COLUMNS, type FactColumns } from '../facts-ledger/known-facts.js';

/** Every actual of these benefits that ended by a day, with what was said of it. */
export async function actualsOf(
  ledger: LedgerAt,
  benefits: readonly BenefitId[],
  asOf: IsoDate,
): Promise<ReadonlyMap<string, readonly JudgedActual[]>> {
  const rows = await ledger.read<FactColumns>(ACTUALS, [benefits, ledger.knowledge.entry, asOf]);
  return new Map(
    [...byOwner(rows)].map(([benefit, facts]) => [benefit, judgedActuals(facts)] as const),
  );
}

const ACTUALS = `
  select s.owner, s.kind, s.subject, ${FACT_COLUMNS}
  from read_models.series s join read_models.facts f on f.series = s.series
  where s.owner = any($1) and s.kind in ('benefit-actual', 'benefit-validation')
    and f.recorded <= $2 and (f.superseded is null or f.superseded > $2) and f.latest <= $3`;
