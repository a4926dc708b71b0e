import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { FactKind } from '#facts';
import type { Adjustment } from '#figures';
import type { EffectiveDay, FactId, PartId, ProgrammeId } from '#vocabulary';
import { amountsJudged, type AmountJudged } from '../benefits/amounts-judged.js';
import { stampOf, type Moment, type Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { FigureCache } from '../facts-ledger/figure-cache.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import type { TouchedRow } from './prior-adjustments.js';
import {
  adjustmentsIn,
  closedPeriodIn,
  groundsOf,
  periodHead,
  type PeriodHead,
} from './closed-period.js';

type Said = Readonly<{
  effective: EffectiveDay;
  value: object;
  /** Of a judgement, what the value that it names came to, in pence or the unit of its benefit; else null. */
  amount: number | null;
}>;

/** A prior-period adjustment: what a fact said when the period was closed, and what it says now. */
export type PeriodAdjustment = Readonly<{
  owner: string;
  kind: FactKind;
  subject: string;
  factId: FactId;
  change: Adjustment['change'];
  before: Said | null;
  after: Said | null;
  /** The entries since the close that recorded, corrected or withdrew it, in order. */
  entries: readonly number[];
  /** When the last of these was recorded, and why, where whoever recorded it said so. */
  recordedAt: string;
  cause: string | null;
  /** In which role and for which organisation that was done. */
  role: string;
  organisation: string;
}>;

type Part = Readonly<{
  numerator: number;
  denominator: number;
  adjustments: readonly PeriodAdjustment[];
}>;

export type PeriodAdjustmentsAnswer = Stamp & PeriodHead & Part;

/**
 * Which facts of a closed period were recorded, corrected or withdrawn since? What was put right comes
 * before what was only recorded late.
 */
export class PeriodAdjustments extends Query<PeriodAdjustmentsAnswer | undefined> {
  constructor(
    readonly programme: ProgrammeId,
    readonly period: PartId,
    readonly moment: Moment,
    readonly page: Readonly<{ offset: number; limit: number }>,
  ) {
    super();
  }
}

/** The rows of a page; a file of many thousand is not kept. */
const MOST_KEPT = 100;

@QueryHandler(PeriodAdjustments)
export class PeriodAdjustmentsHandler implements IQueryHandler<PeriodAdjustments> {
  private readonly parts = new FigureCache<Part>();

  constructor(private readonly ledger: Ledger) {}

  execute(asked: PeriodAdjustments): Promise<PeriodAdjustmentsAnswer | undefined> {
    const { moment, page } = asked;
    return this.ledger.at(moment.knownAt, async (ledger) => {
      const closed = await closedPeriodIn(ledger, asked);
      if (closed === undefined) return undefined;
      const work = async (): Promise<Part> => {
        const adjusted = await adjustmentsIn(ledger, closed);
        const { added, restated, withdrawn, passed } = adjusted.counts;
        const denominator = added + restated + withdrawn + passed;
        const adjustments = await told(ledger, await adjusted.page(ledger.read, page));
        return { numerator: adjustments.length, denominator, adjustments };
      };
      const grounds = { ...groundsOf(closed), page };
      const isPage = page.limit <= MOST_KEPT;
      const part = await (isPage ? this.parts.at(ledger, grounds, work) : work());
      return { ...stampOf(ledger, moment.asOf), ...periodHead(closed), ...part };
    });
  }
}

type EntryRow = Readonly<{
  entry: number;
  recorded_at: string;
  reason: string | null;
  role: string;
  organisation: string;
}>;

async function told(
  ledger: LedgerAt,
  adjustments: readonly Adjustment<TouchedRow>[],
): Promise<readonly PeriodAdjustment[]> {
  const last = adjustments.map(({ entries }) => entries.at(-1) ?? 0);
  const rows = await ledger.read<EntryRow>(ENTRIES, [last]);
  const recorded = new Map(rows.map((row) => [row.entry, row]));
  const stated = adjustments.flatMap(({ before, after }) => [before ?? [], after ?? []].flat());
  const amountOf = await amountsJudged(ledger, stated);
  return adjustments.map(({ before, after, ...each }, index) => {
    const row = recorded.get(last[index] ?? 0);
    return {
      owner: (after ?? before)?.owner ?? '',
      kind: each.kind as FactKind,
      subject: each.subject,
      factId: each.factId,
      change: each.change,
      before: said(before, amountOf),
      after: said(after, amountOf),
      entries: each.entries,
      recordedAt: row?.recorded_at ?? '',
      cause: row?.reason ?? null,
      role: row?.role ?? '',
      organisation: row?.organisation ?? '',
    };
  });
}

const said = (row: TouchedRow | undefined, amountOf: AmountJudged): Said | null =>
  row === undefined ? null : { effective: row.effective, value: row.value, amount: amountOf(row) };

const ENTRIES = `
  select entry, recorded_at, reason, role, organisation from read_models.entries where entry = any($1)`;
