import { xmrChart } from '#figures';
import type { BenefitProfileAnswer } from '#read-models';
import { addMonths, dayBefore, isoDate } from '#vocabulary';
import { describe as described, messageOf } from './spc-in-words.js';

const RISING = [10, 12, 14, 16, 18, 20, 22];

describe('The title of a chart of values', () => {
  it.each([
    ['one value', [10], 'One value so far: 10 hours for January 2025'],
    [
      'too few for any rule',
      [10, 12, 11],
      '11 hours for March 2025: too few values to tell a change',
    ],
    ['a run that tells a change', RISING, 'Better than usual: 22 hours for July 2025'],
    [
      'another that ends the run, which takes back nothing of it',
      [...RISING, 16],
      'No significant change: 16 hours for August 2025',
    ],
    [
      'enough for a run, and none',
      [10, 12, 11, 10, 12, 11, 12],
      'No significant change: 12 hours for July 2025',
    ],
  ])('tells no less with more values: %s', (_, values, title) => {
    const { chart, actuals } = chartOf(values);
    expect(messageOf(chart, actuals, 'hours')).toBe(title);
  });
});

describe('The description of a chart of values', () => {
  it.each([
    ['all of them', RISING, '7 of them stand out by the rules of special cause.'],
    [
      'all but the newest',
      [...RISING, 16],
      '7 of them, but not the newest, stand out by the rules of special cause.',
    ],
    ['none', [10, 12, 11], 'No value stands out by the rules of special cause.'],
  ])('says which stand out: %s', (_, values, says) => {
    expect(described(chartOf(values).chart, 'hours')).toContain(says);
  });
});

/** Values of months from January 2025 on. */
function chartOf(values: readonly number[]) {
  const actuals = values.map((amount, index) => {
    const from = addMonths(isoDate('2025-01-01'), index);
    return { from, to: dayBefore(addMonths(from, 1)), amount, state: 'validated' };
  }) as unknown as BenefitProfileAnswer['actuals'];
  const points = actuals.map(({ to, amount }) => ({ on: to, value: amount }));
  return { actuals, chart: xmrChart(points, { better: 'higher' }) };
}
