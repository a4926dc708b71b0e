import type { FactBasis, FactKind, KnownFact } from '#facts';
import type { IsoDate } from '#vocabulary';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { FACT_COLUMNS, knownFact, type FactColumns } from '../facts-ledger/known-facts.js';
import { groupedBy } from '../grouped-by.js';

/** Where a statement comes from and when it counts from: what every row of a programme carries. */
export type Stated = Readonly<{
  factId: string;
  eventId: string;
  entry: number;
  /** From when on it is so: the latest day it may have been. */
  on: IsoDate;
  precision: KnownFact['effective']['precision'];
  basis: Omit<FactBasis, 'effective'> | null;
}>;

export type ProgrammeFact<Kind extends FactKind = FactKind> = KnownFact<Kind> &
  Readonly<{ basis: Stated['basis'] }>;

/** Everything stated of a programme up to a day, with its sources, the newest last. */
export async function factsOfProgramme(
  ledger: LedgerAt,
  programme: string,
  asOf: IsoDate,
): Promise<readonly ProgrammeFact[]> {
  // Every page of a programme asks for them several times, and some list hundreds of trusts.
  const asked = { owners: [programme], on: asOf };
  const kept = await ledger.each.programmes.of(
    ledger,
    asked,
    async () => new Map([[programme, await readFacts(ledger, programme, asOf)]]),
  );
  return kept.get(programme) ?? [];
}

async function readFacts(
  ledger: LedgerAt,
  programme: string,
  asOf: IsoDate,
): Promise<readonly ProgrammeFact[]> {
  const rows = await ledger.read<FactColumns & Pick<Stated, 'basis'>>(FACTS, [
    programme,
    asOf,
    ledger.knowledge.entry,
  ]);
  return rows.map((row) => ({ ...knownFact(row), basis: row.basis }));
}

export const ofKind = <Kind extends FactKind>(
  facts: readonly ProgrammeFact[],
  kind: Kind,
): readonly ProgrammeFact<Kind>[] =>
  facts.filter(
    (fact) => fact.kind === kind,
  ) as readonly KnownFact[] as readonly ProgrammeFact<Kind>[];

export const statedIn = ({ factId, eventId, entry, effective, basis }: ProgrammeFact): Stated => ({
  factId,
  eventId,
  entry,
  on: effective.latest,
  precision: effective.precision,
  basis,
});

/** The statements of each subject, in the order in which they count. */
export const bySubject = <Fact extends ProgrammeFact>(
  facts: readonly Fact[],
): ReadonlyMap<string, readonly Fact[]> => groupedBy(facts, ({ subject }) => subject);

// A probe per series; joined, all facts would be gone through.
const FACTS = `
  select s.owner, s.kind, s.subject, f.*
  from read_models.series s cross join lateral (
    select ${FACT_COLUMNS}, f.basis from read_models.facts f
    where f.series = s.series and f.latest <= $2
      and f.recorded <= $3 and (f.superseded is null or f.superseded > $3) offset 0) f
  where s.owner = $1
  order by f.latest, f.stated_order, f.first_entry, s.kind collate "C", s.subject collate "C"`;
