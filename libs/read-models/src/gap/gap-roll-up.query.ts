import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import {
  formulaUsed,
  gapSplitOf,
  rollUpGaps,
  type CohortGap,
  type FormulaUsed,
  type GapMember,
  type TrustGap,
} from '#figures';
import type { IsoDate, OdsCode } from '#vocabulary';
import { linkedBenefits } from '../benefits/linked.js';
import { CohortFigures } from '../cohorts/cohort-figures.js';
import {
  cohortOf,
  figuresOf,
  grouped,
  membersOf,
  weightOf,
  type Cohort,
  type CohortFilter,
  type Grouping,
  type Weights,
} from '../cohorts/cohort.js';
import {
  modelAt,
  onModel,
  type Lens,
  type ModelAt,
  type ModelUsed,
  type Moment,
  type Stamp,
} from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { Ledger } from '../facts-ledger/snapshot.js';

export type GapGroup = Readonly<{
  code: string;
  name: string;
  /** Trusts with any input, of the trusts in the group. */
  numerator: number;
  denominator: number;
  gap: CohortGap | null;
}>;

export type GapBody = Readonly<{
  formula: FormulaUsed;
  cohort: Cohort;
  model: ModelUsed | null;
  by: GapGrouping;
  groups: readonly GapGroup[];
  total: GapGroup;
}>;
export type GapRollUpAnswer = Stamp & GapBody;

/** A trust alone is a group too: to rank them, and never for its benefits. */
type GapGrouping = Grouping | 'trust';

/** How large is the gap of the trusts of a nation, region, ICB or type, or of each trust? */
export class GapRollUp extends Query<GapRollUpAnswer> {
  constructor(
    readonly moment: Moment,
    readonly by: GapGrouping,
    readonly filter: CohortFilter,
    readonly lens: Lens = 'as-was',
    readonly weights: Weights = 'equal',
  ) {
    super();
  }
}

@QueryHandler(GapRollUp)
export class GapRollUpHandler implements IQueryHandler<GapRollUp> {
  private readonly figures: CohortFigures<GapBody>;

  constructor(ledger: Ledger) {
    this.figures = new CohortFigures(ledger);
  }

  execute({ moment, by, filter, lens, weights }: GapRollUp): Promise<GapRollUpAnswer> {
    const question = { by, filter, lens, weights };
    return this.figures.at(moment, question, (ledger) => rollUp(ledger, moment.asOf, question));
  }
}

/** `modelVersion`: a version of the model in place of the one in force. */
export type GapQuestion = Pick<GapRollUp, 'by' | 'filter' | 'lens' | 'weights'> &
  Readonly<{ modelVersion?: number | undefined }>;

/** The gap of a cohort and of its groups. */
export async function rollUp(
  ledger: LedgerAt,
  asOf: IsoDate,
  { by, filter, lens, weights, modelVersion }: GapQuestion,
): Promise<GapBody> {
  const members = membersOf(ledger, asOf, filter, lens);
  const model = modelAt(ledger, asOf, modelVersion);
  const codes = members.map(({ trust }) => trust.code);
  const gaps = model && (await gapsOf(ledger, codes, { asOf, model }));
  const items = members.map((member) => ({
    member,
    item: {
      organisation: member.countsUnder.code,
      part: weightOf(weights, member.trust.code),
      whole: weightOf(weights, member.countsUnder.code),
      gap: gaps?.get(member.trust.code),
    },
  }));
  const all = { code: 'all', name: 'All', items: items.map(({ item }) => item) };
  return {
    formula: formulaUsed('gap'),
    cohort: cohortOf(members, { asOf, filter, lens, weights }),
    model: model?.used ?? null,
    by,
    groups: grouped(ledger, asOf, by, items).map(groupOf),
    total: groupOf(all),
  };
}

/** The gap of each of these trusts. */
const gapsOf = (
  ledger: LedgerAt,
  codes: readonly OdsCode[],
  { asOf, model }: Readonly<{ asOf: IsoDate; model: ModelAt }>,
): Promise<ReadonlyMap<OdsCode, TrustGap>> =>
  ledger.each.gaps.of(ledger, { owners: codes, on: onModel(asOf, model) }, async (others) => {
    const linked = await linkedBenefits(ledger, others, asOf);
    return figuresOf(ledger, others, asOf, (values, code) =>
      gapSplitOf(values, model.content, asOf, linked.get(code)),
    );
  });

/** One trust, what it weighs beside those it counts with, and what they weigh together. */
type Item = Readonly<{
  organisation: OdsCode;
  part: number;
  whole: number;
  gap: TrustGap | undefined;
}>;

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
  const wholes = new Map<OdsCode, { weight: number; parts: GapMember[] }>();
  for (const { organisation, part, whole, gap } of items) {
    if (gap === undefined) continue;
    const one = wholes.get(organisation) ?? { weight: whole, parts: [] };
    wholes.set(organisation, one);
    one.parts.push({ organisation, weight: part, gap });
  }
  return [...wholes].flatMap(([organisation, { weight, parts }]) => {
    const [only] = parts;
    if (parts.length === 1 && only !== undefined) return [{ ...only, weight }];
    const all = rollUpGaps(parts);
    if (all === undefined) return [];
    const gap = { ...all, reported: all.reported > 0 };
    return [{ organisation, weight, gap }];
  });
}
