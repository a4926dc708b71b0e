import { read, replay, type EventStore } from '#event-sourcing';
import { readAcceptedShares } from '#measurements';
import type { BenefitId, CapabilityCode, IsoDate, PoolTag } from '#vocabulary';
import { benefitDecider } from './domain/benefit.decider.js';
import type { BenefitEvent } from './domain/benefit.events.js';
import {
  benefitStream,
  type BenefitCircumstances,
  type BenefitSubject,
} from './domain/benefit.orders.js';
import { gatesOf, type Benefit } from './domain/benefit.state.js';
import { poolDecider } from './domain/pool.decider.js';
import type { PoolEvent } from './domain/pool.events.js';
import { poolStream } from './domain/pool.orders.js';
import { heldOn, holdingsIn, type PoolOfShares } from './domain/pool.state.js';

/** A benefit as its stream states it; without any fact where there is none. */
export async function readBenefit(store: EventStore, benefit: BenefitId): Promise<Benefit> {
  const history = await store.readStream(benefitStream(benefit));
  return replay(
    benefitDecider,
    history.map((stored) => read<BenefitEvent>(stored)),
  );
}

export async function readPool(store: EventStore, pool: PoolTag): Promise<PoolOfShares> {
  const history = await store.readStream(poolStream(pool));
  return replay(
    poolDecider,
    history.map((stored) => read<PoolEvent>(stored)),
  );
}

/** The share of a pool that a benefit holds on a day; 0 where it holds none. */
export async function readPoolShare(
  store: EventStore,
  pool: PoolTag,
  { benefit, on }: Readonly<{ benefit: BenefitId; on: IsoDate }>,
): Promise<number> {
  return heldOn(holdingsIn(await readPool(store, pool)), on).get(benefit) ?? 0;
}

/** Adoption of the capabilities that gate a benefit, as the trust measured it. */
export async function readGateShares(
  store: EventStore,
  { organisation, benefit }: BenefitSubject,
): Promise<BenefitCircumstances['adoption']> {
  const gates = gatesOf(await readBenefit(store, benefit));
  const shares = await Promise.all(
    gates.map(
      async (capability: CapabilityCode) =>
        [capability, await readAcceptedShares(store, organisation, capability)] as const,
    ),
  );
  return Object.fromEntries(shares);
}
