import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import {
  formulaUsed,
  moneyGapFrom,
  moneyOf,
  type FormulaUsed,
  type MoneyFigure,
  type MoneyPart,
} from '#figures';
import type { BenefitId, IsoDate, OdsCode } from '#vocabulary';
import { moneyOn } from '../benefits/benefit-on.js';
import { benefitsOn } from '../benefits/benefits-on.js';
import { CohortFigures } from '../cohorts/cohort-figures.js';
import {
  cohortOf,
  grouped,
  membersOf,
  type Cohort,
  type CohortFilter,
  type Grouping,
} from '../cohorts/cohort.js';
import type { Lens, Moment, Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { holdersOf } from './money-holders.js';

export type MoneyGroup = Readonly<{
  code: string;
  name: string;
  /** Trusts with any benefit, of the trusts in the group. */
  numerator: number;
  denominator: number;
  money: MoneyFigure;
}>;

export type MoneyBody = Readonly<{
  formula: FormulaUsed;
  cohort: Cohort;
  by: MoneyGrouping;
  groups: readonly MoneyGroup[];
  total: MoneyGroup;
  /** Benefits left out because their trust has closed and they went to no successor. */
  leftBehind: readonly BenefitId[];
}>;
export type MoneyGapAnswer = Stamp & MoneyBody;

export type MoneyGrouping = Grouping | 'trust';
export type MoneyQuestion = Readonly<{ by: MoneyGrouping; filter: CohortFilter; lens: Lens }>;

/** What was promised in money, what came of it, and what slid right, by class? */
export class MoneyGap extends Query<MoneyGapAnswer> {
  constructor(
    readonly moment: Moment,
    readonly by: MoneyGrouping,
    readonly filter: CohortFilter,
    readonly lens: Lens = 'as-was',
  ) {
    super();
  }
}

@QueryHandler(MoneyGap)
export class MoneyGapHandler implements IQueryHandler<MoneyGap> {
  private readonly figures: CohortFigures<MoneyBody>;

  constructor(ledger: Ledger) {
    this.figures = new CohortFigures(ledger);
  }

  execute({ moment, by, filter, lens }: MoneyGap): Promise<MoneyGapAnswer> {
    const question = { by, filter, lens };
    return this.figures.at(moment, question, (ledger) => moneyGap(ledger, moment.asOf, question));
  }
}

/** The money of a cohort and of its groups. */
export async function moneyGap(
  ledger: LedgerAt,
  asOf: IsoDate,
  { by, filter, lens }: MoneyQuestion,
): Promise<MoneyBody> {
  const members = membersOf(ledger, asOf, filter, lens);
  const { parts, leftBehind } = holdersOf(ledger, asOf, { members, filter, lens });
  const money = await moneyOfBenefits(
    ledger,
    parts.flatMap(({ benefits }) => benefits),
    asOf,
  );
  const items = parts.map(({ member, benefits }) => ({
    member,
    item: {
      organisation: member.countsUnder.code,
      parts: benefits.flatMap((benefit) => money.get(benefit) ?? []),
    },
  }));
  const all = { code: 'all', name: 'All', items: items.map(({ item }) => item) };
  return {
    formula: formulaUsed('money'),
    cohort: cohortOf(members, { asOf, filter, lens }),
    by,
    groups: grouped(ledger, asOf, by, items).map(groupOf),
    total: groupOf(all),
    leftBehind,
  };
}

/** What each of these benefits comes to on a day: worked out once until more is said of it. */
export async function moneyOfBenefits(
  ledger: LedgerAt,
  benefits: readonly BenefitId[],
  asOf: IsoDate,
): Promise<ReadonlyMap<BenefitId, MoneyPart>> {
  return ledger.each.money.of(ledger, { owners: benefits, on: asOf }, async (others) => {
    const money = new Map<BenefitId, MoneyPart>();
    for (const { on, sums } of await benefitsOn(ledger, others, asOf)) {
      const { class: name, ...rest } = moneyOn(on, sums, asOf);
      money.set(on.benefit, { class: name, money: moneyOf({ class: name, ...rest }, asOf) });
    }
    return money;
  });
}

type Item = Readonly<{ organisation: OdsCode; parts: readonly MoneyPart[] }>;

function groupOf({
  code,
  name,
  items,
}: Readonly<{ code: string; name: string; items: readonly Item[] }>): MoneyGroup {
  const trusts = (those: readonly Item[]) =>
    new Set(those.map(({ organisation }) => organisation)).size;
  return {
    code,
    name,
    numerator: trusts(items.filter(({ parts }) => parts.length > 0)),
    denominator: trusts(items),
    money: moneyGapFrom(items.flatMap(({ parts }) => parts)),
  };
}
