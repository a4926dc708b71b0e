import { isoDate } from '#vocabulary';
import { missingPeriods, missingView } from './missing-periods.js';

describe('The periods of a benefit without a value', () => {
  const plan = [
    period('2026-01-01', '2026-02-28', 0),
    period('2026-03-01', '2026-03-31', 100),
    period('2026-04-01', '2026-12-31', 900),
  ];
  const measured = (
    actuals: readonly ReturnType<typeof period>[],
    asOf: string,
    more: object = {},
  ) => asked({ trajectories: { current: plan }, actuals, asOf, ...more });

  it('are those that are over, for which something is planned and nothing was recorded', () => {
    const april = period('2026-04-01', '2026-04-30', 90);
    expect(missingPeriods(measured([april], '2026-06-15'))).toEqual([
      { from: '2026-03-01', to: '2026-03-31' },
      { from: '2026-05-01', to: '2026-05-31' },
    ]);
  });

  it('do not count while their numbers are still on their way', () => {
    const measure = { cadence: 'monthly', lagMonths: 1 };
    const late = { profile: { measure } };
    expect(missingPeriods(measured([], '2026-04-30', late))).toEqual([]);
    expect(missingPeriods(measured([], '2026-05-01', late))).toHaveLength(1);
  });

  it('are as long as it is measured often, and end with its plan', () => {
    const quarterly = { profile: { measure: { cadence: 'quarterly' } } };
    expect(missingPeriods(measured([], '2027-06-30', quarterly))).toEqual([
      { from: '2026-01-01', to: '2026-03-31' },
      { from: '2026-04-01', to: '2026-06-30' },
      { from: '2026-07-01', to: '2026-09-30' },
      { from: '2026-10-01', to: '2026-12-31' },
    ]);
  });

  it('are none of a benefit that was never approved', () => {
    expect(missingPeriods(asked({ trajectories: { current: null } }))).toEqual([]);
  });

  it('are none that begin on the day the benefit was written off, or later', () => {
    const writtenOff = { on: isoDate('2026-04-01') };
    expect(missingPeriods(measured([], '2026-08-15', { writtenOff }))).toEqual([
      { from: '2026-03-01', to: '2026-03-31' },
    ]);
  });

  it('are named, each with the form that records it, and of many the newest', () => {
    const { named, earlier } = missingView(measured([], '2026-05-15'), '/actuals/new');
    expect(named).toEqual([
      { text: 'March 2026', href: '/actuals/new?from=2026-03-01&day=2026-03-31' },
      { text: 'April 2026', href: '/actuals/new?from=2026-04-01&day=2026-04-30' },
    ]);
    expect(earlier).toBe(0);
    const long = { trajectories: { current: [period('2024-01-01', '2026-12-31', 900)] } };
    const many = missingView(measured([], '2026-05-15', long), undefined);
    expect(many.named).toHaveLength(12);
    expect(many.named.at(-1)).toEqual({ text: 'April 2026', href: undefined });
    expect(many.earlier).toBe(16);
  });
});

function period(from: string, to: string, amount: number) {
  return { from: isoDate(from), to: isoDate(to), amount };
}

const asked = (more: object): Parameters<typeof missingPeriods>[0] =>
  ({
    ...{ actuals: [], asOf: isoDate('2026-06-15'), writtenOff: null },
    profile: { measure: { cadence: 'monthly' } },
    ...more,
  }) as unknown as Parameters<typeof missingPeriods>[0];
