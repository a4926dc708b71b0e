import type { PeriodAmount } from '#facts';
import { isoDate } from '#vocabulary';
import { workedSlips } from '../testing/index.js';
import { benefitForecast, ratioClasses, type BenefitQuestion } from './benefits.js';
import { kaplanMeier, type ReferenceClass } from './survival.js';

describe('The forecast of a benefit', () => {
  it('shifts what was approved by the middle slip, and scales it by the middle ratio', () => {
    const forecast = benefitForecast(question());
    expect(forecast).toMatchObject({
      kind: 'projection',
      // Of the worked slips a tenth lies at 0 or before, half at 6; a ninth is beyond 25.
      slip: { p10: 0, p50: 6, p90: 25 },
      ratio: { p10: 0.2, p50: 1, p90: 1.8 },
      central: [
        { from: '2026-10-01', to: '2026-10-31', amount: 100_000 },
        { from: '2026-11-01', to: '2026-11-30', amount: 200_001 },
      ],
      low: [{ from: '2028-05-01', to: '2028-05-31', amount: 20_000 }, {}],
      high: [{ from: '2026-04-01', to: '2026-04-30', amount: 180_000 }, {}],
      beyondData: true,
      slips: { completed: 15, censored: 5 },
      ratios: { completed: 20, censored: 0 },
    });
  });

  it('works the net present value out in a hundred cells, each as likely', () => {
    const cells: number[] = [];
    const forecast = benefitForecast({
      ...question(),
      netPresentValue: (benefits) => {
        cells.push(totalOf(benefits));
        return totalOf(benefits);
      },
    });
    if (forecast.kind !== 'projection') throw new Error(forecast.kind);
    const { netPresentValue } = forecast;
    // Undiscounted, time is nothing: the middles of the tenths of .1, .2 … 2 are .1, .3 … 1.9.
    expect(netPresentValue.asApproved).toBe(300_001);
    expect(netPresentValue.mean / 300_001).toBeCloseTo(1, 5);
    expect(netPresentValue.p10 / 300_001).toBeCloseTo(0.1, 5);
    expect(netPresentValue.p50 / 300_001).toBeCloseTo(0.9, 5);
    expect(netPresentValue.p90 / 300_001).toBeCloseTo(1.7, 5);
    expect(cells).toHaveLength(101);
  });

  it('loses value to time where later is worth less', () => {
    const forecast = benefitForecast({
      ...question(),
      ratios: classOf(Array.from({ length: 15 }, () => 1)),
      netPresentValue: (benefits) =>
        benefits.reduce((sum, { from, amount }) => sum + (from < '2027' ? amount : 0), 0),
    });
    if (forecast.kind !== 'projection') throw new Error(forecast.kind);
    // Slips of more than 9 months, by which the whole is lost, are three or four tenths.
    expect(forecast.netPresentValue.p10).toBe(0);
    expect(forecast.netPresentValue.p90).toBe(300_001);
  });

  it('judges one that is overdue by those that slipped as far', () => {
    const overdue = benefitForecast({ ...question(), asOf: isoDate('2026-06-30') });
    // S(2) = .65, so that half of those left is .325, reached at 12, and nine tenths .585, reached at 4.
    expect(overdue).toMatchObject({ slip: { p10: 4, p50: 12 } });
  });

  it('takes the slip as it is once a benefit has started', () => {
    const started = { ...question(), startedAfter: 2, slips: classOf([]) };
    expect(benefitForecast(started)).toMatchObject({
      kind: 'projection',
      slip: { p10: 2, p50: 2, p90: 2 },
      central: [{ from: '2026-06-01' }, { from: '2026-07-01' }],
      beyondData: false,
    });
  });

  it('splits no penny, and loses none; other units are not rounded', () => {
    const amounts = (unit: BenefitQuestion['unit']) => {
      const trajectory = [month('2026-04', 1), month('2026-05', 1), month('2026-06', 1)];
      const forecast = benefitForecast({
        ...question(),
        unit,
        trajectory,
        ratios: classOf(Array.from({ length: 15 }, () => 0.5)),
      });
      return forecast.kind === 'projection' ? forecast.central.map(({ amount }) => amount) : [];
    };
    expect(amounts('pence')).toEqual([1, 0, 1]);
    expect(amounts('measure')).toEqual([0.5, 0.5, 0.5]);
  });

  it('is no figure with fewer than fifteen slips or ratios, or where nothing is approved', () => {
    const few = classOf(Array.from({ length: 14 }, (_, value) => value));
    expect(benefitForecast({ ...question(), slips: few })).toEqual({
      kind: 'too-few-observations',
      slips: { completed: 14, censored: 0 },
      ratios: { completed: 20, censored: 0 },
    });
    expect(benefitForecast({ ...question(), ratios: few }).kind).toBe('too-few-observations');
    const nothing = { ...question(), trajectory: [month('2026-04', 0)] };
    expect(benefitForecast(nothing).kind).toBe('nothing-approved');
  });
});

describe('The ratios of others', () => {
  it('are of benefits of the class and age, the last of each, within the class, within all', () => {
    const classOf = ratioClasses([
      ratio('TIME', 'cash-releasing', 1, '2025-06-30', 0.9),
      ratio('TIME', 'cash-releasing', 1, '2025-03-31', 0.2),
      ratio('TIME', 'cash-releasing', 2, '2026-03-31', 0.5),
      ratio('SAFE', 'societal', 7, '2026-03-31', 0.7),
      ratio('CALM', 'societal', 5, '2026-03-31', 0.8),
    ]);
    const valuesOf = ({ survival }: ReferenceClass) => survival.steps.map(({ at }) => at);
    expect(valuesOf(classOf('cash-releasing', 1))).toEqual([0.9]);
    expect(valuesOf(classOf('cash-releasing', 1).parent ?? classOf('', 0))).toEqual([0.5, 0.9]);
    expect(valuesOf(classOf('societal', 9))).toEqual([0.7, 0.8]);
    expect(classOf('qualitative', 1).survival.completed).toBe(0);
    expect(valuesOf(classOf('qualitative', 1).parent?.parent ?? classOf('', 0))).toEqual([
      0.5, 0.7, 0.8, 0.9,
    ]);
  });
});

/** £3,000.01 over two months of 2026, none of it begun; ratios of .1, .2 … 2. */
function question(): BenefitQuestion {
  return {
    asOf: isoDate('2025-12-31'),
    trajectory: [month('2026-04', 100_000), month('2026-05', 200_001)],
    unit: 'pence',
    startedAfter: undefined,
    slips: { survival: kaplanMeier(workedSlips) },
    ratios: classOf(Array.from({ length: 20 }, (_, index) => (index + 1) / 10)),
    netPresentValue: totalOf,
  };
}

function classOf(values: readonly number[]): ReferenceClass {
  return { survival: kaplanMeier(values.map((value) => ({ value, censored: false }))) };
}

function month(name: string, amount: number): PeriodAmount {
  const last = { '03': 31, '04': 30, '05': 31, '06': 30 }[name.slice(5)] ?? 28;
  return { from: isoDate(`${name}-01`), to: isoDate(`${name}-${String(last)}`), amount };
}

function totalOf(periods: readonly PeriodAmount[]): number {
  return periods.reduce((sum, { amount }) => sum + amount, 0);
}

function ratio(
  benefit: string,
  benefitClass: string,
  yearsLive: number,
  on: string,
  value: number,
) {
  return { benefit, benefitClass, yearsLive, checkedOn: isoDate(on), ratio: value };
}
