import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import {
  formulaUsed,
  rollUpStages,
  stageOf,
  type CohortStages,
  type FormulaUsed,
  type StageFigure,
  type StageStanding,
} from '#figures';
import type { IsoDate, OdsCode } from '#vocabulary';
import { CohortFigures } from '../cohorts/cohort-figures.js';
import {
  cohortOf,
  figuresOf,
  grouped,
  membersOf,
  type Cohort,
  type CohortFilter,
  type Grouping,
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

export type StageGroup = Readonly<{
  code: string;
  name: string;
  /** Trusts that report, of the trusts in the group. */
  numerator: number;
  denominator: number;
  stages: CohortStages;
}>;

/** Where one trust stands; the criteria are left to its own page. */
export type TrustStanding = Readonly<{
  code: OdsCode;
  name: string;
  icb: OdsCode | null;
  region: OdsCode | null;
}> &
  StageStanding;

export type StagesBody = Readonly<{
  formula: FormulaUsed;
  cohort: Cohort;
  model: ModelUsed | null;
  by: Grouping;
  groups: readonly StageGroup[];
  total: StageGroup;
  trusts: readonly TrustStanding[];
}>;
export type StageDistributionAnswer = Stamp & StagesBody;

/** How many trusts are at each stage, and which? */
export class StageDistribution extends Query<StageDistributionAnswer> {
  constructor(
    readonly moment: Moment,
    readonly by: Grouping,
    readonly filter: CohortFilter,
    readonly lens: Lens = 'as-was',
  ) {
    super();
  }
}

@QueryHandler(StageDistribution)
export class StageDistributionHandler implements IQueryHandler<StageDistribution> {
  private readonly figures: CohortFigures<StagesBody>;

  constructor(ledger: Ledger) {
    // It lists every trust.
    this.figures = new CohortFigures(ledger, 100);
  }

  execute({ moment, by, filter, lens }: StageDistribution): Promise<StageDistributionAnswer> {
    const question = { by, filter, lens };
    return this.figures.at(moment, question, (ledger) => distribute(ledger, moment.asOf, question));
  }
}

/** `modelVersion`: a version of the model in place of the one in force. */
export type StagesQuestion = Pick<StageDistribution, 'by' | 'filter' | 'lens'> &
  Readonly<{ modelVersion?: number | undefined }>;

/** How many trusts of a cohort, and of its groups, are at each stage. */
export async function distribute(
  ledger: LedgerAt,
  asOf: IsoDate,
  { by, filter, lens, modelVersion }: StagesQuestion,
): Promise<StagesBody> {
  const members = membersOf(ledger, asOf, filter, lens);
  const model = modelAt(ledger, asOf, modelVersion);
  const stages =
    model &&
    (await stagesOf(
      ledger,
      members.map(({ trust }) => trust.code),
      { asOf, model },
    ));
  const lowest = new Map<OdsCode, (typeof all)[number]>();
  const all = members.flatMap((member) => {
    const stage = stages?.get(member.trust.code);
    if (stage === undefined) return [];
    return [{ member, item: { organisation: member.countsUnder.code, stage } }];
  });
  // Parts of one successor count once, as the lowest of them.
  for (const each of all) {
    const other = lowest.get(each.item.organisation);
    if (other === undefined || level(each.item.stage) < level(other.item.stage)) {
      lowest.set(each.item.organisation, each);
    }
  }
  const counted = [...lowest.values()];
  const whole = { code: 'all', name: 'All', items: counted.map(({ item }) => item) };
  return {
    formula: formulaUsed('stage-distribution'),
    cohort: cohortOf(members, { asOf, filter, lens }),
    model: model?.used ?? null,
    by,
    groups: grouped(ledger, asOf, by, counted).map(groupOf),
    total: groupOf(whole),
    trusts: counted.map(({ member: { countsUnder }, item: { stage } }) => ({
      code: countsUnder.code,
      name: countsUnder.name,
      icb: countsUnder.icb,
      region: countsUnder.region,
      ...stage,
    })),
  };
}

/** Where each of these trusts stands. */
const stagesOf = (
  ledger: LedgerAt,
  codes: readonly OdsCode[],
  { asOf, model }: Readonly<{ asOf: IsoDate; model: ModelAt }>,
): Promise<ReadonlyMap<OdsCode, StageStanding>> =>
  ledger.each.stages.of(ledger, { owners: codes, on: onModel(asOf, model) }, (others) =>
    figuresOf(ledger, others, asOf, (values) => standingIn(stageOf(values, model.content, asOf))),
  );

/** Without the criteria, which are most of it. */
const standingIn = ({
  declared,
  evidenced,
  validated,
  attainment,
}: StageFigure): StageStanding => ({
  ...(declared && { declared }),
  evidenced,
  ...(validated && { validated }),
  ...(attainment && { attainment }),
});

type Item = Readonly<{ organisation: OdsCode; stage: StageStanding }>;

function groupOf({
  code,
  name,
  items,
}: Readonly<{ code: string; name: string; items: readonly Item[] }>): StageGroup {
  const stages = rollUpStages(items);
  return {
    code,
    name,
    numerator: stages.trusts - stages.evidenced.notReported,
    denominator: stages.trusts,
    stages,
  };
}

/** A trust that reports nothing stands below all that do; of equal low bounds the high one tells. */
export const level = ({ evidenced }: Pick<StageStanding, 'evidenced'>): number =>
  evidenced === 'not-reported' ? -1 : 10 * evidenced.low + evidenced.high;
