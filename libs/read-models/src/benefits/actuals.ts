import type { FactKind } from '#facts';
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
  const { entry } = ledger.knowledge;
  const rows = await ledger.read<FactColumns>(ACTUALS, [benefits, entry, asOf, KINDS]);
  return new Map(
    [...byOwner(rows)].map(([benefit, facts]) => [benefit, judgedActuals(facts)] as const),
  );
}

const KINDS = ['benefit-actual', 'benefit-validation'] as const satisfies readonly FactKind[];

// A probe per series; joined, all facts would be gone through.
const ACTUALS = `
  select s.owner, s.kind, s.subject, f.*
  from read_models.series s cross join lateral (
    select ${FACT_COLUMNS} from read_models.facts f
    where f.series = s.series and f.latest <= $3
      and f.recorded <= $2 and (f.superseded is null or f.superseded > $2) offset 0) f
  where s.owner = any($1) and s.kind = any($4)`;
