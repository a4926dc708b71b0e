import fc from 'fast-check';
import type { KnownFact, PeriodAmount } from '#facts';
import { addMonths, dayBefore, isoDate, type CapabilityCode } from '#vocabulary';
import { gapOf, gapSplitOf } from './gap.js';
import { realisationFrom, type LinkedBenefit, type LinkedBenefits } from './linked-benefits.js';
import { fact, modelOf } from './testing/index.js';

describe('Realisation from linked benefits', () => {
  it('is the mean over the benefits of validated by expected, by the weights of their links', () => {
    const { share, bounds, expectedWeight } = realisationFrom(
      [benefit('A', [80], [100], 3), benefit('B', [10], [40])],
      asOf,
    );
    expect(share).toBeCloseTo((3 * 0.8 + 0.25) / 4, 12);
    expect(bounds).toEqual({ low: share, high: share });
    expect(expectedWeight).toBe(4);
  });

  it('holds each benefit to 0 to 1, so that one does not pay for another', () => {
    const { share, benefits } = realisationFrom(
      [benefit('A', [300], [100]), benefit('B', [-50], [100])],
      asOf,
    );
    expect(share).toBe(0.5);
    expect(benefits.map((each) => [each.validated, each.share])).toEqual([
      [300, 1],
      [-50, 0],
    ]);
  });

  it('leaves out a benefit of which nothing is expected yet', () => {
    const later = { ...benefit('B', [5], []), approved: [monthOf(11, 100)] };
    const { share, benefits, expectedWeight } = realisationFrom(
      [benefit('A', [50], [100]), later],
      asOf,
    );
    expect(share).toBe(0.5);
    expect(expectedWeight).toBe(1);
    expect(benefits[1]).toEqual({
      benefit: 'B',
      weight: 1,
      validated: 5,
      expected: 0,
      says: 'nothing-expected',
    });
  });

  it('is unknown within bounds while nothing is validated of a benefit', () => {
    const { share, bounds, knownWeight } = realisationFrom(
      [benefit('A', [50], [100], 3), benefit('B', [], [100])],
      asOf,
    );
    expect(share).toBeUndefined();
    expect(bounds).toEqual({ low: 0.375, high: 0.625 });
    expect(knownWeight).toBe(3);
  });

  it('takes a validated nothing for nothing, not for the unknown', () => {
    expect(realisationFrom([benefit('A', [0], [100])], asOf).share).toBe(0);
  });

  it('is all unknown where nothing is expected of any', () => {
    const { share, bounds } = realisationFrom([benefit('A', [5], [])], asOf);
    expect(share).toBeUndefined();
    expect(bounds).toEqual({ low: 0, high: 1 });
  });

  it('counts from a cut-over on, on both sides of the ratio', () => {
    const one = benefit('A', [100, 100, 30], [100, 100, 60]);
    expect(realisationFrom([one], asOf).share).toBeCloseTo(230 / 260, 12);
    expect(realisationFrom([one], asOf, isoDate('2025-05-02')).share).toBe(0.5);
  });

  it('lies within its bounds, however the unknown benefits turn out, in any order', () => {
    const shares = fc.array(
      fc.record({
        weight: fc.integer({ min: 1, max: 9 }),
        validated: fc.nat(150),
        known: fc.boolean(),
      }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(shares, (notes) => {
        const linked = (all: boolean) =>
          notes.map(({ weight, validated, known }, index) =>
            benefit(`B${String(index)}`, known || all ? [validated] : [], [100], weight),
          );
        const { bounds, share } = realisationFrom(linked(false), asOf);
        const full = realisationFrom(linked(true), asOf).share ?? Number.NaN;
        expect(full).toBeGreaterThanOrEqual(bounds.low - 1e-12);
        expect(full).toBeLessThanOrEqual(bounds.high + 1e-12);
        expect(share === undefined).toBe(notes.some(({ known }) => !known));
        expect(realisationFrom(linked(false).reverse(), asOf)).toEqual(
          realisationFrom(linked(false), asOf),
        );
      }),
      { seed: 20260401 },
    );
  });
});

describe('A gap with linked benefits', () => {
  it('takes r from them in place of the measurement', () => {
    const { capabilities, optimisationGap, evidenceCoverage, facts } = gap([
      benefit('A', [40], [100]),
    ]);
    expect(capabilities[0]?.r).toBe(0.4);
    expect(optimisationGap.low).toBeCloseTo(80, 10);
    expect(optimisationGap.high).toBeCloseTo(80, 10);
    expect(evidenceCoverage).toBe(1);
    expect(facts.map(({ kind, subject }) => [kind, subject])).not.toContainEqual([
      'realisation',
      'C105',
    ]);
    expect(facts.map(({ subject }) => subject)).toContain('of-A');
  });

  it('falls back on the measurement where none is linked', () => {
    expect(gap([])).toEqual(gapOf(values, model, asOf));
    expect(gap([]).capabilities[0]?.r).toBe(0.9);
  });

  it('has the bounds that an unknown benefit leaves, and no full evidence', () => {
    const { optimisationGap, notRealised, evidenceCoverage, headline } = gap([
      benefit('A', [40], [100]),
      benefit('B', [], [100]),
    ]);
    expect(optimisationGap.low).toBeCloseTo(100 - 50 * 0.7, 10);
    expect(optimisationGap.high).toBeCloseTo(100 - 50 * 0.2, 10);
    expect(notRealised.low).toBeCloseTo(15, 10);
    expect(notRealised.high).toBeCloseTo(40, 10);
    expect({ evidenceCoverage, headline }).toEqual({ evidenceCoverage: 0, headline: 'use' });
  });

  it('counts only what began after the record was replaced', () => {
    const cutOver = fact('replaced', 'C105', '2025-05-01', {
      fromInstance: 'old',
      toInstance: 'new',
    });
    const linked = map([benefit('A', [100, 25], [100, 100])]);
    const [own] = gapOf([...values, cutOver], model, asOf, linked).capabilities;
    expect(own?.r).toBe(0.25);
    expect(own?.linked?.benefits[0]).toMatchObject({ validated: 25, expected: 100 });
  });

  it('leaves unknown what is linked at a trust of unknown type', () => {
    const linked = map([benefit('A', [40], [100])]);
    const untyped = values.filter(({ kind }) => kind !== 'classification');
    expect(gapOf(untyped, model, asOf, linked).optimisationGap).toEqual({ low: 0, high: 100 });
  });

  it('is the same in its short form', () => {
    const { capabilities: _, facts: __, ...split } = gap([benefit('A', [40], [100])]);
    expect(gapSplitOf(values, model, asOf, map([benefit('A', [40], [100])]))).toEqual(split);
  });
});

const asOf = isoDate('2025-12-31');
const C105 = 'C105' as CapabilityCode;
const model = modelOf({ C105: {} });
const from = isoDate('2025-09-01');
const values: readonly KnownFact[] = [
  fact('classification', '', '2020-01-01', { trustType: 'Acute' }),
  fact('scope', 'C105', '2024-12-01', { sites: [{ site: 'RXA01', weight: 1 }] }),
  fact('enabled', 'C105@RXA01', '2025-06-01', { live: true }),
  fact('adoption', 'C105', '2025-09-30', { numerator: 50, denominator: 100, from }),
  fact('realisation', 'C105', '2025-09-30', { validated: 90, expected: 100, from }),
];

const gap = (linked: readonly LinkedBenefit[]) => gapOf(values, model, asOf, map(linked));

const map = (linked: readonly LinkedBenefit[]): LinkedBenefits => new Map([[C105, linked]]);

const monthOf = (month: number, amount: number): PeriodAmount => {
  const begins = addMonths(isoDate('2025-04-01'), month);
  return { from: begins, to: dayBefore(addMonths(begins, 1)), amount };
};

const months = (amounts: readonly number[]) => amounts.map((amount, at) => monthOf(at, amount));

/** Validated and approved month by month from April 2025 on. */
function benefit(
  name: string,
  validated: readonly number[],
  approved: readonly number[],
  weight = 1,
): LinkedBenefit {
  return {
    benefit: name,
    weight,
    approved: months(approved),
    validated: months(validated),
    facts: [fact('driver', `of-${name}`, '2025-04-30', { numerator: 1, denominator: 1, from })],
  };
}
