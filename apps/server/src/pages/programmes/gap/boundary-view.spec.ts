import type { BoundarySplit } from '#figures';
import { boundaryView } from './boundary-view.js';

describe('The boundary gap in words', () => {
  it('is not known where it may be anything', () => {
    expect(headlineOf({ low: 0, high: 100 })).toBe(
      'The boundary gap of these 3 trusts is not known. It is the share of eligible encounters in which what a partner organisation knew was not used.',
    );
  });

  it('is what it lies between where something is known', () => {
    expect(headlineOf({ low: 0, high: 92.5 })).toContain('is 0.0 to 92.5 of 100 points: the share');
  });
});

function headlineOf(gap: BoundarySplit['gap']) {
  const all = { low: 0, high: 100 };
  const boundary = {
    ...{ gap, used: all, notAvailable: all, notUsed: all },
    ...{ trusts: 3, eligible: 0, withoutWeight: 3 },
  };
  const total = { code: 'all', name: 'All', numerator: 0, denominator: 3, boundary };
  return boundaryView({ total, counted: null, flows: [] })?.headline;
}
