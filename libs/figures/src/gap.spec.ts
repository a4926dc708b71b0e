import type { KnownFact } from '#facts';
import { isoDate } from '#vocabulary';
import { gapOf, type GapFigure } from './gap.js';
import { largestRemainder } from './rounding.js';
import { fact, modelOf } from './testing/index.js';

describe('The worked example of the optimisation gap', () => {
  it.each([
    ['C105', 43.2, 10, 18, 28.8],
    ['C201', 69, 0, 8, 23],
    ['C204', 20.4, 15, 34, 30.6],
    ['C302', 6.6, 60, 18, 15.4],
    ['C303', 12.25, 30, 35, 22.75],
  ])('splits %s exactly', (code, value, notDeployed, notAdopted, notRealised) => {
    const own = gap(example()).capabilities.find(({ capability }) => capability === code);
    expect(own?.value.low).toBeCloseTo(value, 10);
    expect(own?.notDeployed.low).toBeCloseTo(notDeployed, 10);
    expect(own?.notAdopted.low).toBeCloseTo(notAdopted, 10);
    expect(own?.notRealised.low).toBeCloseTo(notRealised, 10);
  });

  it('is 66.615 of 100 points before rounding, with bounds that meet', () => {
    const { optimisationGap, weight, evidenceCoverage, headline } = gap(example());
    expect(optimisationGap.low).toBeCloseTo(66.615, 10);
    expect(optimisationGap.high).toBeCloseTo(66.615, 10);
    expect({ weight, evidenceCoverage, headline }).toEqual({
      weight: 10,
      evidenceCoverage: 1,
      headline: 'optimisation',
    });
  });

  it('is shown as 33.39 kept, and 21.00, 20.90 and 24.71 lost: a gap of 66.61', () => {
    const [kept, ...lost] = shown(gap(example()));
    expect([kept, ...lost]).toEqual([33.39, 21, 20.9, 24.71]);
    expect(lost.reduce((sum, part) => sum + part, 0)).toBeCloseTo(66.61, 10);
  });

  it('has beside it the use gap, which asks nothing about benefits', () => {
    // 1 − d·a is .28, .08, .49, .78, .65 at the weights 3, 2, 2, 2, 1.
    const { useGap } = gap(example());
    expect(useGap.low).toBeCloseTo(41.9, 10);
    expect(useGap.high).toBeCloseTo(41.9, 10);
  });
});

describe('Missing data', () => {
  it('gives the bounds 64.34 to 67.84 and a coverage of 90 % where one r is unknown', () => {
    const { optimisationGap, evidenceCoverage, realisationCoverage } = gap(
      example().filter(({ kind, subject }) => !(kind === 'realisation' && subject === 'C303')),
    );
    expect(optimisationGap.low).toBeCloseTo(64.34, 10);
    expect(optimisationGap.high).toBeCloseTo(67.84, 10);
    expect([evidenceCoverage, realisationCoverage]).toEqual([0.9, 0.9]);
  });

  it('bounds each part by itself', () => {
    const { notDeployed, notAdopted, notRealised, value } = one(of(undefined, 0.6, 0.5));
    expect(notDeployed).toEqual({ low: 0, high: 100 });
    expect(notAdopted).toEqual({ low: 0, high: 40 });
    expect(notRealised).toEqual({ low: 0, high: 30 });
    expect(value).toEqual({ low: 0, high: 30 });
  });

  it('leads with the use gap while less than half of the weight has a known r', () => {
    const without = (...codes: readonly string[]) =>
      gap(
        example().filter(
          ({ kind, subject }) => !(kind === 'realisation' && codes.includes(subject)),
        ),
      );
    expect(without('C105', 'C201')).toMatchObject({
      realisationCoverage: 0.5,
      headline: 'optimisation',
    });
    expect(without('C105', 'C201', 'C303')).toMatchObject({
      realisationCoverage: 0.4,
      headline: 'use',
    });
  });

  it('leaves no doubt of the gap beside a known zero, and is no evidence for that', () => {
    expect(one(of(0, undefined, undefined))).toMatchObject({
      optimisationGap: { low: 100, high: 100 },
      notDeployed: { low: 100, high: 100 },
      notAdopted: { low: 0, high: 0 },
      notRealised: { low: 0, high: 0 },
      evidenceCoverage: 0,
    });
    expect(one(of(1, 0, undefined))).toMatchObject({
      optimisationGap: { low: 100, high: 100 },
      notAdopted: { low: 100, high: 100 },
      evidenceCoverage: 0,
    });
    expect(one(of(undefined, undefined, 0))).toMatchObject({
      optimisationGap: { low: 100, high: 100 },
      notDeployed: { low: 0, high: 100 },
      evidenceCoverage: 0,
    });
  });

  it('counts what is out of date as unknown, on the day after its months end', () => {
    expect(gap(example(), '2026-09-30').evidenceCoverage).toBe(1);
    const { optimisationGap, evidenceCoverage, reported } = gap(example(), '2026-10-01');
    expect({ evidenceCoverage, reported }).toEqual({ evidenceCoverage: 0, reported: true });
    expect(optimisationGap.high).toBe(100);
  });

  it('holds over-delivery to 1, and knows no share of nothing expected', () => {
    const realised = (validated: number, expected: number) =>
      one([
        ...of(1, 1, undefined),
        fact('realisation', 'C105', '2025-09-30', { validated, expected, from }),
      ]).capabilities[0]?.r;
    expect(realised(150, 100)).toBe(1);
    expect(realised(-5, 100)).toBe(0);
    expect(realised(5, 0)).toBeUndefined();
  });

  it('is everything and nothing for a trust that reports nothing', () => {
    expect(gap([])).toMatchObject({
      reported: false,
      evidenceCoverage: 0,
      headline: 'use',
      optimisationGap: { low: 0, high: 100 },
    });
  });
});

describe('What counts in the gap', () => {
  it('includes optional capabilities', () => {
    const optional = modelOf({ C105: { mandatory: false } });
    expect(gapOf([acute, ...of(1, 0.5, 1)], optional, asOf).optimisationGap.low).toBe(50);
  });

  it('leaves out the weight of capabilities of settings the trust does not have', () => {
    const settings = modelOf({ C105: {}, C207: { settings: ['mental-health'], weight: 7 } });
    const figure = gapOf([acute, ...of(1, 0.5, 1)], settings, asOf);
    expect(figure.weight).toBe(1);
    expect(figure.optimisationGap.low).toBe(50);
  });

  it('knows nothing of a trust of unknown type', () => {
    expect(gapOf(of(1, 1, 1), modelOf({ C105: {} }), asOf)).toMatchObject({
      optimisationGap: { low: 0, high: 100 },
      evidenceCoverage: 0,
      reported: true,
    });
  });

  it('leaves unknown the benefits measured over a window that starts before a replacement', () => {
    const cutOver = fact('replaced', 'C105', '2025-09-15', {
      fromInstance: 'old',
      toInstance: 'new',
    });
    const [own] = one([...of(1, 1, 1), cutOver]).capabilities;
    expect([own?.d, own?.a, own?.r]).toEqual([0, undefined, undefined]);
  });

  it('lists the facts it was made from, each once', () => {
    const { facts } = one([...of(1, 0.5, 1), fact('name', '', '2020-01-01', { name: 'A trust' })]);
    expect(facts.map(({ kind }) => kind).sort()).toEqual([
      'adoption',
      'classification',
      'enabled',
      'realisation',
      'scope',
    ]);
  });
});

const asOf = isoDate('2025-12-31');
const from = isoDate('2025-09-01');
const acute = fact('classification', '', '2020-01-01', { trustType: 'Acute' });
const model = modelOf({
  C105: { weight: 3 },
  C201: { weight: 2, stage: 2 },
  C204: { weight: 2, stage: 2 },
  C302: { weight: 2, stage: 3 },
  C303: { weight: 1, stage: 3 },
});

const gap = (facts: readonly KnownFact[], day: string = asOf): GapFigure =>
  gapOf([acute, ...facts], model, isoDate(day));
const one = (facts: readonly KnownFact[]): GapFigure =>
  gapOf([acute, ...facts], modelOf({ C105: {} }), asOf);

const shown = ({ value, notDeployed, notAdopted, notRealised }: GapFigure): readonly number[] =>
  largestRemainder(
    [value, notDeployed, notAdopted, notRealised].map(({ low }) => low),
    2,
  );

function example(): readonly KnownFact[] {
  return [
    ...of(0.9, 0.8, 0.6, 'C105'),
    ...of(1, 0.92, 0.75, 'C201'),
    ...of(0.85, 0.6, 0.4, 'C204'),
    ...of(0.4, 0.55, 0.3, 'C302'),
    ...of(0.7, 0.5, 0.35, 'C303'),
  ];
}

/** The facts that make d, a and r what they are; none for what is undefined. */
function of(
  d: number | undefined,
  a: number | undefined,
  r: number | undefined,
  code = 'C105',
): readonly KnownFact[] {
  const facts: KnownFact[] = [];
  if (d !== undefined) {
    const live = Math.round(d * 100);
    const sites = [
      { site: 'RXA01', weight: live },
      { site: 'RXA02', weight: 100 - live },
    ];
    facts.push(fact('scope', code, '2024-12-01', { sites }));
    facts.push(fact('enabled', `${code}@RXA01`, '2025-01-01', { live: true }));
  }
  if (a !== undefined) {
    const value = { numerator: Math.round(a * 100), denominator: 100, from };
    facts.push(fact('adoption', code, '2025-09-30', value));
  }
  if (r !== undefined) {
    const value = { validated: Math.round(r * 100), expected: 100, from };
    facts.push(fact('realisation', code, '2025-09-30', value));
  }
  return facts;
}
