import { valuesAt, type KnownFact } from '#facts';
import { isoDate, odsCode, type Stage } from '#vocabulary';
import { stageOf, type Criterion } from './stage.js';
import { fact, modelOf } from './testing/index.js';

describe('The evidenced stage', () => {
  it('is reached where adoption and deployment both reach their thresholds', () => {
    expect(evidenced([...met('C101'), ...met('C105')])).toEqual({ low: 1, high: 1 });
    expect(evidenced([...met('C101'), ...measured('C105', 7999)])).toEqual({ low: 0, high: 0 });
    expect(evidenced([...met('C101'), ...measured('C105', 8000, 8.9)])).toEqual({
      low: 0,
      high: 0,
    });
  });

  it('takes a threshold as reached where only the arithmetic of weights falls short of it', () => {
    // 8.1 of 9 is nine tenths; in binary it comes to 0.8999999999999999.
    const tenths = [
      scope('C105', { RXA01: 0.1, RXA02: 8, RXA03: 0.9 }),
      enabled('C105', 'RXA01'),
      enabled('C105', 'RXA02'),
      adoption('C105', 9000),
    ];
    expect(evidenced([...met('C101'), ...tenths])).toEqual({ low: 1, high: 1 });
  });

  it('is cumulative: what holds above a stage that does not hold lifts nothing', () => {
    expect(evidenced([...met('C101'), ...measured('C105', 100), ...met('C201')])).toEqual({
      low: 0,
      high: 0,
    });
    expect(evidenced([...met('C101'), ...met('C105'), ...met('C201')])).toEqual({
      low: 2,
      high: 2,
    });
  });

  it('does not count an unknown input in its low bound, and counts it in its high bound', () => {
    expect(evidenced([...met('C101'), adoption('C105', 9000), ...met('C201')])).toEqual({
      low: 0,
      high: 2,
    });
  });

  it('counts in neither bound a criterion that a known input already fails', () => {
    const noScope = [...met('C101'), adoption('C105', 1000)];
    expect(evidenced(noScope)).toEqual({ low: 0, high: 0 });
    expect(criterion(noScope, 'C105')).toMatchObject({ state: 'short' });
  });

  it('is not reported, and not stage 0, where nothing at all is known', () => {
    expect(figure([]).evidenced).toBe('not-reported');
    expect(figure([declared(3)])).toMatchObject({
      evidenced: 'not-reported',
      declared: { stage: 3, aboveEvidenced: true },
    });
    expect(figure([]).attainment).toBeUndefined();
    expect(figure([scope('C104')]).evidenced).toEqual({ low: 0, high: 4 });
  });

  it('leaves out optional capabilities and those of settings the trust does not have', () => {
    const facts = [...met('C101'), ...met('C105')];
    expect(criterion(facts, 'C104')).toBeUndefined();
    expect(criterion(facts, 'C103')).toMatchObject({ state: 'not-applicable', facts: [] });
  });

  it('rests on unknown criteria where the type of the trust is unknown', () => {
    const facts = [...met('C101'), ...measured('C105', 10)];
    const unknown = stageOf(facts, model, asOf);
    expect(unknown.evidenced).toEqual({ low: 0, high: 4 });
    expect(unknown.criteria.every(({ state }) => state === 'unknown')).toBe(true);
    expect(unknown.attainment).toEqual({ stage: 1, low: 0, high: 1 });
    const untyped = fact('classification', '', '2020-01-01', {});
    expect(stageOf([...facts, untyped], model, asOf).evidenced).toEqual({ low: 0, high: 4 });
    const ambulance = fact('classification', '', '2020-01-01', { trustType: 'Ambulance' });
    expect(stageOf([...facts, ambulance], model, asOf).evidenced).toEqual({ low: 0, high: 4 });
  });

  it('names what is missing from the next stage, and by how much', () => {
    const { missing } = figure([...met('C101'), ...measured('C105', 7200, 4)]);
    expect(missing.map(({ capability }) => capability)).toEqual(['C105']);
    expect(missing[0]?.shortBy?.adoption).toBeCloseTo(0.08, 12);
    expect(missing[0]?.shortBy?.deployment).toBeCloseTo(0.5, 12);
    expect(missing[0]?.facts.map(({ kind }) => kind).sort()).toEqual([
      'adoption',
      'enabled',
      'scope',
    ]);
  });
});

describe('A measurement', () => {
  const onTheLastDay = '2026-03-31';

  it('counts up to and on the day its months of validity end, and not on the day after', () => {
    const facts = [...met('C101', '2025-12-31'), ...met('C105', '2025-03-31')];
    expect(evidenced(facts, onTheLastDay)).toEqual({ low: 1, high: 1 });
    expect(evidenced(facts, '2026-04-01')).toEqual({ low: 0, high: 1 });
    expect(criterion(facts, 'C105', '2026-04-01')).toMatchObject({
      state: 'out-of-date',
      adoption: { numerator: 9000, denominator: 10000, value: 0.9 },
    });
  });

  it('ends at the end of a shorter month', () => {
    const sixMonths = modelOf({ C105: { validForMonths: 6 } });
    const facts = [acute, ...met('C105', '2025-08-31')];
    const at = (day: string) => stageOf(facts, sixMonths, isoDate(day)).evidenced;
    expect(at('2026-02-28')).toEqual({ low: 4, high: 4 });
    expect(at('2026-03-01')).toEqual({ low: 0, high: 4 });
  });

  it('without anything eligible leaves adoption unknown', () => {
    const nothing = fact('adoption', 'C105', '2025-09-30', {
      numerator: 0,
      denominator: 0,
      from: isoDate('2025-09-01'),
    });
    expect(criterion([live('C105'), scope('C105'), nothing], 'C105')?.state).toBe('unknown');
  });
});

describe('Deployment', () => {
  const deployment = (...facts: KnownFact[]) => criterion(facts, 'C105')?.deployment;

  it('is the weight of the sites live, of the weight in scope', () => {
    const sites = scope('C105', { RXA01: 6, RXA02: 4 });
    expect(deployment(sites, enabled('C105', 'RXA01'))).toBe(0.6);
    expect(deployment(sites)).toBe(0);
    expect(deployment(sites, enabled('C105', 'RXA99'))).toBe(0);
    expect(deployment(scope('C105', { RXA01: 0 }))).toBeUndefined();
  });

  it('is unknown without a scope, unless the newest word is a withdrawal everywhere', () => {
    const everywhere = enabled('C105', '*', '2025-06-01', false);
    expect(deployment(enabled('C105', 'RXA01'))).toBeUndefined();
    expect(deployment(enabled('C105', 'RXA01', '2025-01-01'), everywhere)).toBe(0);
    expect(deployment(enabled('C105', 'RXA01', '2025-06-02'), everywhere)).toBeUndefined();
  });

  it('takes for each site the newer of what was said of it and of everywhere', () => {
    const sites = scope('C105', { RXA01: 1, RXA02: 1 });
    const everywhere = enabled('C105', '*', '2025-06-01', false, 5);
    const before = enabled('C105', 'RXA01', '2025-05-31');
    const sameDayLater = enabled('C105', 'RXA02', '2025-06-01', true, 6);
    const sameDayEarlier = enabled('C105', 'RXA02', '2025-06-01', true, 4);
    expect(deployment(sites, everywhere, before, sameDayLater)).toBe(0.5);
    expect(deployment(sites, everywhere, before, sameDayEarlier)).toBe(0);
  });
});

describe('An EPR replacement', () => {
  const replaced = (subject: string, day: string) =>
    fact('replaced', subject, day, { fromInstance: 'old', toInstance: 'new' });

  it('ends what was enabled before the cut-over, and not what is enabled on it', () => {
    const facts = (day: string) => [
      scope('C105'),
      enabled('C105', 'RXA01', day),
      replaced('*', '2025-06-01'),
    ];
    expect(criterion(facts('2025-05-31'), 'C105')?.deployment).toBe(0);
    expect(criterion(facts('2025-06-01'), 'C105')?.deployment).toBe(1);
  });

  it('leaves unknown what was measured over a window that starts before it', () => {
    const over = (from: string) => [
      ...met('C101'),
      scope('C105'),
      enabled('C105', 'RXA01', '2025-06-01'),
      fact('adoption', 'C105', '2025-09-30', {
        numerator: 9000,
        denominator: 10000,
        from: isoDate(from),
      }),
      replaced('C105', '2025-06-01'),
    ];
    expect(evidenced(over('2025-05-31'))).toEqual({ low: 0, high: 1 });
    expect(evidenced(over('2025-06-01'))).toEqual({ low: 1, high: 1 });
  });

  it('touches the capabilities it names, or all; the newest counts', () => {
    const facts = [...met('C101', '2025-09-30', '2025-01-01')];
    expect(criterion([...facts, replaced('C105', '2025-06-01')], 'C101')?.state).toBe('met');
    expect(
      criterion([...facts, replaced('C101', '2024-06-01'), replaced('*', '2025-06-01')], 'C101')
        ?.state,
    ).toBe('short');
  });

  it('voids the validations given before it, and not those given on it', () => {
    const cutOver = replaced('*', '2025-06-01');
    expect(figure([validated(2, '2025-05-31'), cutOver]).validated).toBeUndefined();
    expect(figure([validated(2, '2025-06-01'), cutOver]).validated?.stage).toBe(2);
  });
});

describe('The validated stage', () => {
  it('is the highest that stands; the day of expiry still counts', () => {
    const facts = [validated(1, '2025-01-10', '2027-01-10'), validated(2, '2025-01-10')];
    expect(figure(facts, '2026-01-10').validated?.stage).toBe(2);
    expect(figure(facts, '2026-01-11').validated?.stage).toBe(1);
    expect(figure(facts, '2027-01-11').validated).toBeUndefined();
  });

  it('is gone where the validator took it back', () => {
    expect(
      figure([validated(1), validated(2, '2025-05-01', '2026-05-01', true)]).validated?.stage,
    ).toBe(1);
  });

  it('is marked where it lies above what is evidenced', () => {
    expect(figure([validated(1)]).validated?.aboveEvidenced).toBe(true);
    const facts = [...met('C101'), ...met('C105'), validated(1)];
    expect(figure(facts).validated).toMatchObject({ aboveEvidenced: false, validator: 'QDEM1' });
  });

  it.each(['succession-of', 'succeeded-by'] as const)(
    'is voided by a succession (%s) from its legal day on, unless given afterwards',
    (kind) => {
      const succession =
        kind === 'succession-of'
          ? fact(kind, 'RXB', '2025-07-01', { predecessor: odsCode('RXB'), succession: 'merger' })
          : fact(kind, 'RXC', '2025-07-01', { successor: odsCode('RXC'), succession: 'merger' });
      expect(figure([validated(1, '2025-06-30'), succession]).validated).toBeUndefined();
      expect(figure([validated(1, '2025-07-01'), succession]).validated?.stage).toBe(1);
      const recordedAhead = valuesAt(
        [validated(1, '2025-06-30'), succession],
        isoDate('2025-06-30'),
      );
      expect(stageOf(recordedAhead, model, isoDate('2025-06-30')).validated?.stage).toBe(1);
    },
  );
});

describe('Attainment of the next stage', () => {
  it('is the mean over its criteria of the smaller share of the way', () => {
    // C101 met; C105 a .72 of .80 = .90, d .45 of .90 = .50.
    const { attainment } = figure([...met('C101'), ...measured('C105', 7200, 4.5)]);
    expect(attainment?.stage).toBe(1);
    expect(attainment?.low).toBeCloseTo(0.75, 12);
    expect(attainment?.high).toBeCloseTo(0.75, 12);
  });

  it('takes the unknown as nothing in its low bound and as enough in its high bound', () => {
    const { attainment } = figure([...met('C101'), adoption('C105', 7200)]);
    expect(attainment?.low).toBeCloseTo(0.5, 12);
    expect(attainment?.high).toBeCloseTo(0.95, 12);
  });

  it('stays below 1 however little is missing, and is no figure above stage 4', () => {
    const close = figure([...met('C101'), ...measured('C105', 7999)]);
    expect(close.attainment?.low).toBeLessThan(1);
    const all = ['C101', 'C105', 'C201', 'C301', 'C401'].flatMap((code) => met(code));
    expect(figure(all).evidenced).toEqual({ low: 4, high: 4 });
    expect(figure(all).attainment).toBeUndefined();
    expect(figure(all).missing).toEqual([]);
  });
});

describe('A measurement corrected after it was believed', () => {
  const others = [
    ...met('C101', '2025-03-31', '2025-01-01'),
    scope('C105'),
    live('C105'),
    adoption('C201', 100, '2025-03-31'),
  ];
  const e2 = adoption('C105', 7200, '2025-03-31', { entry: 2 });
  const e3 = adoption('C105', 8400, '2025-06-30', { entry: 3 });
  const e6 = fact(
    'adoption',
    'C105',
    '2025-06-30',
    { numerator: 8400, denominator: 11000, from: isoDate('2025-06-01') },
    { entry: 6, firstEntry: 3 },
  );
  const e8 = fact(
    'adoption',
    'C105',
    '2025-09-30',
    { numerator: 9130, denominator: 11000, from: isoDate('2025-07-01') },
    { entry: 8 },
  );

  it.each([
    ['2025-07-31', 'on 2025-07-31', [e2, e3], 1],
    ['2025-07-31', 'on 2025-09-01, corrected since', [e2, e6], 0],
    ['2025-09-30', 'on 2025-10-01, before e8', [e2, e6], 0],
    ['2025-09-30', 'on 2025-10-31, recorded late', [e2, e6, e8], 1],
  ])('as of %s known %s', (day, _, known, stage) => {
    const values = valuesAt([acute, ...others, ...known], isoDate(day));
    expect(stageOf(values, model, isoDate(day)).evidenced).toEqual({ low: stage, high: stage });
  });
});

const asOf = isoDate('2025-12-31');
const acute = fact('classification', '', '2020-01-01', { trustType: 'Acute' });
const model = modelOf({
  C101: {},
  C103: { settings: ['mental-health'] },
  C104: { mandatory: false },
  C105: {},
  C201: { stage: 2 },
  C301: { stage: 3 },
  C401: { stage: 4 },
});

const figure = (facts: readonly KnownFact[], day: string = asOf) =>
  stageOf([acute, ...facts], model, isoDate(day));

/** With a stage 2, or else a stage 3, that is certainly not reached. */
function evidenced(facts: readonly KnownFact[], day?: string) {
  const above = facts.some(({ subject }) => subject.startsWith('C201')) ? 'C301' : 'C201';
  return figure([...facts, adoption(above, 100)], day).evidenced;
}

const criterion = (
  facts: readonly KnownFact[],
  code: string,
  day?: string,
): Criterion | undefined =>
  figure(facts, day).criteria.find(({ capability }) => capability === code);

function scope(code: string, weights: Readonly<Record<string, number>> = { RXA01: 1 }) {
  const sites = Object.entries(weights).map(([site, weight]) => ({ site, weight }));
  return fact('scope', code, '2024-12-01', { sites });
}

function enabled(code: string, site: string, day = '2025-01-01', isLive = true, entry = 1) {
  return fact('enabled', `${code}@${site}`, day, { live: isLive }, { entry });
}

function live(code: string) {
  return enabled(code, 'RXA01');
}

function adoption(code: string, numerator: number, to = '2025-09-30', place = {}) {
  const from = isoDate(`${to.slice(0, 8)}01`);
  return fact('adoption', code, to, { numerator, denominator: 10000, from }, place);
}

/** Live on `deployed` tenths of the weight, with an adoption of numerator in ten thousand. */
function measured(code: string, numerator: number, deployed = 10) {
  return [
    scope(code, { RXA01: deployed, RXA02: 10 - deployed }),
    enabled(code, 'RXA01'),
    adoption(code, numerator),
  ];
}

function met(code: string, to = '2025-09-30', since = '2025-01-01') {
  return [scope(code), enabled(code, 'RXA01', since), adoption(code, 9000, to)];
}

function declared(stage: Stage) {
  return fact('stage-declared', '', '2025-01-01', { stage });
}

function validated(stage: Stage, day = '2025-01-10', expires = '2026-01-10', withdrawn = false) {
  const value = { validator: odsCode('QDEM1'), expires: isoDate(expires), withdrawn };
  return fact('stage-validated', String(stage), day, value);
}
