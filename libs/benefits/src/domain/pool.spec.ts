import { givenId, specify } from '#event-sourcing/testing';
import { isoDate, onDay, type BenefitId, type FactId, type PoolTag } from '#vocabulary';
import { freely, on, POOL, reason, recorder, RXX, RYY, TIME, trust } from '../testing/index.js';
import { poolDecider } from './pool.decider.js';
import type { PoolFact } from './pool.events.js';
import type { PoolCircumstances, PoolCommand, PoolOrder } from './pool.orders.js';

const why = freely('The ward closed');
const SCAN = 'RXX-SCAN' as BenefitId;
const held = { home: RXX, approvedShare: 0 };
const circumstances: PoolCircumstances = {
  today: isoDate('2024-12-31'),
  asker: recorder,
  organisation: trust,
  pool: POOL,
  claimants: { [TIME]: held, [SCAN]: held },
};
const pool = specify(poolDecider, circumstances);
const approvedWith = (approvedShare: number) => ({
  claimants: { [TIME]: { home: RXX, approvedShare }, [SCAN]: held },
});

describe('Claiming a share of a pool', () => {
  it('leaves the rest to others, and no more', () => {
    pool.when(claim(TIME, 0.6)).then(claimed(TIME, 0.6));
    pool.given(claimed(TIME, 0.6)).when(claim(SCAN, 0.4)).then(claimed(SCAN, 0.4));
    pool.given(claimed(TIME, 0.6)).when(claim(SCAN, 0.41)).thenRefused('pool-overclaimed', {
      day: '2024-04-01',
      pool: POOL,
      sum: '1.01',
      holders: 'RXX-EPMA-TIME 0.6',
    });
  });

  it('adds shares without a rest', () => {
    const tenths = [0.1, 0.2, 0.3, 0.3].map((share, index) =>
      claimed(`RXX-${String(index)}` as BenefitId, share),
    );
    pool
      .given(...tenths)
      .when(claim(TIME, 0.1))
      .then(claimed(TIME, 0.1));
  });

  it('replaces the share that the benefit held', () => {
    pool
      .given(claimed(TIME, 0.6), claimed(SCAN, 0.4))
      .when(claim(TIME, 0.5, '2024-06-01'))
      .then(claimed(TIME, 0.5, '2024-06-01'));
  });

  it('counts on every day, not only on the last', () => {
    const history = [claimed(TIME, 0.6), released(TIME, '2024-08-01')];
    pool
      .given(...history)
      .when(claim(SCAN, 0.6, '2024-06-01'))
      .thenRefused('pool-overclaimed', { day: '2024-06-01' });
    pool
      .given(...history)
      .when(claim(SCAN, 0.6, '2024-08-01'))
      .then(claimed(SCAN, 0.6, '2024-08-01'));
    pool
      .given(claimed(TIME, 0.6, '2024-08-01'))
      .when(claim(SCAN, 0.6, '2024-06-01'))
      .thenRefused('pool-overclaimed', { day: '2024-08-01' });
  });

  it.each([0, -0.1, 1.1, 0.12345, Number.NaN])('is refused for a share of %s', (share) => {
    pool.when(claim(TIME, share)).thenRefusedAt('share', 'share-out-of-range');
  });

  it('is for a benefit of the trust', () => {
    pool.when(claim(TIME, 0.5), { claimants: {} }).thenRefused('benefit-not-profiled');
    pool
      .when(claim(TIME, 0.5), { claimants: { [TIME]: { home: RYY, approvedShare: 0 } } })
      .thenRefused('benefit-elsewhere');
    pool
      .when(claim(TIME, 0.5), { organisation: { ...trust, kind: 'icb' } })
      .thenRefused('not-a-trust');
    pool.when(claim(TIME, 0.5), { organisation: undefined }).thenRefused('organisation-unknown');
  });

  it('is not less than the benefit was approved with', () => {
    pool
      .given(claimed(TIME, 0.6))
      .when(claim(TIME, 0.4, '2024-06-01'), approvedWith(0.5))
      .thenRefused('share-below-approved', { approved: '0.5' });
  });

  it('changes nothing where the very same is recorded already', () => {
    pool.given(claimed(TIME, 0.6)).when(claim(TIME, 0.6)).thenNothing();
    pool.given(claimed(TIME, 0.6)).when(claim(TIME, 0.5)).thenRefused('already-recorded');
  });
});

describe('Releasing a share of a pool', () => {
  it('needs one that is held, and that no approval rests on', () => {
    pool
      .given(claimed(TIME, 0.6))
      .when(release(TIME, '2024-08-01'))
      .then(released(TIME, '2024-08-01'));
    pool.when(release(TIME, '2024-08-01')).thenRefused('share-not-held');
    pool
      .given(claimed(TIME, 0.6))
      .when(release(TIME, '2024-08-01'), approvedWith(0.5))
      .thenRefused('share-below-approved');
  });
});

describe('Mending a pool', () => {
  const passedOn = [
    claimed(TIME, 0.6),
    released(TIME, '2024-08-01'),
    claimed(SCAN, 0.6, '2024-08-01'),
  ];

  it('never makes its shares more than the whole', () => {
    pool
      .given(claimed(TIME, 0.6), claimed(SCAN, 0.4))
      .when(correct(1, claim(TIME, 0.7)))
      .thenRefused('pool-overclaimed');
    pool
      .given(...passedOn)
      .when(retract(2))
      .thenRefused('pool-overclaimed', { day: '2024-08-01', holders: 'RXX-SCAN 0.6' });
    pool
      .given(...passedOn)
      .when(correct(2, release(TIME, '2024-09-01')))
      .thenRefused('pool-overclaimed');
    pool
      .given(...passedOn)
      .when(retract(3))
      .thenLike({ type: 'FactRetracted', data: {} });
  });

  it('leaves an approval its share', () => {
    pool
      .given(claimed(TIME, 0.6))
      .when(retract(1), approvedWith(0.5))
      .thenRefused('share-below-approved');
    pool
      .given(claimed(TIME, 0.6))
      .when(correct(1, claim(TIME, 0.4)), approvedWith(0.5))
      .thenRefused('share-below-approved');
    pool
      .given(claimed(TIME, 0.6))
      .when(correct(1, claim(TIME, 0.5)), approvedWith(0.5))
      .thenLike({ type: 'FactCorrected', data: {} });
  });

  it('stays with the pool, the benefit and the trust', () => {
    pool
      .given(claimed(TIME, 0.6))
      .when(correct(1, claim(SCAN, 0.6)))
      .thenRefused('another-pool');
    const order = claim(TIME, 0.5);
    const elsewhere = { ...order, data: { ...order.data, pool: 'other-pool' as PoolTag } };
    pool
      .given(claimed(TIME, 0.6))
      .when(correct(1, elsewhere))
      .thenRefusedAt('pool', 'another-pool');
    pool
      .given(claimed(TIME, 0.6))
      .when(retract(1), { organisation: { ...trust, code: RYY } })
      .thenRefused('benefit-elsewhere');
    pool.when(retract(1)).thenRefused('fact-not-found');
  });
});

function claim(benefit: BenefitId, share: number, when = '2024-04-01') {
  return {
    type: 'ClaimPoolShare',
    data: { organisation: RXX, pool: POOL, benefit, share, ...on(when) },
  } satisfies PoolOrder;
}
function claimed(benefit: BenefitId, share: number, when = '2024-04-01'): PoolFact {
  return {
    type: 'PoolShareClaimed',
    data: { organisation: RXX, pool: POOL, benefit, share, effective: onDay(isoDate(when)) },
  };
}
function release(benefit: BenefitId, when: string): PoolOrder {
  return {
    type: 'ReleasePoolShare',
    data: { organisation: RXX, pool: POOL, benefit, why, ...on(when) },
  };
}
function released(benefit: BenefitId, when: string): PoolFact {
  return {
    type: 'PoolShareReleased',
    data: { organisation: RXX, pool: POOL, benefit, why, effective: onDay(isoDate(when)) },
  };
}
function correct(n: number, order: PoolOrder): PoolCommand {
  return { type: 'CorrectFact', data: { factId: givenId(n) as FactId, reason, order } };
}
function retract(n: number): PoolCommand {
  return { type: 'RetractFact', data: { factId: givenId(n) as FactId, reason } };
}
