import { putRightFirst } from './prior-adjustments.js';

describe('What became of the facts of a closed period', () => {
  it('begins with all that was put right, and goes on with what was recorded late', () => {
    const touched = [
      { factId: 'a', change: 'added' },
      { factId: 'b', change: 'withdrawn' },
      { factId: 'c', change: 'added' },
      { factId: 'd', change: 'restated' },
      { factId: 'e', change: 'passed' },
    ] as const;
    expect(putRightFirst(touched).map(({ factId }) => factId)).toEqual(['b', 'd', 'e', 'a', 'c']);
  });
});
