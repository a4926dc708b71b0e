import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { KnownFact } from '#facts';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { FACT_COLUMNS, knownFact, type FactColumns } from '../facts-ledger/known-facts.js';
import { Ledger } from '../facts-ledger/snapshot.js';

/** A part of what an entry says, and what it is about. */
export type FactSaid = KnownFact & Readonly<{ owner: string }>;

/** What do these entries say? By their numbers; of a withdrawal, what it took back. */
export class EntriesSaid extends Query<ReadonlyMap<number, readonly FactSaid[]>> {
  constructor(readonly entries: readonly number[]) {
    super();
  }
}

@QueryHandler(EntriesSaid)
export class EntriesSaidHandler implements IQueryHandler<EntriesSaid> {
  constructor(private readonly ledger: Ledger) {}

  execute({ entries }: EntriesSaid): Promise<ReadonlyMap<number, readonly FactSaid[]>> {
    return this.ledger.at(undefined, ({ read }) => saidBy(read, entries));
  }
}

/** The same within a question that asks for more; entries that state no fact are left out. */
export async function saidBy(
  read: LedgerAt['read'],
  entries: readonly number[],
): Promise<ReadonlyMap<number, readonly FactSaid[]>> {
  const rows = await read<FactColumns & Readonly<{ by: number }>>(SAID, [entries]);
  const said = new Map<number, FactSaid[]>();
  for (const row of rows) {
    const fact = { ...knownFact(row), owner: row.owner };
    const others = said.get(row.by);
    if (others === undefined) said.set(row.by, [fact]);
    else others.push(fact);
  }
  return said;
}

/** The rows of a correction are both opened and closed by it. */
const SAID = `
  with said as (select *, recorded as by from read_models.facts where recorded = any($1)),
    taken as (
      select *, superseded as by from read_models.facts
      where superseded = any($1) and superseded not in (select by from said))
  select f.by, s.owner, s.kind, s.subject, ${FACT_COLUMNS}
  from (select * from said union all select * from taken) f
    join read_models.series s on s.series = f.series
  order by f.by, s.kind collate "C", s.subject collate "C"`;
