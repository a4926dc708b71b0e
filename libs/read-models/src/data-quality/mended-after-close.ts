import type { IsoDate, ProgrammeId } from '#vocabulary';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { ofKind, type ProgrammeFact } from '../programmes/programme-facts.js';
import { adjustmentsSince } from '../reports/closed-period.js';
import type { FindsRows, TouchedRow } from '../reports/rows-touched.js';
import { claimKinds } from '../facts-ledger/claim-kinds.js';
import type { MendedLate } from './trust-quality.js';

type Asked = Readonly<{
  programme: ProgrammeId;
  facts: readonly ProgrammeFact[];
  asOf: IsoDate;
}>;

/**
 * How many claims of each owner were corrected or withdrawn after a period of their time was closed, each
 * once, however many periods it falls into: what was published of those periods rested on them. Those
 * recorded late are in timeliness. Undefined where no period was closed.
 */
export async function mendedAfterClose(
  ledger: LedgerAt,
  { programme, facts, asOf }: Asked,
  touched: FindsRows,
): Promise<MendedLate | undefined> {
  const demonstration = ofKind(facts, 'programme').at(-1)?.value.demonstration ?? false;
  const periods = ofKind(facts, 'reporting-period').filter(({ value }) => value.to <= asOf);
  if (periods.length === 0) return undefined;
  const mended = new Map<string, TouchedRow>();
  for (const { value: period } of periods) {
    const adjustments = await adjustmentsSince(
      ledger,
      { programme, demonstration, period },
      touched,
    );
    for (const { change, factId, before, after } of adjustments) {
      if (change !== 'restated' && change !== 'withdrawn') continue;
      const row = after ?? before;
      if (row !== undefined && isClaim(row) && row.effective.latest <= asOf)
        mended.set(factId, row);
    }
  }
  const counts = new Map<string, number>();
  for (const { owner } of mended.values()) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  return counts;
}

const isClaim = ({ kind }: TouchedRow): boolean => (claimKinds as readonly string[]).includes(kind);
