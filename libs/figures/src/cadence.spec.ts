import { isoDate } from '#vocabulary';
import { lastDayOf, recentUntil, stoppedMeasuring, type Measuring } from './cadence.js';

describe('A figure counts as recent', () => {
  it.each([
    ['monthly', '2025-06-30', 1, '2025-08-14'],
    ['quarterly', '2025-06-30', 3, '2025-11-14'],
    ['yearly', '2025-03-31', 12, '2026-09-30'],
    ['half-yearly', '2025-08-31', 6, '2026-05-31'],
  ])('for one and a half times a %s cadence', (_, last, cadence, until) => {
    expect(recentUntil(isoDate(last), cadence)).toBe(until);
  });
});

describe('Benefits that stopped being measured', () => {
  const stopped = (benefit: Partial<Measuring>, asOf: string) =>
    stoppedMeasuring([{ benefit: 'RXX-ONE', cadenceMonths: 1, ...benefit }], isoDate(asOf));

  it('are those whose last actual is older than that, from the day after', () => {
    const one = { lastActual: isoDate('2025-06-30'), measuredFrom: isoDate('2024-04-01') };
    expect(stopped(one, '2025-08-14')).toEqual([]);
    expect(stopped(one, '2025-08-15')).toMatchObject([
      { benefit: 'RXX-ONE', state: 'stopped', overdueFrom: '2025-08-15' },
    ]);
  });

  it('are those never measured since their trajectory began', () => {
    expect(stopped({ measuredFrom: isoDate('2025-04-01') }, '2025-05-16')).toEqual([]);
    expect(stopped({ measuredFrom: isoDate('2025-04-01') }, '2025-05-17')).toMatchObject([
      { state: 'never', overdueFrom: '2025-05-17' },
    ]);
  });

  it('are not those of which nothing is approved yet', () => {
    expect(stopped({}, '2030-01-01')).toEqual([]);
  });

  it('are listed from the longest overdue on', () => {
    const of = (benefit: string, lastActual: string): Measuring => ({
      benefit,
      cadenceMonths: 3,
      lastActual: isoDate(lastActual),
    });
    const all = [of('B', '2024-06-30'), of('C', '2024-03-31'), of('A', '2024-06-30')];
    expect(stoppedMeasuring(all, isoDate('2026-01-01')).map(({ benefit }) => benefit)).toEqual([
      'C',
      'A',
      'B',
    ]);
  });
});

describe('The last day that periods speak of', () => {
  it('is the latest, whatever their order, and none of none', () => {
    const period = (to: string) => ({ from: isoDate('2025-01-01'), to: isoDate(to), amount: 1 });
    expect(lastDayOf([period('2025-03-31'), period('2025-01-31')])).toBe('2025-03-31');
    expect(lastDayOf([])).toBeUndefined();
  });
});
