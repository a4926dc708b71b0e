import { isoDate } from '#vocabulary';
import type { Course, SlipObservation } from './course.js';
import { deadlineForecast, FORECAST_VERSION, type DeadlineQuestion } from './deadline.js';
import { workedSlips } from '../testing/index.js';

describe('The forecast of a deadline', () => {
  it('is a distribution with its reasons, beside what the dates say by themselves', () => {
    const forecast = deadlineForecast(question());
    expect(forecast).toMatchObject({
      kind: 'distribution',
      version: FORECAST_VERSION,
      awaited: 4,
      size: { completed: 15, censored: 5 },
      insideView: { low: 1, high: 2 },
      rho: 0.2,
      planned: 1,
      unknown: 1,
      misses: [{ id: 'RXA' }, { id: 'RXB' }, { id: 'RXC' }, { id: 'RXD' }],
    });
    if (forecast.kind !== 'distribution') return;
    const chances = forecast.misses.flatMap(({ probability }) => probability ?? []);
    expect(chances.map((chance) => Number(chance.toFixed(4)))).toEqual([0.65, 0.4364, 0.95]);
    const expected = chances.reduce((sum, chance) => sum + chance, 0);
    expect(forecast.independent.expected).toBeCloseTo(expected, 12);
    expect(forecast.count.expected).toBeCloseTo(expected, 4);
  });

  it('spreads more the more its trusts depend on each other, and shows how much', () => {
    const forecast = deadlineForecast({ ...question(), rho: 0.3 });
    if (forecast.kind !== 'distribution') throw new Error(forecast.kind);
    const spreads = forecast.sensitivity.map(({ rho, count }) => [rho, count.sd] as const);
    expect(spreads.map(([rho]) => rho)).toEqual([0.1, 0.2, 0.3]);
    expect(spreads[2]?.[1]).toBe(forecast.count.sd);
    expect(spreads.map(([, sd]) => sd)).toEqual(spreads.map(([, sd]) => sd).sort());
    expect(forecast.independent.sd).toBeLessThan(spreads[0]?.[1] ?? 0);
  });

  it('measures the chance to exceed against the plan it is given', () => {
    const forecast = deadlineForecast({ ...question(), planned: 4 });
    expect(forecast).toMatchObject({ planned: 4, count: { moreThanPlanned: 0 } });
  });

  it('counts apart those to whom nothing observed speaks', () => {
    const stale = { id: 'RXE', group: 'A', course: stating('2020-01-31') };
    const closed = workedSlips.filter(({ censored }) => !censored);
    const forecast = deadlineForecast({
      ...question(),
      awaited: [...question().awaited, stale],
      slips: closed.map(slip),
    });
    expect(forecast).toMatchObject({ unknown: 2, awaited: 5 });
    if (forecast.kind !== 'distribution') throw new Error(forecast.kind);
    expect(forecast.count.distribution).toHaveLength(4);
  });
});

describe('With fewer than fifteen completed observations the forecast', () => {
  const few = workedSlips.filter(({ censored, value }) => censored || value < 20).map(slip);

  it('is what people judge, in whole numbers, with the size of the class', () => {
    const forecast = deadlineForecast({
      ...question(),
      slips: few,
      judgements: [
        judged('RXA', 'late'),
        judged('RXB', 'on-time'),
        judged('RXC', 'late'),
        judged('RXC', 'in-doubt'),
        judged('RXZ', 'late'),
      ],
    });
    expect(forecast).toMatchObject({
      kind: 'too-few-observations',
      size: { completed: 14, censored: 5 },
      insideView: { low: 1, high: 2 },
      judged: { low: 1, high: 3 },
    });
    expect(forecast).not.toHaveProperty('count');
    expect(forecast).not.toHaveProperty('misses');
  });

  it('is nothing where nobody judged', () => {
    const forecast = deadlineForecast({ ...question(), slips: few });
    expect(forecast).toMatchObject({ kind: 'too-few-observations', judged: undefined });
  });
});

/** The four trusts of the worked example, one of them without a date. */
function question(): DeadlineQuestion {
  return {
    asOf: isoDate('2025-07-31'),
    deadline: isoDate('2026-03-31'),
    awaited: [
      { id: 'RXD', group: 'B', course: undefined },
      { id: 'RXC', group: 'A', course: stating('2026-04-30') },
      { id: 'RXB', group: 'A', course: stating('2025-09-30') },
      { id: 'RXA', group: 'A', course: stating('2026-01-31') },
    ],
    slips: workedSlips.map(slip),
    waits: [],
  };
}

function stating(expected: string): Course {
  const statedBy = isoDate('2019-01-01');
  return {
    id: `epr for ${expected}`,
    expectations: [{ statedBy, expected: isoDate(expected) }],
    states: [],
  };
}

function slip(lifetime: (typeof workedSlips)[number]): SlipObservation {
  const day = isoDate('2024-01-31');
  return {
    ...lifetime,
    id: 'RXY epr',
    state: 'all',
    horizon: '0-3',
    checkedOn: day,
    expected: day,
  };
}

function judged(id: string, view: 'on-time' | 'in-doubt' | 'late') {
  return { id, view, by: 'programme director', reason: 'Seen at the readiness review' };
}
