import type { MessagesOf, Named } from '#event-sourcing';
import type { Circumstances, CorrectionOrders, OrderFor } from '#facts';
import type { BenefitId, OdsCode, PoolTag } from '#vocabulary';
import type { PoolFact } from './pool.events.js';

type For<Type extends PoolFact['type']> = OrderFor<Named<PoolFact, Type>['data']>;

export type PoolOrder = MessagesOf<{
  ClaimPoolShare: For<'PoolShareClaimed'>;
  ReleasePoolShare: For<'PoolShareReleased'>;
}>;

export type PoolCommand = PoolOrder | CorrectionOrders<PoolOrder>;

/** A benefit as the rules of a pool see it. */
export type Claimant = Readonly<{
  /** Whose it is on the day of the order; undefined where it is not profiled. */
  home: OdsCode | undefined;
  /** The share of this pool that it was approved with; 0 where it was not, or is written off. */
  approvedShare: number;
}>;

/** What the rules need from outside the pool's stream. */
export type PoolCircumstances = Circumstances &
  Readonly<{
    /** The pool whose stream is written. */
    pool: PoolTag;
    /** The benefits that hold or claim a share. */
    claimants: Readonly<Partial<Record<BenefitId, Claimant>>>;
  }>;

/** Which pool, on behalf of which trust. */
export type PoolSubject = Readonly<{ organisation: OdsCode; pool: PoolTag }>;

export const poolStream = (pool: PoolTag): string => `pool-${pool}`;
