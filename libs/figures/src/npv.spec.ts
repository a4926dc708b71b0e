import fc from 'fast-check';
import type { PeriodAmount } from '#facts';
import { isoDate } from '#vocabulary';
import { discountRateSets, rateSetInForce, type DiscountRateSet } from './discount-rates.js';
import { appraise, flowsFrom, withBenefitsLater, type YearFlow } from './npv.js';

describe('The worked appraisal', () => {
  it('comes to +0.651: 5.617 of benefits less 4.966 of costs, a ratio of 1.131', () => {
    const { presentBenefits, presentCosts, netPresentValue, benefitCostRatio } = appraise(
      worked(),
      standard(),
    );
    expect(millions(presentBenefits)).toBe(5.617);
    expect(millions(presentCosts)).toBe(4.966);
    expect(millions(netPresentValue)).toBe(0.651);
    expect(benefitCostRatio?.toFixed(3)).toBe('1.131');
  });

  it('discounts the years by 1, .966184, .933511, .901943, .871442 and .841973', () => {
    const factors = appraise(worked(), standard()).years.map(({ factor }) => factor.toFixed(6));
    expect(factors).toEqual([
      '1.000000',
      '0.966184',
      '0.933511',
      '0.901943',
      '0.871442',
      '0.841973',
    ]);
  });

  it('turns to -1.166 when the benefits come a year later inside the same horizon', () => {
    const later = appraise(withBenefitsLater(worked(), 1), standard());
    expect(millions(later.netPresentValue)).toBe(-1.166);
    expect(millions(later.presentCosts)).toBe(4.966);
  });

  it('names its rates', () => {
    expect(appraise(worked(), standard()).rates).toBe('green-book-stpr');
  });
});

describe('Discounting', () => {
  it('goes on from the factor before where the rate changes', () => {
    const { years } = appraise(
      [30, 31, 75, 76].map((year) => flow(year, 1, 0)),
      standard(),
    );
    const [f30 = 0, f31 = 0, f75 = 0, f76 = 0] = years.map(({ factor }) => factor);
    expect(f30).toBeCloseTo(1.035 ** -30, 13);
    expect(f31 / f30).toBeCloseTo(1 / 1.03, 12);
    expect(f75).toBeCloseTo(1.035 ** -30 * 1.03 ** -45, 13);
    expect(f76 / f75).toBeCloseTo(1 / 1.025, 11);
  });

  it('has no ratio without costs, and nothing of nothing', () => {
    expect(appraise([flow(0, 5, 0)], standard()).benefitCostRatio).toBeUndefined();
    expect(appraise([], standard())).toMatchObject({ netPresentValue: 0, years: [] });
  });

  it('rounds to the penny once, halves up, below zero too', () => {
    const half = { ...standard(), bands: [{ fromYear: 0, basisPoints: 10_000 }] };
    expect(appraise([flow(1, 1, 0)], half).presentBenefits).toBe(1);
    expect(appraise([flow(1, -1, 0)], half).presentBenefits).toBe(0);
    expect(appraise([flow(1, -3, 0)], half).presentBenefits).toBe(-1);
    const third = { ...standard(), bands: [{ fromYear: 0, basisPoints: 20_000 }] };
    expect(appraise([flow(1, -4, 0)], third).presentBenefits).toBe(-1);
    expect(appraise([flow(1, -5, 0)], third).presentBenefits).toBe(-2);
  });

  it('keeps every penny of sums beyond what binary fractions can hold apart', () => {
    const pounds = 12_700_000_000_00;
    const { presentCosts } = appraise([flow(0, 0, pounds), flow(5, 0, 1)], standard());
    expect(presentCosts).toBe(pounds + 1);
  });

  it('gives years that sum to the whole, net of costs, as exactly as fractions do', () => {
    fc.assert(
      fc.property(flows(), (case_) => {
        const { years, ...whole } = appraise(case_, standard());
        const sum = (part: 'presentBenefits' | 'presentCosts') =>
          years.reduce((all, each) => all + each[part], 0);
        expect(sum('presentBenefits')).toBe(whole.presentBenefits);
        expect(sum('presentCosts')).toBe(whole.presentCosts);
        expect(whole.netPresentValue).toBe(whole.presentBenefits - whole.presentCosts);
        const plain = case_.reduce((all, { year, benefits }) => all + benefits * 1.035 ** -year, 0);
        expect(Math.abs(whole.presentBenefits - plain)).toBeLessThanOrEqual(0.5 + 1e-3);
        for (const { benefits, factor, presentBenefits } of years) {
          expect(Math.abs(presentBenefits - benefits * factor)).toBeLessThan(1 + 1e-3);
        }
      }),
      { seed: 20260401 },
    );
  });

  it('takes flows in any order, and in pieces', () => {
    fc.assert(
      fc.property(flows(), (case_) => {
        const pieces = case_.flatMap(({ year, benefits, costs }) => [
          flow(year, benefits - 1, 0),
          flow(year, 1, costs),
        ]);
        expect(appraise(pieces.reverse(), standard())).toEqual(appraise(case_, standard()));
      }),
      { seed: 20260401 },
    );
  });

  it('is never better for benefits that come later', () => {
    fc.assert(
      fc.property(flows(), fc.integer({ min: 0, max: 3 }), (case_, byYears) => {
        const later = appraise(withBenefitsLater(case_, byYears), standard());
        const now = appraise(case_, standard());
        expect(later.netPresentValue).toBeLessThanOrEqual(now.netPresentValue);
        expect(later.presentCosts).toBe(now.presentCosts);
      }),
      { seed: 20260401 },
    );
  });
});

describe('Amounts by year of a case', () => {
  it('count in the year in which their period begins', () => {
    const { flows: years, beforeBase } = flowsFrom(isoDate('2025-04-01'), {
      benefits: [period('2025-03-31', 1), period('2026-03-31', 2), period('2026-04-01', 4)],
      costs: [period('2025-04-01', 8), period('2024-04-01', 16)],
    });
    expect(years).toEqual([flow(0, 2, 8), flow(1, 4, 0)]);
    expect(beforeBase).toEqual(flow(-1, 1, 16));
  });
});

describe('The discount rates of a day', () => {
  it('are the newest stated by then', () => {
    const newer = { ...standard(), id: 'newer', statedOn: isoDate('2026-06-01') };
    const on = (day: string) =>
      rateSetInForce([newer, ...discountRateSets], 'standard', isoDate(day));
    expect(on('2026-06-01')?.rates.id).toBe('newer');
    expect(on('2026-05-31')).toMatchObject({ rates: { id: 'green-book-stpr' }, stated: true });
  });

  it('are the earliest known where none had been stated, and marked so', () => {
    expect(rateSetInForce(discountRateSets, 'standard', isoDate('2020-01-01'))).toMatchObject({
      rates: { id: 'green-book-stpr' },
      stated: false,
    });
    expect(rateSetInForce([], 'standard', isoDate('2026-01-01'))).toBeUndefined();
  });

  it('say of the rate for health that no source bears it out', () => {
    const health = rateSetInForce(discountRateSets, 'health', isoDate('2026-01-01'));
    expect(health?.rates).toMatchObject({ sourced: false, bands: [{ basisPoints: 150 }] });
    expect(standard().sourced).toBe(true);
  });
});

const standard = (): DiscountRateSet => {
  const set = rateSetInForce(discountRateSets, 'standard', isoDate('2026-01-01'))?.rates;
  if (set === undefined) throw new Error('No standard rates');
  return set;
};

const flow = (year: number, benefits: number, costs: number): YearFlow => ({
  year,
  benefits,
  costs,
});

/** Net flows of -4.0, -1.0, 0.8, 1.6, 2.0 and 2.0 million pounds in the years 0 to 5. */
const worked = (): readonly YearFlow[] => [
  flow(0, 0, 400_000_000),
  flow(1, 0, 100_000_000),
  flow(2, 80_000_000, 0),
  flow(3, 160_000_000, 0),
  flow(4, 200_000_000, 0),
  flow(5, 200_000_000, 0),
];

const millions = (pence: number): number => Math.round(pence / 1e5) / 1e3;

const period = (from: string, amount: number): PeriodAmount => ({
  from: isoDate(from),
  to: isoDate('2026-12-31'),
  amount,
});

const flows = () =>
  fc.array(
    fc.record({
      year: fc.integer({ min: 0, max: 30 }),
      benefits: fc.integer({ min: 0, max: 1e11 }),
      costs: fc.integer({ min: 0, max: 1e11 }),
    }),
    { minLength: 1, maxLength: 8 },
  );
