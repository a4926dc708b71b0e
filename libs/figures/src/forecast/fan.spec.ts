import { isoDate } from '#vocabulary';
import { workedSlips } from '../testing/index.js';
import type { Course, SlipObservation } from './course.js';
import { deadlineForecast } from './deadline.js';
import { fanOf, type FanQuestion } from './fan.js';

const days = ['2025-09-30', '2026-03-31', '2027-03-31'].map((day) => isoDate(day));

describe('The fan of a count', () => {
  it('is on each of its days what the forecast of that deadline says', () => {
    const fan = fanOf(question(workedSlips.map(slip)), days);
    const forecasts = days.map((deadline) =>
      deadlineForecast({ ...question(workedSlips.map(slip)), deadline }),
    );
    expect(fan).toHaveLength(3);
    forecasts.forEach((forecast, index) => {
      if (forecast.kind !== 'distribution') throw new Error(forecast.kind);
      const { p10, p50, p90 } = forecast.count;
      expect(fan[index]).toEqual({ by: days[index], p10, p50, p90 });
    });
  });

  it('never rises, as what has come stays, and keeps its order on every day', () => {
    const fan = fanOf(question(workedSlips.map(slip)), days);
    for (const [index, { p10, p50, p90 }] of fan.entries()) {
      expect(p10 <= p50 && p50 <= p90).toBe(true);
      expect(p90).toBeLessThanOrEqual(fan[index - 1]?.p90 ?? Infinity);
    }
    expect(fan.at(-1)?.p50).toBeLessThan(fan[0]?.p50 ?? 0);
  });

  it('is nothing where fewer than fifteen slips were seen to their end', () => {
    const few = workedSlips.filter(({ censored, value }) => censored || value < 20).map(slip);
    expect(fanOf(question(few), days)).toEqual([]);
  });
});

function question(slips: readonly SlipObservation[]): FanQuestion {
  return {
    asOf: isoDate('2025-07-31'),
    awaited: ['2025-09-30', '2026-01-31', '2026-04-30'].map((expected, index) => ({
      id: `RX${String(index)}`,
      group: index === 0 ? 'A' : 'B',
      course: stating(expected),
    })),
    slips,
    waits: [],
  };
}

const stating = (expected: string): Course => ({
  id: `epr for ${expected}`,
  expectations: [{ statedBy: isoDate('2019-01-01'), expected: isoDate(expected) }],
  states: [],
});

function slip(lifetime: (typeof workedSlips)[number]): SlipObservation {
  const day = isoDate('2024-01-31');
  return {
    ...{ ...lifetime, id: 'RXY epr', state: 'all', horizon: '0-3' },
    ...{ checkedOn: day, expected: day },
  };
}
