import type { BenefitProfile, OrganisationStanding } from '#facts';
import type { BenefitId, CapabilityCode, Office } from '#vocabulary';
import {
  about,
  agreeBaseline,
  approver,
  baseline,
  benefit,
  by,
  C105,
  correct,
  corrected,
  day,
  effective,
  freely,
  id,
  on,
  profiled,
  profileIt,
  promised,
  retract,
  RYY,
  trust,
} from '../testing/index.js';
import type { BenefitFact, Link } from './benefit.events.js';
import type { BenefitOrder } from './benefit.orders.js';

describe('Profiling a benefit', () => {
  it('records all there is to know of it', () => {
    benefit.when(profileIt()).then(profiled());
  });

  it('is refused for an organisation that is not registered, or not a trust', () => {
    benefit.when(profileIt(), { organisation: undefined }).thenRefused('organisation-unknown');
    const board: OrganisationStanding = { ...trust, kind: 'icb', name: 'An ICB' };
    benefit
      .when(profileIt(), { organisation: board })
      .thenRefused('not-a-trust', { organisation: 'An ICB' });
  });

  it.each<[Partial<BenefitProfile>, string, string]>([
    [{ class: 'CRB', valuedIn: 'measure' }, 'valuedIn', 'amounts-not-money'],
    [{ class: 'UB' }, 'valuedIn', 'amounts-not-measure'],
    [{ gate: { capability: C105, threshold: 0 } }, 'gate/threshold', 'threshold-out-of-range'],
    [{ gate: { capability: C105, threshold: 60 } }, 'gate/threshold', 'threshold-out-of-range'],
    [{ capabilities: ['C999' as CapabilityCode] }, 'capabilities', 'capability-unknown'],
    [{ targetValue: Number.NaN }, 'targetValue', 'number-not-valid'],
  ])('is refused with %j', (change, field, because) => {
    benefit.when(profileIt(change)).thenRefusedAt(field, because as never);
  });

  it('asks what a unit is worth where money is claimed that nobody gets back', () => {
    const { unitValue: _, ...worthless } = profileIt().data.profile;
    const order = profileIt();
    const societal = { ...worthless, class: 'SB' } as const;
    benefit
      .when({ ...order, data: { ...order.data, profile: societal } })
      .thenRefusedAt('unitValue', 'unit-value-missing');
    const cash = { ...worthless, class: 'CRB' } as const;
    benefit
      .when({ ...order, data: { ...order.data, profile: cash } })
      .thenLike({ type: 'BenefitProfiled', data: {} });
  });

  it('takes a percentage for what it is', () => {
    const measure = { ...profileIt().data.profile.measure, unit: 'percent' };
    benefit
      .when(profileIt({ measure, targetValue: 101 }))
      .thenRefused('percentage-out-of-range', { field: 'Target' });
    benefit
      .when(profileIt({ measure, targetValue: 100 }))
      .thenLike({ type: 'BenefitProfiled', data: {} });
  });

  it('aims at the better side of the baseline', () => {
    benefit
      .given(profiled(), baseline(48))
      .when(profileIt({}, '2024-02-02'))
      .thenRefused('target-wrong-direction', { comparative: 'lower', direction: 'lower' });
  });

  it('changes with time, but not into another benefit once it is approved', () => {
    benefit
      .given(...promised)
      .when(profileIt({ objective: 'Another' }, '2024-05-01'))
      .then(profiled({ objective: 'Another' }, '2024-05-01'));
    benefit
      .given(...promised)
      .when(profileIt({ class: 'SB' }, '2024-05-01'))
      .thenRefusedAt('class', 'profile-fixed');
  });

  it('changes nothing where the very same is recorded already', () => {
    benefit.given(profiled()).when(profileIt()).thenNothing();
    benefit
      .given(profiled())
      .when(profileIt({ objective: 'Another' }))
      .thenRefused('already-recorded', { day: '2024-01-15' });
  });

  it('is not for another trust than the one whose benefit it is', () => {
    const theirs = profileIt({}, '2024-05-01');
    benefit
      .given(profiled())
      .when(
        { ...theirs, data: { ...theirs.data, organisation: RYY } },
        { organisation: { ...trust, code: RYY } },
      )
      .thenRefusedAt('benefit', 'benefit-elsewhere');
  });
});

describe('Agreeing a baseline', () => {
  it('counts from the day it was agreed', () => {
    benefit.given(profiled()).when(agreeBaseline(72)).then(baseline(72));
  });

  it('needs a profile', () => {
    benefit.when(agreeBaseline(72)).thenRefusedAt('benefit', 'benefit-not-profiled');
  });

  it('was measured before it was agreed', () => {
    const order = agreeBaseline(72);
    const over = (from: string, to: string): BenefitOrder => ({
      ...order,
      data: { ...order.data, period: { from: day(from), to: day(to) } },
    });
    benefit
      .given(profiled())
      .when(over('2024-01-31', '2024-01-01'))
      .thenRefusedAt('to', 'baseline-period-backwards');
    benefit
      .given(profiled())
      .when(over('2024-01-01', '2024-02-02'))
      .thenRefusedAt('to', 'baseline-period-open');
  });

  it('lies on the worse side of the target', () => {
    benefit
      .given(profiled())
      .when(agreeBaseline(50))
      .thenRefusedAt('value', 'target-wrong-direction');
    benefit.given(profiled()).when(agreeBaseline(Infinity)).thenRefused('number-not-valid');
  });

  it('is locked by the approval, and can still be corrected', () => {
    benefit
      .given(...promised)
      .when(agreeBaseline(80, '2024-02-20'))
      .thenRefusedAt('value', 'baseline-locked');
    benefit
      .given(...promised)
      .when(correct(2, agreeBaseline(80)))
      .then(corrected(2, baseline(80)));
  });
});

describe('The map of a benefit', () => {
  const link = (to: Link): BenefitOrder => ({
    type: 'LinkBenefit',
    data: { ...about, link: to, ...on('2024-02-01') },
  });
  const linked = (to: Link): BenefitFact => ({
    type: 'BenefitLinked',
    data: { ...about, link: to, ...effective('2024-02-01') },
  });
  const capability: Link = { kind: 'capability', node: C105, weight: 2, through: 'quick-rounds' };
  const outcome: Link = { kind: 'outcome', node: 'quick-rounds', title: freely('Quick rounds') };
  const end: BenefitOrder = {
    type: 'UnlinkBenefit',
    data: { ...about, kind: 'capability', node: C105, why: freely('Moved'), ...on('2024-03-01') },
  };

  it('leads from a capability through an outcome to the benefit', () => {
    benefit.given(profiled(), linked(outcome)).when(link(capability)).then(linked(capability));
    benefit.given(profiled()).when(link(capability)).thenRefusedAt('through', 'outcome-not-linked');
  });

  it('is of capabilities of a model, with a weight above 0', () => {
    benefit
      .given(profiled())
      .when(link({ kind: 'capability', node: 'C999' as CapabilityCode }))
      .thenRefusedAt('node', 'capability-unknown');
    benefit
      .given(profiled())
      .when(link({ kind: 'capability', node: C105, weight: 0 }))
      .thenRefusedAt('weight', 'weight-not-above-zero');
    benefit.when(link(outcome)).thenRefused('benefit-not-profiled');
    benefit
      .given(profiled(), linked(outcome))
      .when(link({ ...outcome, kind: 'objective' }))
      .thenRefused('linked-as-another-kind', { kind: 'outcome' });
  });

  it('ends where a link ends', () => {
    const plain: Link = { kind: 'capability', node: C105 };
    benefit
      .given(profiled(), linked(plain))
      .when(end)
      .thenLike({ type: 'BenefitUnlinked', data: {} });
    benefit.given(profiled()).when(end).thenRefusedAt('node', 'not-linked');
  });
});

describe('A disbenefit', () => {
  const order = (value: number, unit = 'pence'): BenefitOrder => ({
    type: 'RecordDisbenefit',
    data: {
      ...about,
      disbenefit: 'extra-log-ins',
      title: freely('Time lost to log-ins'),
      bearer: 'Ward doctors',
      measure: 'Time to log in',
      unit,
      value,
      ...on('2024-05-01'),
    },
  });

  it('stands beside the benefit, money in whole pence', () => {
    benefit
      .given(profiled())
      .when(order(90_000))
      .thenLike({ type: 'DisbenefitRecorded', data: { value: 90_000 } });
    benefit.given(profiled()).when(order(0.5)).thenRefused('number-not-whole');
    benefit
      .given(profiled())
      .when(order(0.5, 'minutes'))
      .thenLike({ type: 'DisbenefitRecorded', data: {} });
    benefit.given(profiled()).when(order(Number.NaN)).thenRefused('number-not-valid');
    benefit.when(order(1)).thenRefused('benefit-not-profiled');
  });
});

describe('Handing a benefit to another owner', () => {
  const hand = (owner: string): BenefitOrder => ({
    type: 'TransferOwnership',
    data: { ...about, owner: owner as Office, acceptance: freely('Minute 7'), ...on('2024-06-01') },
  });

  it('needs one, and another than it has', () => {
    benefit
      .given(profiled())
      .when(hand('director-of-pharmacy'))
      .thenLike({ type: 'BenefitOwnershipTransferred', data: { owner: 'director-of-pharmacy' } });
    benefit.given(profiled()).when(hand('chief-nurse')).thenRefusedAt('owner', 'same-owner');
    benefit.when(hand('chief-nurse')).thenRefused('benefit-not-profiled');
  });
});

describe('Mending a benefit', () => {
  it('is for the trust that the entry speaks of', () => {
    const elsewhere = { organisation: { ...trust, code: RYY } };
    benefit.given(profiled()).when(retract(1), elsewhere).thenRefused('benefit-elsewhere');
    benefit
      .given(profiled())
      .when(correct(1, profileIt({ objective: 'X' })), elsewhere)
      .thenRefused('benefit-elsewhere');
  });

  it('stays with the benefit', () => {
    const order = profileIt();
    const another = { ...order, data: { ...order.data, benefit: 'RXX-OTHER' as BenefitId } };
    benefit.given(profiled()).when(correct(1, another)).thenRefusedAt('benefit', 'another-benefit');
  });

  it('of an approval is for approvers', () => {
    benefit
      .given(...promised)
      .when(retract(3))
      .thenRefused('approver-needed');
    benefit
      .given(...promised)
      .when(retract(3), { asker: approver })
      .thenLike({ type: 'FactRetracted', data: { factId: id(3) } });
    benefit
      .given(...promised, by('r-1', profiled({}, '2024-05-01')))
      .when(retract(4))
      .thenLike({
        type: 'FactRetracted',
        data: { factId: id(4) },
      });
  });
});
