import type { EffectiveDay, FactId, IsoDate } from '#vocabulary';
import { compare } from './fact-ref.js';

/** A row of the ledger with the entries between which it stood. */
export type LedgerRow = Readonly<{
  factId: FactId;
  kind: string;
  subject: string;
  effective: EffectiveDay;
  /** The entry that opened it, and the one that closed it, if any. */
  entry: number;
  supersededEntry?: number;
  value: unknown;
}>;

export type ClosedPeriod = Readonly<{ from: IsoDate; to: IsoDate; lastEntry: number }>;

/** What became of a fact since a period was closed. */
export type Adjustment<Row extends LedgerRow = LedgerRow> = Readonly<{
  factId: FactId;
  kind: string;
  subject: string;
  /**
   * `added`: nothing of it was known at the close · `restated`: it says something else · `withdrawn`:
   * it no longer stands, or no longer on a day up to the end of the period · `passed`: it came and
   * went since the close.
   */
  change: 'added' | 'restated' | 'withdrawn' | 'passed';
  /** As it stood at the close, and as it stands now. */
  before?: Row;
  after?: Row;
  /** The entries since the close that opened or closed it, in order. */
  entries: readonly number[];
}>;

/**
 * The prior-period adjustments of a closed period as known at `knownAt`: rows with a latest day up to
 * the end of the period that were opened or closed by entries after the last one it includes, fact by
 * fact, in the order in which they were first touched. They are computed, and no event says them.
 * Source: DESIGN.md 3.3.
 */
export function adjustmentsOf<Row extends LedgerRow>(
  period: ClosedPeriod,
  rows: readonly Row[],
  knownAt: number,
): readonly Adjustment<Row>[] {
  const known = rows.filter(
    ({ effective, entry }) => effective.latest <= period.to && entry <= knownAt,
  );
  return byFact(known)
    .flatMap((own) => adjustmentOf(own, period.lastEntry, knownAt) ?? [])
    .sort((one, other) => (one.entries[0] ?? 0) - (other.entries[0] ?? 0) || byName(one, other));
}

function adjustmentOf<Row extends LedgerRow>(
  [first, ...others]: OneOrMore<Row>,
  lastEntry: number,
  knownAt: number,
): Adjustment<Row> | undefined {
  const own = [first, ...others];
  const entries = own
    .flatMap(({ entry, supersededEntry = entry }) => [entry, supersededEntry])
    .filter((entry) => entry > lastEntry && entry <= knownAt);
  if (entries.length === 0) return undefined;
  const before = own.find((row) => standsAt(row, lastEntry));
  const after = own.find((row) => standsAt(row, knownAt));
  return {
    factId: first.factId,
    kind: first.kind,
    subject: first.subject,
    change: before ? (after ? 'restated' : 'withdrawn') : after ? 'added' : 'passed',
    ...(before && { before }),
    ...(after && { after }),
    entries: [...new Set(entries)].sort((one, other) => one - other),
  };
}

const standsAt = ({ entry, supersededEntry }: LedgerRow, at: number): boolean =>
  entry <= at && (supersededEntry === undefined || supersededEntry > at);

type OneOrMore<Row> = readonly [Row, ...Row[]];

/** Rows of one fact and one series together: an event may open several series. */
function byFact<Row extends LedgerRow>(rows: readonly Row[]): readonly OneOrMore<Row>[] {
  const groups = new Map<string, [Row, ...Row[]]>();
  for (const row of rows) {
    const name = [row.factId, row.kind, row.subject].join();
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [row]);
    else group.push(row);
  }
  return [...groups.values()];
}

const byName = (one: Adjustment, other: Adjustment): number =>
  compare(one.factId, other.factId) ||
  compare(one.kind, other.kind) ||
  compare(one.subject, other.subject);
