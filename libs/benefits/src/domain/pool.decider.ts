import {
  accept,
  refuse,
  refuseAt,
  type Decide,
  type Decider,
  type Decision,
  type Refused,
} from '#event-sourcing';
import {
  atTheSamePlace,
  everyFact,
  factDecider,
  factOf,
  saysTheSame,
  settle,
  type CorrectionRefusal,
  type Corrections,
  type CurrentFact,
  type OrderBasis,
} from '#facts';
import { asKnown, type BenefitId, type OdsCode, type PoolTag } from '#vocabulary';
import type { PoolEvent, PoolFact } from './pool.events.js';
import type { PoolCircumstances, PoolCommand, PoolOrder } from './pool.orders.js';
import type { PoolRefusal } from './pool.refusals.js';
import {
  heldOn,
  holdingsIn,
  isExactShare,
  overclaimedOn,
  sumOf,
  type PoolOfShares,
} from './pool.state.js';

type No = Refused<PoolRefusal>;
type Mended = Decision<PoolFact | Corrections<PoolFact>, PoolRefusal | CorrectionRefusal>;

const rules: Decide<PoolOrder, PoolOfShares, PoolFact, PoolRefusal, PoolCircumstances> = {
  ClaimPoolShare(pool, order, circumstances) {
    if (!isExactShare(order.share)) return refuseAt('share', 'share-out-of-range');
    return begun('PoolShareClaimed', pool, order, circumstances, (claim) => {
      const approved = approvedShare(order.benefit, circumstances);
      if (order.share < approved) return belowApproved(approved);
      return whyOverclaimed(pool, claim);
    });
  },

  ReleasePoolShare: (pool, order, circumstances) =>
    begun('PoolShareReleased', pool, order, circumstances, (release) => {
      const held = heldOn(holdingsIn(pool), release.data.effective.latest).get(order.benefit) ?? 0;
      if (held === 0) return refuseAt('benefit', 'share-not-held');
      const approved = approvedShare(order.benefit, circumstances);
      return approved > 0 ? belowApproved(approved) : whyOverclaimed(pool, release);
    }),
};

const corrected = factDecider<PoolOrder, PoolFact, PoolRefusal, PoolCircumstances>(
  rules,
  ['PoolShareClaimed', 'PoolShareReleased'],
  (fact, { organisation }) =>
    fact.data.organisation === organisation?.code ? undefined : refuse('benefit-elsewhere'),
);

/** The rules of a pool: its shares add to 1 at most on every day, whatever is claimed or taken back. */
export const poolDecider: Decider<
  PoolCommand,
  PoolOfShares,
  PoolEvent,
  PoolRefusal | CorrectionRefusal,
  PoolCircumstances
> = {
  ...corrected,
  decide: {
    ...corrected.decide,
    CorrectFact(pool, data, circumstances): Mended {
      const wrong = pool.current.find(({ factId }) => factId === data.factId);
      return wrong === undefined || wrong.data.benefit === data.order.data.benefit
        ? corrected.decide.CorrectFact(pool, data, circumstances)
        : refuseAt('benefit', 'another-pool');
    },
    RetractFact(pool, data, circumstances): Mended {
      const decision = corrected.decide.RetractFact(pool, data, circumstances);
      const fact = pool.current.find(({ factId }) => factId === data.factId);
      if (decision.outcome === 'refused' || fact === undefined) return decision;
      return whyHeldOnTo(pool, fact, circumstances) ?? decision;
    },
  },
};

/** What every order goes through: whose benefit it is, when it counts from, and what stands there. */
function begun(
  type: PoolFact['type'],
  pool: PoolOfShares,
  order: OrderBasis & Readonly<{ organisation: OdsCode; pool: PoolTag; benefit: BenefitId }>,
  circumstances: PoolCircumstances,
  whyNot: (fact: PoolFact) => No | undefined,
): Decision<PoolFact, PoolRefusal> {
  const { organisation } = circumstances;
  if (order.pool !== circumstances.pool) return refuseAt('pool', 'another-pool');
  if (organisation !== undefined && organisation.code !== order.organisation) {
    return refuseAt('pool', 'another-pool');
  }
  if (organisation !== undefined && organisation.kind !== 'trust') {
    return refuseAt('organisation', 'not-a-trust', { organisation: organisation.name });
  }
  const settled = settle(order, circumstances);
  if (settled.outcome === 'refused') return settled;
  const home = circumstances.claimants[order.benefit]?.home;
  if (home === undefined) return refuseAt('benefit', 'benefit-not-profiled');
  if (home !== order.organisation) return refuseAt('benefit', 'benefit-elsewhere');
  const fact = factOf<PoolFact>(type, order, settled.basis);
  const rival = everyFact(pool).find(
    (other) =>
      other.type === type &&
      other.data.benefit === order.benefit &&
      atTheSamePlace(other.data, fact.data),
  );
  if (rival === undefined) return whyNot(fact) ?? accept(fact);
  return saysTheSame(rival, fact)
    ? accept()
    : refuseAt('when', 'already-recorded', { day: asKnown(fact.data.effective) });
}

function whyOverclaimed(pool: PoolOfShares, claim: PoolFact): No | undefined {
  const holdings = holdingsIn(pool, claim);
  const day = overclaimedOn(holdings);
  if (day === undefined) return undefined;
  const held = heldOn(holdings, day);
  return refuseAt('share', 'pool-overclaimed', {
    day,
    pool: claim.data.pool,
    sum: sumOf(held).toFixed(2),
    holders: inWords(held, claim.data.benefit),
  });
}

/** "RXX-EPMA-TIME 0.6, RYY-SCAN 0.4", but for one of them. */
const inWords = (held: ReadonlyMap<BenefitId, number>, except: BenefitId): string =>
  [...held]
    .filter(([benefit, share]) => benefit !== except && share > 0)
    .map(([benefit, share]) => `${benefit} ${String(share)}`)
    .join(', ');

/** A share that an approval rests on is not taken back, nor a release after which others claimed. */
function whyHeldOnTo(
  pool: PoolOfShares,
  fact: CurrentFact<PoolFact>,
  circumstances: PoolCircumstances,
): No | undefined {
  const rest = { ...pool, current: pool.current.filter((other) => other !== fact) };
  const { benefit, pool: tag } = fact.data;
  const holdings = holdingsIn(rest);
  const approved = approvedShare(benefit, circumstances);
  const held = heldOn(holdings, circumstances.today).get(benefit) ?? 0;
  if (held < approved) return belowApproved(approved);
  const day = overclaimedOn(holdings);
  if (day === undefined) return undefined;
  const others = heldOn(holdings, day);
  const sum = sumOf(others).toFixed(2);
  return refuse('pool-overclaimed', { day, pool: tag, sum, holders: inWords(others, benefit) });
}

const approvedShare = (benefit: BenefitId, { claimants }: PoolCircumstances): number =>
  claimants[benefit]?.approvedShare ?? 0;

const belowApproved = (approved: number): No =>
  refuseAt('share', 'share-below-approved', { approved: String(approved) });
