import type { BenefitProfile } from '#facts';
import {
  about,
  actual,
  approved,
  approver,
  august,
  baseline,
  benefit,
  by,
  C105,
  correct,
  corrected,
  day,
  freely,
  id,
  july,
  profiled,
  promised,
  recordActual,
  retract,
  validate,
  validated,
} from '../testing/index.js';
import type { BenefitEvent } from './benefit.events.js';
import type { BenefitOrder } from './benefit.orders.js';

const asApprover = { asker: approver };

describe('Recording what a benefit came to', () => {
  it('counts from the last day of its period', () => {
    benefit
      .given(...promised)
      .when(recordActual())
      .then(actual());
  });

  it('has one current value for each day of the plan', () => {
    benefit
      .given(...promised, actual())
      .when(recordActual(july, { amount: 1 }))
      .thenRefused('period-overlaps', { period: 'July 2024' });
    const across = { from: day('2024-07-31'), to: day('2024-08-31') };
    benefit
      .given(...promised, actual())
      .when(recordActual(across))
      .thenRefusedAt('from', 'period-overlaps');
    benefit
      .given(...promised, actual())
      .when(recordActual(august))
      .then(actual(august));
    benefit
      .given(...promised, actual())
      .when(recordActual())
      .thenNothing();
  });

  it('lies within the plan', () => {
    const before = { from: day('2024-03-31'), to: day('2024-04-30') };
    benefit
      .given(...promised)
      .when(recordActual(before))
      .thenRefused('period-outside-plan', { from: '2024-04-01', to: '2025-03-31' });
    const after = { from: day('2025-03-01'), to: day('2025-04-01') };
    benefit
      .given(...promised)
      .when(recordActual(after), { today: day('2025-06-30') })
      .thenRefusedAt('from', 'period-outside-plan');
    const last = { from: day('2025-03-01'), to: day('2025-03-31') };
    benefit
      .given(...promised)
      .when(recordActual(last), { today: day('2025-06-30') })
      .thenLike({ type: 'BenefitActualRecorded', data: { period: last } });
  });

  it('needs a benefit that is approved', () => {
    benefit.given(profiled(), baseline()).when(recordActual()).thenRefused('benefit-not-approved');
    benefit.when(recordActual()).thenRefused('benefit-not-profiled');
  });

  it('is refused for a period that ends before it starts, or in the future', () => {
    const backwards = { from: july.to, to: july.from };
    benefit
      .given(...promised)
      .when(recordActual(backwards))
      .thenRefusedAt('to', 'period-backwards');
    const ahead = { from: day('2025-01-01'), to: day('2025-01-31') };
    benefit
      .given(...promised)
      .when(recordActual(ahead))
      .thenRefused('date-in-future');
  });

  it('is whole pence where it is money, also below 0, and what its volume is worth', () => {
    const history = benefit.given(...promised);
    history.when(recordActual(july, { amount: 0.5 })).thenRefusedAt('amount', 'number-not-whole');
    history.when(recordActual(july, { amount: Number.NaN })).thenRefused('number-not-valid');
    history.when(recordActual(july, { amount: -500 })).then(actual(july, { amount: -500 }));
    // 2,000 minutes at 45 pence, of which half is its own.
    history.when(recordActual(july, { volume: 2000 })).then(actual(july, { volume: 2000 }));
    history
      .when(recordActual(july, { volume: 2000, amount: 90_000 }))
      .thenRefused('value-differs-from-volume', { value: '45000' });
  });

  it('has both parts of a fraction, or neither', () => {
    const history = benefit.given(...promised);
    history
      .when(recordActual(july, { numerator: 3 }))
      .thenRefusedAt('denominator', 'part-without-whole');
    history
      .when(recordActual(july, { numerator: 3, denominator: 0 }))
      .thenRefusedAt('denominator', 'denominator-not-above-zero');
    history
      .when(recordActual(july, { numerator: 3, denominator: 2 }))
      .then(actual(july, { numerator: 3, denominator: 2 }));
  });
});

describe('A benefit that counts from a share of use on', () => {
  const gated = [profiled({ gate: { capability: C105, threshold: 0.6 } }), baseline(), approved()];
  const june = { from: day('2024-06-01'), to: day('2024-06-30') };
  const share = (numerator: number, window: typeof july) => ({
    window,
    numerator,
    denominator: 100,
  });
  const use = (numerator: number, window = july) => ({
    adoption: { [C105]: [share(numerator, window)] },
  });

  it('is marked below it, by the newest measurement of the period or before', () => {
    benefit
      .given(...gated)
      .when(recordActual(), use(59))
      .then(actual(july, { marks: ['below-gate'] }));
    benefit
      .given(...gated)
      .when(recordActual(), use(60))
      .then(actual());
    const both = { [C105]: [share(70, july), share(50, june)] };
    benefit
      .given(...gated)
      .when(recordActual(), { adoption: both })
      .then(actual());
  });

  it('is marked where nobody measured, and by no measurement that came later', () => {
    const unmeasured = actual(july, { marks: ['gate-unmeasured'] });
    benefit
      .given(...gated)
      .when(recordActual())
      .then(unmeasured);
    benefit
      .given(...gated)
      .when(recordActual(), use(90, august))
      .then(unmeasured);
  });
});

describe('Validating what a benefit came to', () => {
  const freed = { volume: 2000, useOfFreedTime: freely('Patient education') };
  const measured = actual(july, freed);
  const claimed = [...promised, by('r-1', measured)];

  it('names the entry as it is stated, on its day', () => {
    benefit
      .given(...claimed)
      .when(validate(4), asApprover)
      .then(validated(4));
  });

  it('is for an approver who neither recorded nor corrected it', () => {
    benefit
      .given(...claimed)
      .when(validate(4))
      .thenRefused('approver-needed');
    benefit
      .given(...promised, by('a-1', measured))
      .when(validate(4), asApprover)
      .thenRefused('validator-recorded-it');
    benefit
      .given(...claimed, by('a-1', corrected(4, measured)))
      .when(validate(4), asApprover)
      .thenRefused('validator-recorded-it');
  });

  it('happens once: whoever comes second is told', () => {
    const history = benefit.given(...claimed, by('a-1', validated(4)));
    history.when(validate(4), asApprover).thenNothing();
    history
      .when(validate(4), { asker: { ...approver, actor: 'a-2' } })
      .thenRefusedAt('actual', 'already-validated');
    history.when(reject(4), asApprover).thenRefusedAt('actual', 'already-validated');
  });

  it('is suspended by a correction, until it is given again', () => {
    const again = corrected(4, actual(july, { ...freed, method: 'Recounted' }));
    benefit
      .given(...claimed, by('a-1', validated(4)), by('r-1', again))
      .when(validate(4), asApprover)
      .then(validated(4, id(6)));
  });

  it('is of a value that is recorded', () => {
    benefit
      .given(...promised)
      .when(validate(4), asApprover)
      .thenRefusedAt('actual', 'actual-not-found');
    benefit
      .given(...claimed, takenBack(4))
      .when(validate(4), asApprover)
      .thenRefusedAt('actual', 'actual-not-found');
  });

  it('needs evidence of grade 2 or better', () => {
    const history = benefit.given(...claimed);
    const { evidence: _, ...bare } = validate(4).data;
    history
      .when({ type: 'ValidateActual', data: bare }, asApprover)
      .thenRefusedAt('evidence', 'evidence-missing');
    history
      .when(validate(4), { ...asApprover, evidenceGrade: undefined })
      .thenRefused('evidence-grade-too-low', { grade: 'no grade' });
    history
      .when(validate(4), { ...asApprover, evidenceGrade: 1 })
      .thenRefused('evidence-grade-too-low', { grade: 'grade 1' });
    history.when(validate(4), { ...asApprover, evidenceGrade: 2 }).then(validated(4));
  });

  it('of released cash is for finance', () => {
    const cash = [...of({ class: 'CRB' }), actual()];
    benefit
      .given(...cash)
      .when(validate(4), asApprover)
      .thenRefusedAt('capacity', 'finance-needed');
    benefit
      .given(...cash)
      .when(validate(4, { capacity: 'finance' }), asApprover)
      .then(validated(4, id(4), { capacity: 'finance' }));
  });

  it('of freed time says how much there was and how it was used', () => {
    benefit
      .given(...promised, actual())
      .when(validate(4), asApprover)
      .thenRefused('volume-missing');
    benefit
      .given(...promised, actual(july, { volume: 2000 }))
      .when(validate(4), asApprover)
      .thenRefused('freed-time-use-missing');
    benefit
      .given(...of({ class: 'SB' }), actual(july, { volume: 2000 }))
      .when(validate(4), asApprover)
      .thenLike({ type: 'BenefitActualValidated', data: {} });
    benefit
      .given(...of({ class: 'UB', valuedIn: 'measure' }), actual())
      .when(validate(4), asApprover)
      .thenLike({ type: 'BenefitActualValidated', data: {} });
  });

  it('is taken back by an approver alone', () => {
    const history = benefit.given(...claimed, by('a-1', validated(4)));
    history.when(retract(5)).thenRefused('approver-needed');
    history
      .when(retract(5), asApprover)
      .thenLike({ type: 'FactRetracted', data: { factId: id(5) } });
  });
});

describe('Rejecting what a benefit is said to have come to', () => {
  const rejected: BenefitEvent = {
    type: 'BenefitActualRejected',
    data: { ...validatedBut(), why: freely('No budget was changed') },
  };

  it('says why, and leaves the value to be corrected', () => {
    benefit
      .given(...promised, by('r-1', actual()))
      .when(reject(4), asApprover)
      .then(rejected);
    const history = [...promised, by('r-1', actual()), by('a-2', rejected)];
    benefit
      .given(...history)
      .when(reject(4), asApprover)
      .thenRefused('already-rejected');
    benefit
      .given(...history)
      .when(validate(4), asApprover)
      .thenRefused('already-rejected');
    benefit
      .given(...history)
      .when(correct(4, recordActual(july, { amount: 40_000 })))
      .then(corrected(4, actual(july, { amount: 40_000 })));
  });
});

function reject(n: number): BenefitOrder {
  const why = freely('No budget was changed');
  return { type: 'RejectActual', data: { ...about, actual: id(n), why } };
}
function validatedBut() {
  const { method: _, evidence: __, ...rest } = validated(4).data;
  return rest;
}
function takenBack(n: number): BenefitEvent {
  return { type: 'FactRetracted', data: { factId: id(n), reason: freely('It never was') } };
}
function of(change: Partial<BenefitProfile>): readonly BenefitEvent[] {
  return [profiled(change), baseline(), approved()];
}
