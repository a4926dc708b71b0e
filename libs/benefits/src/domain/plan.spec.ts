import type { OrganisationStanding, PeriodAmount } from '#facts';
import { odsCode, type Office } from '#vocabulary';
import {
  about,
  approval,
  approve,
  approved,
  approver,
  baseline,
  benefit,
  by,
  correct,
  day,
  effective,
  freely,
  july,
  office,
  on,
  POOL,
  profiled,
  promised,
  quarters,
  recordActual,
  RXX,
  RYY,
  trust,
} from '../testing/index.js';
import type { BenefitFact } from './benefit.events.js';
import type { BenefitOrder } from './benefit.orders.js';

const asApprover = { asker: approver };
const ready = [by('r-1', profiled()), by('r-1', baseline())];

describe('Approving a benefit', () => {
  it('records the case, the trajectory and the share, on the word of an approver', () => {
    benefit
      .given(...ready)
      .when(approve(), asApprover)
      .then(approved());
    benefit
      .given(...ready)
      .when(approve())
      .thenRefused('approver-needed');
  });

  it('states what it costs where the case does, in periods that need not follow on', () => {
    const costs = quarters(400_000, 0, 100_000).filter(({ amount }) => amount > 0);
    benefit
      .given(...ready)
      .when(approve({ costs }), asApprover)
      .then(approved({ costs }));
  });

  it('is for somebody who wrote neither profile nor baseline, corrected or not', () => {
    benefit
      .given(by('a-1', profiled()), by('r-1', baseline()))
      .when(approve(), asApprover)
      .thenRefused('approver-recorded-it');
    benefit
      .given(by('r-1', profiled()), by('a-1', baseline()))
      .when(approve(), asApprover)
      .thenRefused('approver-recorded-it');
  });

  it('is not for its owner', () => {
    benefit
      .given(...ready)
      .when(approve({ approver: office('chief-nurse') }), asApprover)
      .thenRefusedAt('approver', 'approver-is-owner');
    const handed: BenefitFact = {
      type: 'BenefitOwnershipTransferred',
      data: {
        ...about,
        owner: office('finance-committee'),
        acceptance: freely('Minute 7'),
        ...effective('2024-02-15'),
      },
    };
    benefit
      .given(...ready, handed)
      .when(approve(), asApprover)
      .thenRefusedAt('approver', 'approver-is-owner');
  });

  it('needs a profile, and a baseline agreed by then', () => {
    benefit.when(approve(), asApprover).thenRefused('benefit-not-profiled');
    benefit.given(profiled()).when(approve(), asApprover).thenRefused('baseline-missing');
    benefit
      .given(profiled(), baseline(72, '2024-03-02'))
      .when(approve(), asApprover)
      .thenRefused('baseline-missing');
  });

  it.each<[Partial<typeof approval>, string, string]>([
    [{ attributionShare: 0 }, 'attributionShare', 'share-out-of-range'],
    [{ attributionShare: 1.1 }, 'attributionShare', 'share-out-of-range'],
    [{ trajectory: [] }, 'trajectory', 'trajectory-empty'],
    [{ trajectory: quarters(0.5) }, 'trajectory/0', 'amount-not-whole'],
    [{ costs: [] }, 'costs', 'trajectory-empty'],
    [{ costs: quarters(0.5) }, 'costs/0', 'amount-not-whole'],
    [{ costs: quarters(-1) }, 'costs/0', 'amount-not-valid'],
    [{ costs: [...quarters(100), ...quarters(100)] }, 'costs/4', 'trajectory-overlap'],
    [{ fullYearValue: -1 }, 'fullYearValue', 'number-not-valid'],
    [{ fullYearValue: 0.5 }, 'fullYearValue', 'number-not-whole'],
  ])('is refused with %j', (change, field, because) => {
    benefit
      .given(...ready)
      .when(approve(change), asApprover)
      .thenRefusedAt(field, because as never);
  });

  it('happens once; later ones are rebaselinings', () => {
    benefit
      .given(...promised)
      .when(approve({}, '2024-05-01'), asApprover)
      .thenRefused('already-approved', { day: '2024-03-01' });
  });

  it('needs the share of the pool it draws on', () => {
    const drawing = approve({ pool: POOL });
    benefit
      .given(...ready)
      .when(drawing, { ...asApprover, poolShare: 0.4 })
      .thenRefused('pool-share-not-held', { held: '0.4', pool: POOL });
    benefit
      .given(...ready)
      .when(drawing, { ...asApprover, poolShare: 0.5 })
      .then(approved({ pool: POOL }));
  });
});

describe('Revising the forecast of a benefit', () => {
  const later = quarters(50_000, 200_000, 300_000, 450_000);
  const muchLater = quarters(0, 100_000, 200_000, 700_000);

  it('is for its recorder while it stays within 10% of what was approved', () => {
    benefit
      .given(...promised)
      .when(revise(later))
      .then(revised(later));
  });

  it('needs an approver beyond, in amount or in time', () => {
    benefit
      .given(...promised)
      .when(revise(muchLater))
      .thenRefused('forecast-needs-approver', { change: '30%' });
    benefit
      .given(...promised)
      .when(revise(muchLater, office('finance-committee')))
      .thenRefused('approver-needed');
    benefit
      .given(...promised)
      .when(revise(muchLater, office('finance-committee')), asApprover)
      .then(revised(muchLater, office('finance-committee')));
  });

  it('does not add up small steps unseen', () => {
    const second = quarters(20_000, 160_000, 290_000, 530_000);
    benefit
      .given(...promised, revised(later))
      .when(revise(second, undefined, '2024-06-01'))
      .thenRefused('forecast-needs-approver', { change: '13%' });
    benefit
      .given(...promised, revised(quarters(60_000, 180_000, 300_000, 460_000), office('board')))
      .when(revise(second, undefined, '2024-06-01'))
      .then(revised(second, undefined, '2024-06-01'));
  });

  it('says something new, of a benefit that is approved', () => {
    benefit
      .given(...promised)
      .when(revise(approval.trajectory))
      .thenRefusedAt('trajectory', 'forecast-unchanged');
    benefit
      .given(...ready)
      .when(revise(later))
      .thenRefused('benefit-not-approved');
    benefit
      .given(...promised)
      .when(revise(quarters(0.5)))
      .thenRefused('amount-not-whole');
  });
});

describe('Rebaselining a benefit', () => {
  const order = (change: Partial<typeof approval> = {}): BenefitOrder => ({
    type: 'RebaselineBenefit',
    data: { ...about, ...approval, ...change, why: freely('Scope cut'), ...on('2024-09-01') },
  });

  it('keeps the first approval and adds another', () => {
    benefit
      .given(...promised)
      .when(order({ caseVersion: '3.0' }), asApprover)
      .thenLike({ type: 'BenefitRebaselined', data: { caseVersion: '3.0', why: 'Scope cut' } });
  });

  it('asks for what an approval asks, after one', () => {
    benefit
      .given(...ready)
      .when(order(), asApprover)
      .thenRefused('benefit-not-approved');
    benefit
      .given(...promised)
      .when(order())
      .thenRefused('approver-needed');
    benefit
      .given(...promised)
      .when(order({ pool: POOL }), asApprover)
      .thenRefused('pool-share-not-held');
  });
});

describe('Writing off a benefit', () => {
  const off = (change: object = {}): BenefitOrder => ({
    type: 'WriteOffBenefit',
    data: {
      ...about,
      remainingValue: 400_000,
      approver: office('trust-board'),
      capacity: 'board',
      why: freely('The wards closed'),
      source: { name: 'Board paper of 2 October 2024' },
      ...on('2024-10-02'),
      ...change,
    },
  });
  const gone: BenefitFact = {
    type: 'BenefitWrittenOff',
    data: {
      ...about,
      remainingValue: 400_000,
      approver: office('trust-board'),
      capacity: 'board',
      why: freely('The wards closed'),
      source: { name: 'Board paper of 2 October 2024' },
      ...effective('2024-10-02'),
    },
  };

  it('is decided by the board, in a paper', () => {
    benefit
      .given(...promised)
      .when(off(), asApprover)
      .then(gone);
    benefit
      .given(...promised)
      .when(off())
      .thenRefused('approver-needed');
    benefit
      .given(...promised)
      .when(off({ source: undefined }), asApprover)
      .thenRefusedAt('source', 'decision-missing');
    benefit
      .given(...promised)
      .when(off({ remainingValue: 0.5 }), asApprover)
      .thenRefused('number-not-whole');
    benefit
      .given(...ready)
      .when(off(), asApprover)
      .thenRefused('benefit-not-approved');
  });

  it('ends what is promised and claimed, from the day after', () => {
    const history = [...promised, gone];
    benefit
      .given(...history)
      .when(off({ ...on('2024-11-01') }), asApprover)
      .thenRefused('benefit-written-off', { day: '2024-10-02' });
    benefit
      .given(...history)
      .when(revise(quarters(99_000, 200_000, 300_000, 400_000), undefined, '2024-11-01'))
      .thenRefused('benefit-written-off');
    const november = { from: day('2024-11-01'), to: day('2024-11-30') };
    benefit
      .given(...history)
      .when(recordActual(november))
      .thenRefused('benefit-written-off');
    benefit
      .given(...history)
      .when(recordActual(july))
      .thenLike({ type: 'BenefitActualRecorded', data: {} });
  });
});

describe('Transferring a benefit to the successor of its trust', () => {
  const successor: OrganisationStanding = {
    ...trust,
    code: RYY,
    name: 'The merged trust',
    opened: day('2024-10-01'),
  };
  const closed = { ...trust, closed: { lastDay: day('2024-09-30'), successors: [RYY] } };
  const succeeded = { organisation: closed, successor };
  const transfer = (when: string): BenefitOrder => ({
    type: 'TransferToSuccessor',
    data: { ...about, successor: RYY, ...on(when) },
  });
  const transferred: BenefitFact = {
    type: 'BenefitTransferred',
    data: { ...about, successor: RYY, ...effective('2024-10-01') },
  };

  it('counts from the first day of the successor', () => {
    benefit
      .given(...promised)
      .when(transfer('2024-10-01'), succeeded)
      .then(transferred);
    benefit.when(transfer('2024-10-01'), succeeded).thenRefused('benefit-not-profiled');
  });

  it('waits until the succession is known and in force', () => {
    benefit
      .given(...promised)
      .when(transfer('2024-10-01'))
      .thenRefusedAt('successor', 'successor-unknown');
    benefit
      .given(...promised)
      .when(transfer('2024-10-01'), { organisation: closed, successor: undefined })
      .thenRefusedAt('successor', 'successor-unknown');
    const older = { ...successor, opened: day('2000-01-01') };
    benefit
      .given(...promised)
      .when(transfer('2024-09-30'), { organisation: closed, successor: older })
      .thenRefused('transfer-before-succession', { from: '2024-10-01' });
  });

  it('moves what is recorded from then on, and leaves what was before', () => {
    const history = [...promised, transferred];
    const october = { from: day('2024-10-01'), to: day('2024-10-31') };
    const here = (period: typeof july, organisation = RXX): BenefitOrder => {
      const order = recordActual(period);
      return { ...order, data: { ...order.data, organisation } };
    };
    benefit
      .given(...history)
      .when(here(october))
      .thenRefused('benefit-elsewhere');
    benefit
      .given(...history)
      .when(here(october, RYY), { organisation: successor })
      .thenLike({ type: 'BenefitActualRecorded', data: { organisation: RYY } });
    benefit
      .given(...history)
      .when(here(july), { organisation: closed })
      .thenLike({ type: 'BenefitActualRecorded', data: { organisation: RXX } });
    const stranger = odsCode('RZZ');
    benefit
      .given(...history)
      .when(here(october, stranger), { organisation: { ...trust, code: stranger } })
      .thenRefused('benefit-elsewhere');
  });

  it('can be corrected to another day', () => {
    benefit
      .given(...promised, transferred)
      .when(correct(4, transfer('2024-10-02')), succeeded)
      .thenLike({ type: 'FactCorrected', data: {} });
  });
});

function revise(
  trajectory: readonly PeriodAmount[],
  by?: Office,
  when = '2024-05-01',
): BenefitOrder {
  const why = freely('Training was late');
  const named = by === undefined ? {} : { approver: by };
  return {
    type: 'ReviseBenefitForecast',
    data: { ...about, trajectory, why, ...named, ...on(when) },
  };
}
function revised(
  trajectory: readonly PeriodAmount[],
  by?: Office,
  when = '2024-05-01',
): BenefitFact {
  const why = freely('Training was late');
  const named = by === undefined ? {} : { approver: by };
  return {
    type: 'BenefitForecastRevised',
    data: { ...about, trajectory, why, ...named, ...effective(when) },
  };
}
