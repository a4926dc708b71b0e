import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { formulaUsed, type FormulaUsed } from '#figures';
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
  /** Of what is claimed, by benefits of trusts that were not asked about. */
  byOthers: number;
  /** Benefits approved with more than they hold. */
  overdrawn: readonly BenefitId[];
  shares: readonly PoolShare[];
}>;

export type PoolsAnswer = Stamp &
  Readonly<{
    formula: FormulaUsed;
    /** Pools of which nothing is left, of all that are listed. */
    numerator: number;
    denominator: number;
    pools: readonly PoolListed[];
  }>;

/** The pools of the real or the fictional trusts, or those that benefits of one trust draw on. */
export type PoolsScope = Readonly<{ demonstration: boolean }> | Readonly<{ organisation: OdsCode }>;

/** Which resources do benefits share, and how much is left of each? Undefined for an unknown code. */
export class PoolsRegister extends Query<PoolsAnswer | undefined> {
  constructor(
    readonly moment: Moment,
    readonly scope: PoolsScope,
  ) {
    super();
  }
}

@QueryHandler(PoolsRegister)
export class PoolsRegisterHandler implements IQueryHandler<PoolsRegister> {
  constructor(private readonly ledger: Ledger) {}

  execute({ moment, scope }: PoolsRegister): Promise<PoolsAnswer | undefined> {
    const { asOf, knownAt } = moment;
    return this.ledger.at(knownAt, (ledger) => {
      const pools = poolsOn(ledger, asOf, scope);
      return Promise.resolve(
        pools && {
          ...stampOf(ledger, asOf),
          formula: formulaUsed('pools'),
          numerator: pools.filter(({ free }) => free <= 0).length,
          denominator: pools.length,
          pools,
        },
      );
    });
  }
}

/** The pools of a scope on a day; undefined for an unknown organisation. */
export function poolsOn(
  ledger: LedgerAt,
  asOf: IsoDate,
  scope: PoolsScope,
): readonly PoolListed[] | undefined {
  const trust = 'organisation' in scope ? scope.organisation : undefined;
  const asked = trust === undefined ? undefined : organisationOn(ledger, trust, asOf);
  if (trust !== undefined && asked === undefined) return undefined;
  const demonstration = 'demonstration' in scope ? scope.demonstration : asked?.demonstration;
  return (ledger.ownersOf('pool-share') as PoolTag[]).flatMap((pool) => {
    const all = sharesOf(ledger, pool, { asOf, demonstration: demonstration === true });
    const own = all.filter(({ organisation }) => trust === undefined || organisation === trust);
    return own.length === 0 ? [] : [listed(pool, all, own)];
  });
}

function listed(
  pool: PoolTag,
  all: readonly PoolShare[],
  shares: readonly PoolShare[],
): PoolListed {
  const claimed = sumOf(all);
  return {
    pool,
    claimed,
    free: rounded(1 - claimed),
    byOthers: rounded(claimed - sumOf(shares)),
    overdrawn: shares
      .filter(({ share, approvedShare }) => approvedShare !== null && approvedShare > share + 1e-9)
      .map(({ benefit }) => benefit),
    shares,
  };
}

const sumOf = (shares: readonly PoolShare[]): number =>
  rounded(shares.reduce((sum, { share }) => sum + share, 0));

/** In hundred-millionths, so that three tenths and seven are a whole. */
const rounded = (share: number): number => Math.round(share * 1e8) / 1e8;

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
