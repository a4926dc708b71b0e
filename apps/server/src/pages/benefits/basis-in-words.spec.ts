import type { BenefitListed } from '#read-models';
import { isoDate } from '#vocabulary';
import {
  baselineInWords,
  comparedInWords,
  latestInWords,
  plannedInWords,
  targetInWords,
} from './basis-in-words.js';

const period = (from: string, to: string) => ({ from: isoDate(from), to: isoDate(to) });
const QUARTER = period('2025-10-01', '2025-12-31');
const MONTH = period('2025-09-01', '2025-09-30');

describe('The values of a benefit say for how long they are', () => {
  it('the baseline over what it was measured', () => {
    expect(baselineInWords(errors({}), 'Not agreed')).toBe(
      '2 errors over 91 days (2 June 2023 to 31 August 2023), agreed on 18 September 2023',
    );
    const inMonth = errors({ baselinePeriod: MONTH, baselineOn: null });
    expect(baselineInWords(inMonth, 'Not agreed')).toBe('2 errors over 1 month (September 2025)');
    const onDay = errors({ baselinePeriod: period('2025-09-01', '2025-09-01'), baselineOn: null });
    expect(baselineInWords(onDay, 'Not agreed')).toBe('2 errors over 1 September 2025');
    expect(baselineInWords(errors({ baselineValue: null }), 'Not agreed')).toBe('Not agreed');
  });

  it('the target in one measurement', () => {
    expect(targetInWords(errors({}))).toBe('36 errors in one quarterly measurement');
    expect(targetInWords(errors({ targetValue: null }))).toBe('No target set');
  });

  it('the latest value and what was planned over the same time', () => {
    expect(latestInWords(errors({}))).toBe(
      '118 errors over 3 months (1 October 2025 to 31 December 2025), awaiting validation',
    );
    expect(plannedInWords(errors({}))).toBe('Planned for the same 3 months: 108 errors');
    const month = { ...MONTH, amount: 40, state: 'validated' } as const;
    expect(plannedInWords(errors({ latest: month }))).toBe(
      'Planned for the same month: 108 errors',
    );
    expect(plannedInWords(errors({ plannedForLatest: null }))).toBe(
      'Its plan has no amount for just this period',
    );
    expect(latestInWords(errors({ latest: null }))).toBe('Nothing measured');
    expect(plannedInWords(errors({ latest: null }))).toBe('');
  });
});

describe('Baseline and target are said not to be comparable with the latest value', () => {
  it('where they are over another time', () => {
    const month = { ...MONTH, amount: 40, state: 'recorded' } as const;
    expect(comparedInWords(errors({ latest: month }))).toBe(
      'The latest value is over 1 month, the baseline is over 91 days, and the target is for a quarter: if they are totals, they cannot be compared.',
    );
    expect(comparedInWords(errors({ latest: month, cadence: 'monthly' }))).toBe(
      'The latest value is over 1 month, the baseline is over 91 days: if they are totals, they cannot be compared.',
    );
  });

  it('where values are in money', () => {
    expect(comparedInWords(errors({ unit: 'pence' }))).toBe(
      'Baseline and target are in errors and the values in pounds, so they cannot be compared.',
    );
    expect(comparedInWords(errors({ unit: 'pence', targetValue: null }))).toBe(
      'The baseline is in errors and the values in pounds, so they cannot be compared.',
    );
    expect(comparedInWords(errors({ unit: 'pence', baselineValue: null }))).toBe(
      'The target is in errors and the values in pounds, so they cannot be compared.',
    );
  });

  it('but not where all are over the same time, or there is nothing to compare', () => {
    expect(comparedInWords(errors({}))).toBe('');
    expect(comparedInWords(errors({ latest: null }))).toBe('');
    expect(comparedInWords(errors({ baselineValue: null, targetValue: null }))).toBe('');
  });
});

function errors(changed: Partial<BenefitListed>): BenefitListed {
  return {
    ...{ unit: 'errors', measuredIn: 'errors', cadence: 'quarterly', targetValue: 36 },
    ...{ baselineValue: 2, baselineOn: isoDate('2023-09-18') },
    baselinePeriod: period('2023-06-02', '2023-08-31'),
    latest: { ...QUARTER, amount: 118, state: 'recorded' },
    ...{ plannedForLatest: 108, current: {} },
    ...changed,
  } as BenefitListed;
}
