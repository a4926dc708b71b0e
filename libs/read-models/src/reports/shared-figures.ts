import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import type { CohortFilter } from '../cohorts/cohort.js';
import { rollUp } from '../gap/gap-roll-up.query.js';
import { moneyGap } from '../money/money-gap.query.js';
import { distribute } from '../stages/stage-distribution.query.js';
import type { Grounds } from './figures-again.js';

/** What several figures of one report are taken from, worked out once for all of them. */
export class SharedFigures {
  private stages: ReturnType<typeof distribute> | undefined;
  private money: ReturnType<typeof moneyGap> | undefined;
  private readonly gaps = new Map<string, ReturnType<typeof rollUp>>();

  constructor(
    readonly ledger: LedgerAt,
    readonly grounds: Grounds,
  ) {}

  /** All trusts of the programme by stage. */
  distribution(): ReturnType<typeof distribute> {
    const { asOf, demonstration, versions } = this.grounds;
    this.stages ??= distribute(this.ledger, asOf, {
      ...{ by: 'nation', filter: { demonstration }, lens: 'as-was' },
      modelVersion: versions.models[0]?.version,
    });
    return this.stages;
  }

  /** The gaps of the trusts of a place, or of all: the use gap and the optimisation gap at once. */
  gapsOf(place: Pick<CohortFilter, 'icb' | 'region'>): ReturnType<typeof rollUp> {
    const { asOf, demonstration, versions } = this.grounds;
    const key = JSON.stringify(place);
    const known = this.gaps.get(key);
    if (known !== undefined) return known;
    const filter = { demonstration, ...place };
    const question = { by: 'nation', filter, lens: 'as-was', weights: 'equal' } as const;
    const modelVersion = versions.models[0]?.version;
    const gaps = rollUp(this.ledger, asOf, { ...question, modelVersion });
    this.gaps.set(key, gaps);
    return gaps;
  }

  /** The money of all trusts of the programme by class. */
  moneyByClass(): ReturnType<typeof moneyGap> {
    const { asOf, demonstration } = this.grounds;
    const question = { by: 'nation', filter: { demonstration }, lens: 'as-was' } as const;
    this.money ??= moneyGap(this.ledger, asOf, question);
    return this.money;
  }
}
