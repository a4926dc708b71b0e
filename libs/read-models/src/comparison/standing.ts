import type { TargetPredicate } from '#facts';
import {
  heldAgainst,
  moneyClasses,
  type Bounds,
  type CohortGap,
  type CohortStages,
  type MoneyClass,
} from '#figures';
import type { IsoDate, OdsCode } from '#vocabulary';
import type { Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import type { GapRollUpAnswer } from '../gap/gap-roll-up.query.js';
import type { MoneyGapAnswer } from '../money/money-gap.query.js';
import type { ProgrammeProfileAnswer } from '../programmes/programme-profile.query.js';
import type { StageDistributionAnswer } from '../stages/stage-distribution.query.js';

/** What two days of a programme are compared by. */
export type Aspect =
  | 'stage'
  | 'validated-stage'
  | 'epr'
  | 'use-gap'
  | 'optimisation-gap'
  /** What was validated to date, by class. */
  | 'benefits'
  | 'target';

/** A figure of one trust, or of a target, at one moment. */
export type Value = Bounds &
  Readonly<{
    /** stage, epr (1 has one, 0 has none), points of 100, pence, or what the target counts in. */
    unit: string;
    /** The deadline of a target, as stated; null of all else. */
    by: string | null;
  }>;

/** Whose figure, and which. */
export type Place = Readonly<{ aspect: Aspect; code: string; name: string; subject: string }>;
export type Placed = Place & Readonly<{ value: Value }>;

/** What a programme comes to at one moment. */
export type Standing = Stamp &
  Readonly<{
    trusts: number;
    stages: CohortStages;
    gap: CohortGap | null;
    /** Trusts with an EPR: for certain, and if all of which nothing tells had one. */
    withEpr: Bounds;
    /** Validated to date, in whole pence; null of a class without any benefit. */
    validated: Readonly<Record<MoneyClass, number | null>>;
  }>;

/** The answers that a standing is made of, all of one moment. */
export type Answers = Readonly<{
  stages: StageDistributionAnswer;
  gaps: GapRollUpAnswer;
  money: MoneyGapAnswer;
  profile: ProgrammeProfileAnswer | undefined;
  epr: readonly EprPresence[];
}>;

export type EprPresence = Readonly<{ code: OdsCode; name: string; has: Bounds }>;

/** An EPR that went live and was not retired, or that the trust is reported to have. */
const HAS_EPR: TargetPredicate = { any: [{ live: 'epr' }, { has: 'epr-status' }] };

/** Which of these trusts have an EPR on a day; of whom nothing tells, 0 to 1. */
export async function eprPresence(
  ledger: LedgerAt,
  { asOf, trusts }: StageDistributionAnswer,
): Promise<readonly EprPresence[]> {
  const asked = { owners: trusts.map(({ code }) => code), on: asOf };
  const found = await ledger.each.eprs.of(ledger, asked, (others) =>
    Promise.resolve(new Map(others.map((code) => [code, hasEpr(ledger, code, asOf)]))),
  );
  return trusts.flatMap(({ code, name }) => {
    const has = found.get(code);
    return has === undefined ? [] : [{ code, name, has }];
  });
}

function hasEpr(ledger: LedgerAt, code: OdsCode, asOf: IsoDate): Bounds {
  const { verdict } = heldAgainst(HAS_EPR, { values: ledger.statedAt(code, asOf) });
  return { low: verdict === 'counts' ? 1 : 0, high: verdict === 'does-not' ? 0 : 1 };
}

export function standingOf({ stages, gaps, money, epr }: Answers): Standing {
  const { asOf, entry, recordedAt, final } = stages;
  const validatedOf = (of: MoneyClass) => {
    const { benefits, validated } = money.total.money.byClass[of];
    return benefits === 0 ? null : validated;
  };
  const sum = (bound: 'low' | 'high') => epr.reduce((all, { has }) => all + has[bound], 0);
  return {
    ...{ asOf, entry, recordedAt, final },
    trusts: stages.total.denominator,
    stages: stages.total.stages,
    gap: gaps.total.gap,
    withEpr: { low: sum('low'), high: sum('high') },
    validated: { CRB: validatedOf('CRB'), NCRB: validatedOf('NCRB'), SB: validatedOf('SB') },
  };
}

export type Leading = CohortGap['headline'];

/**
 * Every figure of a trust and the newest terms of every target; what is not known is left out. `leading`: the gap
 * that trusts are compared by, which has to be the same at both moments.
 */
export const valuesIn = (answers: Answers, leading: Leading): readonly Placed[] => [
  ...stagesIn(answers),
  ...eprsIn(answers),
  ...gapsIn(answers, leading),
  ...benefitsIn(answers),
  ...targetsIn(answers),
];

const exactly = (number: number, unit: string): Value => ({
  ...{ low: number, high: number },
  ...{ unit, by: null },
});

const stagesIn = ({ stages }: Answers): readonly Placed[] =>
  stages.trusts.flatMap(({ code, name, evidenced, validated }): readonly Placed[] => {
    const of = { code, name, subject: '' };
    const shown = evidenced === 'not-reported' ? [] : [{ ...evidenced, unit: 'stage', by: null }];
    const confirmed = validated === undefined ? [] : [exactly(validated.stage, 'stage')];
    return [
      ...shown.map(({ low, high, unit, by }): Placed => {
        return { aspect: 'stage', ...of, value: { low, high, unit, by } };
      }),
      ...confirmed.map((value): Placed => ({ aspect: 'validated-stage', ...of, value })),
    ];
  });

const eprsIn = ({ epr }: Answers): readonly Placed[] =>
  epr
    .filter(({ has }) => has.low === has.high)
    .map(({ code, name, has }) => {
      return { aspect: 'epr', code, name, subject: '', value: exactly(has.low, 'epr') };
    });

const gapsIn = ({ gaps }: Answers, leading: Leading): readonly Placed[] =>
  gaps.groups.flatMap(({ code, name, numerator, gap }): readonly Placed[] => {
    if (gap === null || numerator === 0) return [];
    const { low, high } = leading === 'optimisation' ? gap.optimisationGap : gap.useGap;
    const aspect = leading === 'optimisation' ? 'optimisation-gap' : 'use-gap';
    return [{ aspect, code, name, subject: '', value: { low, high, unit: 'points', by: null } }];
  });

const benefitsIn = ({ money }: Answers): readonly Placed[] =>
  money.groups.flatMap(({ code, name, money: { byClass } }) =>
    moneyClasses
      .filter((each) => byClass[each].benefits > 0)
      .map((subject): Placed => {
        const value = exactly(byClass[subject].validated, 'pence');
        return { aspect: 'benefits', code, name, subject, value };
      }),
  );

const targetsIn = ({ profile }: Answers): readonly Placed[] =>
  profile === undefined
    ? []
    : profile.targets
        .filter(({ inForce }) => inForce)
        .map(({ target, metric, value, unit, deadline }) => ({
          ...{ aspect: 'target', code: profile.programme, name: metric, subject: target },
          value: { low: value, high: value, unit, by: deadline },
        }));
