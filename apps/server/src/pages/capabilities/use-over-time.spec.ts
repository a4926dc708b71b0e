import type { TimelineFact } from '#read-models';
import { isoDate, onDay, type FactId } from '#vocabulary';
import { useOverTime } from './use-over-time.js';

describe('The use of a capability over time', () => {
  it('goes from the first of the last twelve measurements to the newest', () => {
    const months = Array.from({ length: 14 }, (_, index) => measured(index + 1, 50 + index));
    expect(useOverTime(months.toReversed()).get('C105')).toMatchObject({
      measured: 'for 1 March to 14 March 2026',
      trend: 'Last 12 measurements: up from 52.0% to 63.0%',
    });
  });

  it('says where it fell, where it came back to, and where there is one alone', () => {
    const trend = (...counts: readonly number[]) =>
      useOverTime(counts.map((count, index) => measured(index + 1, count)).toReversed()).get('C105')
        ?.trend;
    expect(trend(60, 40)).toBe('Last 2 measurements: down from 60.0% to 40.0%');
    expect(trend(60, 40, 60)).toBe('Last 3 measurements: 60.0% at first and at last');
    expect(trend(60)).toBe('Measured once');
  });

  it('leaves out what was withdrawn', () => {
    const withdrawn = { ...measured(2, 90), stands: false };
    expect(useOverTime([withdrawn, measured(1, 60)]).get('C105')?.trend).toBe('Measured once');
  });
});

function measured(day: number, numerator: number): TimelineFact {
  const on = isoDate(`2026-03-${String(day).padStart(2, '0')}`);
  return {
    factId: `fact-${String(day)}` as FactId,
    ...{ status: 'current', stands: true, order: 0, firstEntry: day, basis: null },
    ...{ effective: onDay(on), restsOnMended: [], history: [] },
    values: [
      {
        ...{ kind: 'adoption', subject: 'C105' },
        value: { from: isoDate('2026-03-01'), numerator, denominator: 100, method: 'EPR report' },
      },
    ],
  };
}
