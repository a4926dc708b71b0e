import type { Adjustment } from '#figures';
import type { IsoDate, ProgrammeId } from '#vocabulary';
import { claimKinds } from '../facts-ledger/claim-kinds.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import type { Series } from '../facts-ledger/series-key.js';
import { ofKind, type ProgrammeFact } from '../programmes/programme-facts.js';
import { adjustmentsSince } from '../reports/closed-period.js';
import type { FactsTouched } from '../reports/facts-touched.js';
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
  touched: FactsTouched,
): Promise<MendedLate | undefined> {
  const demonstration = ofKind(facts, 'programme').at(-1)?.value.demonstration ?? false;
  const periods = ofKind(facts, 'reporting-period').filter(({ value }) => value.to <= asOf);
  if (periods.length === 0) return undefined;
  // Those touched since the first close hold those touched since the others.
  const columns = await touched.columns(ledger, firstClose(periods));
  const adjusted = periods.map(({ value: period }) =>
    adjustmentsSince(ledger, { programme, demonstration, period }, columns),
  );
  const mended = new Map<number, string>();
  columns.eachFact((from, to) => {
    if (!columns.wasMended(from, to)) return;
    const series = columns.seriesOf(from);
    if (series === undefined || !isClaim(series)) return;
    if (adjusted.some((each) => wasPutRight(each.changeOf(from, to))))
      mended.set(columns.firstOf(from), series.owner);
  });
  const counts = new Map<string, number>();
  for (const owner of mended.values()) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  return counts;
}

const firstClose = (periods: readonly ProgrammeFact<'reporting-period'>[]): number =>
  periods.reduce((first, { value }) => Math.min(first, value.lastEntry), Infinity);

const wasPutRight = (change: Adjustment['change'] | undefined): boolean =>
  change === 'restated' || change === 'withdrawn';

const isClaim = ({ kind }: Series): boolean => (claimKinds as readonly string[]).includes(kind);
