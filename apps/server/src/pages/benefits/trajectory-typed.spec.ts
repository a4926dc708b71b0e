import { isoDate } from '#vocabulary';
import { trajectoryTyped, trajectoryWritten } from './trajectory-typed.js';

describe('A trajectory that is typed', () => {
  it.each([
    ['April 2026 12,500', '2026-04-01', '2026-04-30', '1250000'],
    ['apr 2026: £12,500.50', '2026-04-01', '2026-04-30', '1250050'],
    ['2026-04 100', '2026-04-01', '2026-04-30', '10000'],
    ['2026/27 150,000', '2026-04-01', '2027-03-31', '15000000'],
    ['1 April 2026 to 30 June 2026 37,500', '2026-04-01', '2026-06-30', '3750000'],
    ['1/4/2026 - 30/6/2026 37,500', '2026-04-01', '2026-06-30', '3750000'],
  ])('is read by period: %s', (line, from, to, amount) => {
    expect(trajectoryTyped(`\n${line}\n`, 'pence')).toEqual([{ from, to, amount }]);
  });

  it('keeps what cannot be read, for its shape to refuse', () => {
    expect(trajectoryTyped('soon 100', 'hours')).toEqual([
      { from: 'soon', to: 'soon', amount: '100' },
    ]);
    expect(trajectoryTyped('April 2026 many', 'hours')).toEqual([
      { from: 'April 2026 many', to: 'April 2026 many', amount: '' },
    ]);
    expect(trajectoryTyped(undefined, 'hours')).toEqual([]);
  });

  it('is written as it would be typed', () => {
    const trajectory = [
      { from: isoDate('2026-04-01'), to: isoDate('2026-04-30'), amount: 1_250_050 },
      { from: isoDate('2026-05-01'), to: isoDate('2026-07-31'), amount: 300 },
    ];
    const text = trajectoryWritten(trajectory, 'pence');
    expect(text).toBe('April 2026 12500.5\n1 May 2026 to 31 July 2026 3');
    expect(trajectoryTyped(text, 'pence')).toEqual(
      trajectory.map((each) => ({ ...each, amount: String(each.amount) })),
    );
  });
});
