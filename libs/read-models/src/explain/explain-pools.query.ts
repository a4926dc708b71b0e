import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { FactKind } from '#facts';
import { formulaUsed, type FormulaUsed } from '#figures';
import type { BenefitId, IsoDate, OdsCode, PoolTag } from '#vocabulary';
import { stampOf, type Moment, type Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { ofKind } from '../facts-ledger/known-facts.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { poolsOn, type PoolListed, type PoolsScope } from '../pools/pools.query.js';
import { eventsBehind } from './events-used.js';
import { lookOn } from './membership.js';
import { participant, type PartExplained } from './parts.js';
import { supersededOf, usesOf, type Use } from './uses.js';

export type PoolsExplanation = Stamp &
  Readonly<{
    figure: 'pools';
    formula: FormulaUsed;
    answer: readonly PoolListed[];
    numerator: number;
    denominator: number;
    /** Whose benefits hold the shares; without any event that is not listed the answer would be the same. */
    trusts: readonly PartExplained[];
  }>;

/** Which events are the shares of pools made from? By the trusts whose benefits hold them. */
export class ExplainPools extends Query<PoolsExplanation | undefined> {
  constructor(
    readonly moment: Moment,
    readonly scope: PoolsScope,
  ) {
    super();
  }
}

@QueryHandler(ExplainPools)
export class ExplainPoolsHandler implements IQueryHandler<ExplainPools> {
  constructor(private readonly ledger: Ledger) {}

  execute({ moment, scope }: ExplainPools): Promise<PoolsExplanation | undefined> {
    const { asOf, knownAt } = moment;
    return this.ledger.at(knownAt, async (ledger): Promise<PoolsExplanation | undefined> => {
      const answer = poolsOn(ledger, asOf, scope);
      if (answer === undefined) return undefined;
      const byHome = await usesByHome(ledger, asOf);
      const eventsIn = await eventsBehind(ledger, [...byHome.values()].flat());
      const trusts = [...byHome]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([code, uses]) => ({
          ...participant(ledger, code, asOf),
          counts: answer.some(({ shares }) =>
            shares.some(({ organisation }) => organisation === code),
          ),
          inputs: null,
          events: eventsIn(uses),
        }));
      return {
        ...stampOf(ledger, asOf),
        figure: 'pools',
        formula: formulaUsed('pools'),
        answer,
        numerator: answer.length,
        denominator: ledger.ownersOf('pool-share').length,
        trusts,
      };
    });
  }
}

const ofBenefit: readonly FactKind[] = ['benefit', 'benefit-home', 'benefit-approval'];

/** The uses behind every share of every pool, by the trust whose benefit holds it, or held it. */
async function usesByHome(
  ledger: LedgerAt,
  asOf: IsoDate,
): Promise<ReadonlyMap<OdsCode, readonly Use[]>> {
  const pools = ledger.ownersOf('pool-share') as PoolTag[];
  const superseded = await supersededOf(
    ledger,
    [...pools, ...ledger.ownersOf('benefit'), ...ledger.ownersOf('status')],
    ['pool-share', ...ofBenefit, 'status'],
  );
  const usesOn = (owner: string, kinds: readonly FactKind[]): readonly Use[] =>
    usesOf(lookOn(ledger, owner, asOf, kinds), superseded.get(owner) ?? []);
  const byHome = new Map<OdsCode, Use[]>();
  const homes = new Map<string, OdsCode>();
  for (const use of pools.flatMap((pool) => usesOn(pool, ['pool-share']))) {
    const benefit = use.fact.subject as BenefitId;
    const isNew = !homes.has(benefit);
    const home = homes.get(benefit) ?? homeOf(ledger, benefit, asOf);
    if (home === undefined) continue;
    homes.set(benefit, home);
    const behind = isNew ? [...usesOn(benefit, ofBenefit), ...usesOn(home, ['status'])] : [];
    byHome.set(home, [...(byHome.get(home) ?? []), use, ...behind]);
  }
  return byHome;
}

const homeOf = (ledger: LedgerAt, benefit: BenefitId, asOf: IsoDate): OdsCode | undefined => {
  const [newest] = ofKind(ledger.statedAt(benefit, asOf), 'benefit-home');
  return (newest ?? ledger.stated(benefit, 'benefit-home')[0])?.value.organisation;
};
