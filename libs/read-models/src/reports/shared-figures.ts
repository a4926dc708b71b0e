import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { moneyGap } from '../money/money-gap.query.js';
import { distribute } from '../stages/stage-distribution.query.js';
import type { Grounds } from './figures-again.js';

/** What several figures of one report are taken from, worked out once for all of them. */
export class SharedFigures {
  private stages: ReturnType<typeof distribute> | undefined;
  private money: ReturnType<typeof moneyGap> | undefined;

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

  /** The money of all trusts of the programme by class. */
  moneyByClass(): ReturnType<typeof moneyGap> {
    const { asOf, demonstration } = this.grounds;
    const question = { by: 'nation', filter: { demonstration }, lens: 'as-was' } as const;
    this.money ??= moneyGap(this.ledger, asOf, question);
    return this.money;
  }
}
