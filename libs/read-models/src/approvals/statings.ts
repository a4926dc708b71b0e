import type { KnownFact } from '#facts';
import { BEFORE_RECORDS, laterOf, londonDay, type IsoDate } from '#vocabulary';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';

/** That somebody stated a fact, first or as a correction, and when. */
export type Stating = Readonly<{ actor: string; recordedAt: string; isFirst: boolean }>;
export type Statings = ReadonlyMap<string, readonly Stating[]>;

/** Who stated each of these facts, by its id; no statement where there are none. */
export async function statingsOf(
  { read, knowledge: { entry } }: LedgerAt,
  facts: readonly Pick<KnownFact, 'factId' | 'firstEntry'>[],
): Promise<Statings> {
  if (facts.length === 0) return new Map();
  const firstOf = new Map(facts.map(({ firstEntry, factId }) => [firstEntry, factId]));
  const rows = await read<StatedRow>(STATED, [
    [...firstOf.keys()],
    [...new Set(firstOf.values())],
    entry,
  ]);
  const stated = new Map<string, Stating[]>();
  for (const { entry: by, fact: corrected, ...stating } of rows) {
    const fact = corrected ?? firstOf.get(by) ?? '';
    stated.set(fact, [...(stated.get(fact) ?? []), { ...stating, isFirst: corrected === null }]);
  }
  return stated;
}

/** The day in London on which what is stated was first recorded, before any correction; of several facts, the last. */
export const firstRecordedOn = (statings: readonly Stating[]): IsoDate =>
  statings
    .filter(({ isFirst }) => isFirst)
    .map(({ recordedAt }) => londonDay(recordedAt))
    .reduce(laterOf, BEFORE_RECORDS);

type StatedRow = Readonly<{ entry: number; fact: string | null }> & Omit<Stating, 'isFirst'>;

const STATED = `
  select entry, null as fact, actor, recorded_at as "recordedAt"
  from read_models.entries where entry = any($1)
  union all
  select entry, fact_id, actor, recorded_at from read_models.entries
  where fact_id = any($2::uuid[]) and type = 'FactCorrected' and entry <= $3`;
