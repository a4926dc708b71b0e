import { isoDate } from '#vocabulary';
import { quarters } from '../testing/index.js';
import { changeFrom, whyNoTrajectory } from './trajectory.js';

describe('A trajectory', () => {
  it('follows day upon day', () => {
    expect(whyNoTrajectory(quarters(1, 2, 3, 4), 'money')).toBeUndefined();
    expect(whyNoTrajectory([], 'money')).toMatchObject({ because: 'trajectory-empty' });
  });

  it('has no gap, no overlap and no period that ends before it starts', () => {
    const [first, second, third, fourth] = quarters(1, 2, 3, 4);
    expect(whyNoTrajectory(present(first, third, fourth), 'money')).toMatchObject({
      because: 'trajectory-gap',
      field: 'trajectory/1',
      details: { period: '1 October 2024 to 31 December 2024' },
    });
    expect(whyNoTrajectory(present(first, first, second), 'money')).toMatchObject({
      because: 'trajectory-overlap',
      field: 'trajectory/1',
    });
    const backwards = { from: isoDate('2025-01-31'), to: isoDate('2025-01-01'), amount: 1 };
    expect(whyNoTrajectory([backwards], 'money')).toMatchObject({
      because: 'trajectory-backwards',
    });
  });

  it('holds amounts of 0 or more, money in whole pence', () => {
    expect(whyNoTrajectory(quarters(0, 0, 0, 0), 'money')).toBeUndefined();
    expect(whyNoTrajectory(quarters(1.5), 'measure')).toBeUndefined();
    expect(whyNoTrajectory(quarters(1.5), 'money')).toMatchObject({ because: 'amount-not-whole' });
    expect(whyNoTrajectory(quarters(-1), 'money')).toMatchObject({ because: 'amount-not-valid' });
    expect(whyNoTrajectory(quarters(Number.NaN), 'measure')).toMatchObject({
      because: 'amount-not-valid',
    });
  });
});

describe('The change from one trajectory to another', () => {
  const before = quarters(100, 200, 300, 400);

  it('is none where they expect the same by every day, however they are cut', () => {
    expect(changeFrom(before, quarters(100, 200, 300, 400))).toBe(0);
    const year = [{ from: isoDate('2024-04-01'), to: isoDate('2025-03-31'), amount: 365 }];
    const halves = [
      { from: isoDate('2024-04-01'), to: isoDate('2024-09-30'), amount: 183 },
      { from: isoDate('2024-10-01'), to: isoDate('2025-03-31'), amount: 182 },
    ];
    expect(changeFrom(year, halves)).toBe(0);
  });

  it('is what is expected less, or more, in the end', () => {
    expect(changeFrom(before, quarters(100, 200, 300, 300))).toBeCloseTo(0.1, 12);
    expect(changeFrom(before, quarters(100, 200, 300, 550))).toBeCloseTo(0.15, 12);
  });

  it('is what slides to the right, though the total stays', () => {
    expect(changeFrom(before, quarters(0, 100, 200, 700))).toBeCloseTo(0.3, 12);
    const late = before.map(({ amount }, index) => ({
      from: isoDate(`${String(2025 + index)}-04-01`),
      to: isoDate(`${String(2026 + index)}-03-31`),
      amount,
    }));
    expect(changeFrom(before, late)).toBe(1);
  });

  it('is beyond measure where nothing was expected', () => {
    expect(changeFrom(quarters(0), quarters(1))).toBe(Infinity);
    expect(changeFrom(quarters(0), quarters(0))).toBe(0);
  });
});

const present = <Item>(...items: readonly (Item | undefined)[]): readonly Item[] =>
  items.filter((item) => item !== undefined);
