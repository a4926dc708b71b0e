import type { IsoDate, ProgrammeId } from '#vocabulary';
import { claimKinds } from '../facts-ledger/claim-kinds.js';
import { daysTo } from '../facts-ledger/day-numbers.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import type { Series } from '../facts-ledger/series-key.js';
import { ofKind, type ProgrammeFact } from '../programmes/programme-facts.js';
import { countsFor } from '../reports/closed-period.js';
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
): Promise<MendedLate | undefined> {
  const demonstration = ofKind(facts, 'programme').at(-1)?.value.demonstration ?? false;
  const periods = ofKind(facts, 'reporting-period').filter(({ value }) => value.to <= asOf);
  if (periods.length === 0) return undefined;
  const closed = periods.map(({ value: period }) => ({
    close: period.lastEntry,
    upTo: daysTo(period.to),
    counts: countsFor(ledger, { programme, demonstration, period }),
  }));
  const known = ledger.knowledge.entry;
  const spans = await ledger.spans();
  const mended = new Map<number, string>();
  // Those touched since the first close hold those touched since the others.
  spans.touches(firstClose(periods), known, (place, entry) => {
    const series = spans.seriesAt(place);
    const [fact, recorded] = [spans.factAt(place), spans.recordedAt(place)];
    if (entry !== spans.supersededAt(place) || !isClaim(series) || mended.has(fact)) return;
    const isMended = closed.some(
      ({ close, upTo, counts }) =>
        recorded <= close && entry > close && spans.dayAt(place) <= upTo && counts(series),
    );
    if (isMended) mended.set(fact, series.owner);
  });
  const counts = new Map<string, number>();
  for (const owner of mended.values()) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  return counts;
}

const firstClose = (periods: readonly ProgrammeFact<'reporting-period'>[]): number =>
  periods.reduce((first, { value }) => Math.min(first, value.lastEntry), Infinity);

const claims: ReadonlySet<string> = new Set(claimKinds);
const isClaim = ({ kind }: Series): boolean => claims.has(kind);
