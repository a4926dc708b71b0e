import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { gapOf, rollUpGaps, type CohortGap, type GapFigure, type GapMember } from '#figures';
import type { OdsCode } from '#vocabulary';
import {
  modelAt,
  stampOf,
  type Lens,
  type ModelUsed,
  type Moment,
  type Stamp,
} from '../facts-ledger/asking.js';
import {
  cohortOf,
  grouped,
  membersOf,
  valuesOf,
  type Cohort,
  type CohortFilter,
  type Grouping,
} from '../cohorts/cohort.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { FigureCache } from '../facts-ledger/figure-cache.js';
import { Ledger } from '../facts-ledger/snapshot.js';

export type GapGroup = Readonly<{
  code: string;
  name: string;
  /** Trusts with any input, of the trusts in the group. */
  numerator: number;
  denominator: number;
  gap: CohortGap | null;
}>;

type GapBody = Readonly<{
  cohort: Cohort;
  model: ModelUsed | null;
  by: Grouping;
  groups: readonly GapGroup[];
  total: GapGroup;
}>;
export type GapRollUpAnswer = Stamp & GapBody;

/** How large is the gap of the trusts of a nation, region, ICB or type? */
export class GapRollUp extends Query<GapRollUpAnswer> {
  constructor(
    readonly moment: Moment,
    readonly by: Grouping,
    readonly filter: CohortFilter,
    readonly lens: Lens = 'as-was',
  ) {
    super();
  }
}

@QueryHandler(GapRollUp)
export class GapRollUpHandler implements IQueryHandler<GapRollUp> {
  private readonly figures = new FigureCache<GapBody>();

  constructor(private readonly ledger: Ledger) {}

  execute(query: GapRollUp): Promise<GapRollUpAnswer> {
    const { moment, by, filter, lens } = query;
    const { asOf } = moment;
    return this.ledger.at(moment.knownAt, async (ledger) => {
      const question = { asOf, by, filter, lens };
      const body = await this.figures.at(ledger, question, () => rollUp(ledger, query));
      return { ...stampOf(ledger, asOf), ...body };
    });
  }
}

async function rollUp(
  ledger: LedgerAt,
  { moment: { asOf }, by, filter, lens }: GapRollUp,
): Promise<GapBody> {
  const members = membersOf(ledger, asOf, filter, lens);
  const model = modelAt(ledger, asOf);
  const gaps = new Map<string, GapFigure>();
  if (model !== undefined) {
    for (const [code, values] of await valuesOf(ledger, members, asOf)) {
      gaps.set(code, gapOf(values, model.content, asOf));
    }
  }
  const items = members.map((member) => ({
    member,
    item: { organisation: member.countsUnder.code, weight: 1, gap: gaps.get(member.trust.code) },
  }));
  const all = { code: 'all', name: 'All', items: items.map(({ item }) => item) };
  return {
    cohort: cohortOf(members, { asOf, filter, lens }),
    model: model?.used ?? null,
    by,
    groups: grouped(ledger, asOf, by, items).map(groupOf),
    total: groupOf(all),
  };
}

type Item = Readonly<{ organisation: OdsCode; weight: number; gap: GapFigure | undefined }>;

function groupOf({
  code,
  name,
  items,
}: Readonly<{ code: string; name: string; items: readonly Item[] }>): GapGroup {
  const gap = rollUpGaps(asOne(items)) ?? null;
  return {
    code,
    name,
    numerator: gap?.reported ?? 0,
    denominator: new Set(items.map(({ organisation }) => organisation)).size,
    gap,
  };
}

/** Those that count under one organisation are one trust: the weighted mean of its parts. */
function asOne(items: readonly Item[]): GapMember[] {
  const parts = new Map<OdsCode, GapMember[]>();
  for (const { organisation, weight, gap } of items) {
    if (gap === undefined) continue;
    const those = parts.get(organisation);
    if (those === undefined) parts.set(organisation, [{ organisation, weight, gap }]);
    else those.push({ organisation, weight, gap });
  }
  return [...parts].flatMap(([organisation, those]) => {
    const [only] = those;
    if (those.length === 1 && only !== undefined) return [only];
    const whole = rollUpGaps(those);
    if (whole === undefined) return [];
    const gap = { ...whole, reported: whole.reported > 0, capabilities: [], facts: [] };
    return [{ organisation, weight: 1, gap }];
  });
}
