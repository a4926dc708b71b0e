import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { BenefitId, IsoDate, OdsCode, PoolTag } from '#vocabulary';
import { benefitOn } from '../benefits/benefit-on.js';
import { stampOf, type Moment, type Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { ofKind } from '../facts-ledger/known-facts.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { organisationOn } from '../organisations/organisation-on.js';

/** What one benefit holds of a pool, and what it was approved with; shares from 0 to 1. */
type PoolShare = Readonly<{
  benefit: BenefitId;
  organisation: OdsCode | null;
  share: number;
  since: IsoDate;
  /** Null where no approval draws on this pool. */
  approvedShare: number | null;
}>;

export type PoolListed = Readonly<{
  pool: PoolTag;
  /** The shares together, and what is left of 1. */
  claimed: number;
  free: number;
  /** Benefits approved with more than they hold. */
  overdrawn: readonly BenefitId[];
  shares: readonly PoolShare[];
}>;

export type PoolsAnswer = Stamp & Readonly<{ pools: readonly PoolListed[] }>;

/** Which resources do benefits share on a day, and how much is left of each? */
export class PoolsRegister extends Query<PoolsAnswer> {
  constructor(
    readonly moment: Moment,
    readonly demonstration: boolean,
  ) {
    super();
  }
}

@QueryHandler(PoolsRegister)
export class PoolsRegisterHandler implements IQueryHandler<PoolsRegister> {
  constructor(private readonly ledger: Ledger) {}

  execute({ moment, demonstration }: PoolsRegister): Promise<PoolsAnswer> {
    const { asOf, knownAt } = moment;
    return this.ledger.at(knownAt, (ledger) => {
      const pools = (ledger.ownersOf('pool-share') as PoolTag[]).flatMap((pool) => {
        const shares = sharesOf(ledger, pool, { asOf, demonstration });
        return shares.length === 0 ? [] : [listed(pool, shares)];
      });
      return Promise.resolve({ ...stampOf(ledger, asOf), pools });
    });
  }
}

function listed(pool: PoolTag, shares: readonly PoolShare[]): PoolListed {
  // In hundred-millionths, so that three tenths and seven are a whole.
  const claimed = Math.round(shares.reduce((sum, { share }) => sum + share, 0) * 1e8) / 1e8;
  return {
    pool,
    claimed,
    free: Math.round((1 - claimed) * 1e8) / 1e8,
    overdrawn: shares
      .filter(({ share, approvedShare }) => approvedShare !== null && approvedShare > share + 1e-9)
      .map(({ benefit }) => benefit),
    shares,
  };
}

/** A share of 0 shows where an approval still draws on it. */
function sharesOf(
  ledger: LedgerAt,
  pool: PoolTag,
  { asOf, demonstration }: Readonly<{ asOf: IsoDate; demonstration: boolean }>,
): readonly PoolShare[] {
  return ofKind(ledger.statedAt(pool, asOf), 'pool-share')
    .map(({ subject, value, effective }): PoolShare => {
      const on = benefitOn(ledger, subject as BenefitId, asOf);
      const approval = on?.current?.value;
      return {
        benefit: subject as BenefitId,
        organisation: on?.home ?? null,
        share: value.share,
        since: effective.latest,
        approvedShare: approval?.pool === pool ? approval.attributionShare : null,
      };
    })
    .filter(({ share, approvedShare }) => share > 0 || approvedShare !== null)
    .filter(({ organisation }) => {
      const home = organisation === null ? undefined : organisationOn(ledger, organisation, asOf);
      return (home?.demonstration ?? false) === demonstration;
    })
    .sort((one, other) => (one.benefit < other.benefit ? -1 : 1));
}
