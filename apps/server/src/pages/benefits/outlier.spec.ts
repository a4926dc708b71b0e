import { isoDate } from '#vocabulary';
import { farOut } from './outlier.js';

describe('The value of a benefit', () => {
  it.each([
    [2_000_000, '£20,000 is at least 10 times higher than £2,000, recorded for August 2025.'],
    [20_000, '£200 is at least 10 times lower than £2,000, recorded for August 2025.'],
    [
      300_000,
      '£3,000 is above what is usual, which ends at £2,510. The last was £2,000, recorded for August 2025.',
    ],
    [
      100_000,
      '£1,000 is below what is usual, which ends at £1,490. The last was £2,000, recorded for August 2025.',
    ],
    [210_000, undefined],
    [NaN, undefined],
  ])('of %d pence is looked at again where it is far from those before it', (amount, said) => {
    expect(farOut(amount, [august], { phase, unit: 'pence' })).toBe(
      said && `Check this value: ${said}`,
    );
  });

  it('is named by what was typed where the amount follows from it', () => {
    const against = { phase, unit: 'pence', typed: '90,000 minutes' };
    expect(farOut(4_050_000, [august], against)).toBe(
      'Check this value: 90,000 minutes (£40,500) is at least 10 times higher than £2,000, recorded for August 2025.',
    );
  });

  it('is held against nothing where nothing was measured before, or no limits are known', () => {
    expect(farOut(1, [], { phase, unit: 'pence' })).toBeUndefined();
    expect(farOut(300_000, [august], { phase: undefined, unit: 'pence' })).toBeUndefined();
  });
});

const august = { from: isoDate('2025-08-01'), to: isoDate('2025-08-31'), amount: 200_000 };
const phase = {
  ...{ from: isoDate('2025-01-31'), to: isoDate('2025-08-31'), points: 8, trial: true },
  ...{ mean: 200_000, lower: 149_000, upper: 251_000 },
};
