import type { Named } from '#event-sourcing';
import { givenId, specify } from '#event-sourcing/testing';
import type { OrganisationStanding } from '#facts';
import {
  BEFORE_RECORDS,
  isoDate,
  odsCode,
  onDay,
  type CapabilityCode,
  type FactId,
  type FreeText,
  type IsoDate,
} from '#vocabulary';
import { measurementDecider } from './measurement.decider.js';
import type { MeasurementEvent, MeasurementFact } from './measurement.events.js';
import type {
  MeasurementCircumstances,
  MeasurementCommand,
  MeasurementOrder,
} from './measurement.orders.js';

describe('Measuring the adoption of a capability', () => {
  it('records numerator and denominator on the last day of the window', () => {
    adoption.when(measure(march, 7200, 10_000)).then(measured(march, 7200, 10_000));
  });

  it('is refused for an organisation that is not registered, or not a trust', () => {
    adoption
      .when(measure(march, 1, 2), { organisation: undefined })
      .thenRefused('organisation-unknown');
    const board: OrganisationStanding = { ...open, kind: 'icb', name: 'An ICB' };
    adoption
      .when(measure(march, 1, 2), { organisation: board })
      .thenRefused('not-a-trust', { organisation: 'An ICB' });
  });

  it('is refused for a capability of no model', () => {
    adoption.when(measure(march, 1, 2), { capabilities: [] }).thenRefused('capability-unknown');
  });

  it('takes whole numbers, a part of a whole that is more than 0', () => {
    adoption
      .when(measure(march, 10_001, 10_000))
      .thenRefused('part-above-whole', { part: 'Numerator', whole: 'denominator' });
    adoption.when(measure(march, 0, 0)).thenRefused('number-zero', { field: 'Denominator' });
    adoption.when(measure(march, -1, 10)).thenRefused('number-not-whole', { field: 'Numerator' });
    adoption
      .when(measure(march, 1, 10.5))
      .thenRefused('number-not-whole', { field: 'Denominator' });
    adoption.when(measure(march, 0, 10)).thenLike(fact('AdoptionMeasured'));
    adoption.when(measure(march, 10, 10)).thenLike(fact('AdoptionMeasured'));
  });

  it('is refused for a window that ends before it starts', () => {
    const backwards = { from: isoDate('2026-03-31'), to: isoDate('2026-03-01') };
    adoption.when(measure(backwards, 1, 2)).thenRefused('period-ends-before-start');
    const oneDay = { from: isoDate('2026-03-31'), to: isoDate('2026-03-31') };
    adoption.when(measure(oneDay, 1, 2)).thenLike(fact('AdoptionMeasured'));
  });

  it('is refused for a window that ends in the future', () => {
    const july = { from: isoDate('2026-06-01'), to: isoDate('2026-07-01') };
    adoption.when(measure(july, 1, 2)).thenRefused('date-in-future');
    const june = { from: isoDate('2026-06-01'), to: isoDate('2026-06-30') };
    adoption.when(measure(june, 1, 2)).thenLike(fact('AdoptionMeasured'));
  });

  it('is refused where the window begins before the trust opened', () => {
    const opened: OrganisationStanding = { ...open, opened: isoDate('2026-03-15') };
    adoption
      .when(measure(march, 1, 2), { organisation: opened })
      .thenRefused('date-before-organisation', { openedOn: '2026-03-15' });
  });

  it('is refused for days of which nothing is recorded, however old the trust', () => {
    const old: OrganisationStanding = { ...open, opened: BEFORE_RECORDS };
    const window = { from: isoDate('1999-12-31'), to: isoDate('2000-01-30') };
    adoption
      .when(measure(window, 1, 2, { reason }), { organisation: old })
      .thenRefused('date-before-records', { begin: '2000-01-01' });
  });

  it('is refused after the trust closed, and recorded until then', () => {
    const closing = (lastDay: string): OrganisationStanding => ({
      ...open,
      closed: { lastDay: isoDate(lastDay), successors: [odsCode('RYY')] },
    });
    adoption
      .when(measure(march, 1, 2), { organisation: closing('2026-03-30') })
      .thenRefused('organisation-closed', { successors: 'Its successor is RYY' });
    adoption
      .when(measure(march, 1, 2), { organisation: closing('2026-03-31') })
      .thenLike(fact('AdoptionMeasured'));
  });

  it('is refused more than 12 months late without a reason', () => {
    const long = { from: isoDate('2025-06-01'), to: isoDate('2025-06-29') };
    adoption.when(measure(long, 1, 2)).thenRefused('late-without-reason');
    adoption
      .when(measure(long, 1, 2, { reason }))
      .thenLike({ type: 'AdoptionMeasured', data: { marks: ['late-entry'] } });
  });

  it('is refused where a day of the window is measured already, naming the period', () => {
    adoption
      .given(measured(march, 7200, 10_000))
      .when(measure(march, 7300, 10_000))
      .thenRefused('period-overlaps', { period: 'March 2026' });
    const across = { from: isoDate('2026-03-31'), to: isoDate('2026-04-30') };
    adoption
      .given(measured(across, 7200, 10_000))
      .when(measure(march, 7300, 10_000))
      .thenRefused('period-overlaps', { period: '31 March 2026 to 30 April 2026' });
    adoption
      .given(measured(march, 7200, 10_000))
      .when(measure(april, 7300, 10_000))
      .thenLike(fact('AdoptionMeasured'));
  });

  it('is held against all others in whatever order they came, and not against one taken back', () => {
    const may = { from: isoDate('2026-05-01'), to: isoDate('2026-05-31') };
    const around = adoption.given(measured(may, 1, 2), measured(march, 1, 2));
    around.when(measure(april, 1, 2)).thenLike(fact('AdoptionMeasured'));
    around.when(measure(march, 2, 3)).thenRefused('period-overlaps', { period: 'March 2026' });
    adoption
      .given(measured(may, 1, 2), measured(march, 1, 2), corrected(2, measured(april, 1, 2)))
      .when(measure(april, 2, 3))
      .thenRefused('period-overlaps', { period: 'April 2026' });
    adoption
      .given(measured(may, 1, 2), measured(march, 1, 2), retracted(2))
      .when(measure(march, 2, 3))
      .thenLike(fact('AdoptionMeasured'));
  });

  it('changes nothing where the very same is recorded already', () => {
    adoption
      .given(measured(march, 7200, 10_000))
      .when(measure(march, 7200, 10_000))
      .thenNothing();
  });
});

describe('Measuring what a capability realised', () => {
  const amounts = (validated: number, expected: number, unit = 'hours'): MeasurementOrder => ({
    type: 'MeasureRealisation',
    data: { ...common(march), capability: C105, validated, expected, unit },
  });
  const realisation = () =>
    specify(measurementDecider, { ...circumstances, stream: 'realisation-RXX-C105' });

  it('may be more than expected, and is in whole pence where it is money', () => {
    realisation().when(amounts(60.5, 42)).thenLike(fact('RealisationMeasured'));
    realisation()
      .when(amounts(60, 42, 'pence'))
      .thenLike(fact('RealisationMeasured'));
    realisation()
      .when(amounts(60.5, 42, 'pence'))
      .thenRefused('number-not-whole', { field: 'The validated amount' });
  });

  it('is refused below 0, without a number, and where nothing was expected', () => {
    realisation().when(amounts(-1, 42)).thenRefused('number-not-valid');
    realisation().when(amounts(1, Number.NaN)).thenRefused('number-not-valid');
    realisation().when(amounts(1, 0)).thenRefused('number-zero', { field: 'The expected amount' });
    realisation().when(amounts(1, 2), { capabilities: [] }).thenRefused('capability-unknown');
  });
});

describe('Measuring the use of shared records', () => {
  const counts = (used: number, available: number, eligible: number): MeasurementOrder => ({
    type: 'MeasureSharedRecordUse',
    data: { ...common(march), partner: 'gp', eligible, available, used },
  });
  const exchange = () =>
    specify(measurementDecider, { ...circumstances, stream: 'exchange-RXX-gp' });

  it('counts the used among the available among the eligible', () => {
    exchange()
      .when(counts(600, 900, 1000))
      .thenLike(fact('SharedRecordUseMeasured'));
    exchange()
      .when(counts(901, 900, 1000))
      .thenRefused('part-above-whole', { part: 'Used', whole: 'available' });
    exchange()
      .when(counts(600, 1001, 1000))
      .thenRefused('part-above-whole', { part: 'Available', whole: 'eligible' });
    exchange()
      .when(counts(0, 0, 0))
      .thenRefused('number-zero', { field: 'Eligible' });
  });
});

describe('Measuring a driver of use', () => {
  const order: (numerator: number) => MeasurementOrder = (numerator) => ({
    type: 'MeasureDriver',
    data: { ...common(march), driver: 'first-time-right', numerator, denominator: 100 },
  });
  const driver = () =>
    specify(measurementDecider, { ...circumstances, stream: 'driver-RXX-first-time-right' });

  it('is a share', () => {
    driver().when(order(84)).thenLike(fact('DriverMeasured'));
    driver().when(order(101)).thenRefused('part-above-whole');
  });
});

describe('Correcting a measurement', () => {
  it('states it whole again, also its window, and can be corrected itself', () => {
    adoption
      .given(measured(march, 8400, 10_000))
      .when(correct(1, measure(march, 8400, 11_000)))
      .then(corrected(1, measured(march, 8400, 11_000)));
    adoption
      .given(measured(march, 8400, 10_000), corrected(1, measured(march, 8400, 11_000)))
      .when(correct(1, measure(april, 8400, 10_500)))
      .then(corrected(1, measured(april, 8400, 10_500)));
  });

  it('does not overlap with other windows', () => {
    adoption
      .given(measured(march, 8400, 10_000), measured(april, 8400, 10_000))
      .when(correct(1, measure(april, 8500, 10_000)))
      .thenRefused('period-overlaps', { period: 'April 2026' });
  });

  it('stays with the trust, the subject and the kind', () => {
    const wrong = adoption.given(measured(march, 8400, 10_000));
    wrong
      .when(correct(1, measure(march, 1, 2, { organisation: odsCode('RYY') })))
      .thenRefused('another-subject');
    wrong
      .when(correct(1, measure(march, 1, 2, { capability: 'C106' as CapabilityCode })))
      .thenRefused('another-subject');
  });

  it('points at an entry that is there', () => {
    adoption.when(correct(1, measure(march, 1, 2))).thenRefused('fact-not-found');
  });
});

describe('Withdrawing a measurement', () => {
  const takenBack = (n: number): MeasurementEvent => ({
    type: 'FactRetracted',
    data: { factId: id(n), reason },
  });

  it('is final; the window can be measured afresh', () => {
    adoption
      .given(measured(march, 8400, 10_000))
      .when({ type: 'RetractFact', data: { factId: id(1), reason } })
      .then(takenBack(1));
    adoption
      .given(measured(march, 8400, 10_000), takenBack(1))
      .when(correct(1, measure(march, 1, 2)))
      .thenRefused('fact-retracted');
    adoption
      .given(measured(march, 8400, 10_000), takenBack(1))
      .when(measure(march, 8400, 10_000))
      .then(measured(march, 8400, 10_000));
  });
});

const RXX = odsCode('RXX');
const C105 = 'C105' as CapabilityCode;
const reason = 'A site was left out of the count' as FreeText;
const march = { from: isoDate('2026-03-01'), to: isoDate('2026-03-31') };
const april = { from: isoDate('2026-04-01'), to: isoDate('2026-04-30') };

const open: OrganisationStanding = {
  code: RXX,
  name: 'An NHS Trust',
  kind: 'trust',
  opened: isoDate('1993-04-01'),
};
const circumstances: MeasurementCircumstances = {
  today: isoDate('2026-06-30'),
  asker: { actor: 'someone', role: 'trust-recorder', organisation: RXX },
  organisation: open,
  stream: 'adoption-RXX-C105',
  capabilities: [C105],
};
const adoption = specify(measurementDecider, circumstances);

function id(n: number): FactId {
  return givenId(n) as FactId;
}
function fact(type: MeasurementEvent['type']) {
  return { type, data: {} };
}
function common(window: Readonly<{ from: IsoDate; to: IsoDate }>) {
  return { organisation: RXX, window, method: 'EPR report' };
}

const measure = (
  window: typeof march,
  numerator: number,
  denominator: number,
  more: Partial<Named<MeasurementOrder, 'MeasureAdoption'>['data']> = {},
): MeasurementOrder => ({
  type: 'MeasureAdoption',
  data: { ...common(window), capability: C105, numerator, denominator, ...more },
});
const measured = (
  window: typeof march,
  numerator: number,
  denominator: number,
): MeasurementFact => ({
  type: 'AdoptionMeasured',
  data: {
    ...common(window),
    capability: C105,
    numerator,
    denominator,
    effective: onDay(window.to),
  },
});
const correct = (n: number, order: MeasurementOrder): MeasurementCommand => ({
  type: 'CorrectFact',
  data: { factId: id(n), reason, order },
});
const retracted = (n: number): MeasurementEvent => ({
  type: 'FactRetracted',
  data: { factId: id(n), reason },
});
const corrected = (n: number, right: MeasurementFact): MeasurementEvent => ({
  type: 'FactCorrected',
  data: { factId: id(n), reason, fact: right },
});
