import { transitionMatrix, type TransitionMatrix } from '#figures';
import { isoDate } from '#vocabulary';
import type { QuarterCounts } from './quarters.js';
import { stagesAhead } from './stages-ahead.js';

describe('Where the moves of the past lead', () => {
  it('starts with the trusts of today, and loses none on the way', () => {
    const { ahead } = stagesAhead(today([10, 6, 3, 1, 0]), upOneInFour);
    expect(ahead).toHaveLength(9);
    expect(ahead[0]).toEqual({ quarters: 0, on: '2026-03-31', trusts: [10, 6, 3, 1, 0] });
    expect(ahead[1]).toEqual({
      quarters: 1,
      on: '2026-06-30',
      trusts: [7.5, 7, 3.75, 1.5, 0.25],
    });
    for (const { trusts } of ahead) {
      expect(trusts.reduce((sum, count) => sum + count, 0)).toBeCloseTo(20, 9);
    }
  });

  it('stands on the same date of other months within a quarter', () => {
    const counts = { ...today([10, 6, 3, 1, 0]), on: isoDate('2026-11-28') };
    const { ahead } = stagesAhead(counts, upOneInFour);
    expect(ahead.slice(0, 3).map(({ on }) => on)).toEqual([
      '2026-11-28',
      '2027-02-28',
      '2027-05-28',
    ]);
  });

  it('stands on the last days of quarters, which have not all as many', () => {
    const counts = { ...today([10, 6, 3, 1, 0]), on: isoDate('2026-06-30') };
    const { ahead } = stagesAhead(counts, upOneInFour);
    expect(ahead.slice(0, 4).map(({ on }) => on)).toEqual([
      '2026-06-30',
      '2026-09-30',
      '2026-12-31',
      '2027-03-31',
    ]);
  });

  it('tells when seven in ten are at each stage, and where that is too far off', () => {
    const { until, share } = stagesAhead(today([10, 0, 0, 0, 0]), upOneInFour);
    expect(share).toBe(0.7);
    // 1 − .75⁴ is .684, 1 − .75⁵ is .763.
    expect(until[0]).toEqual({ stage: 1, quarters: 5 });
    expect(stagesAhead(today([10, 0, 0, 0, 0]), nobodyMoves).until).toEqual(
      [1, 2, 3, 4].map((stage) => ({ stage, quarters: null })),
    );
  });

  it('says nothing while chances are hidden, or nobody reports', () => {
    const tooFew = transitionMatrix({
      ...{ from: isoDate('2025-12-31'), to: isoDate('2026-03-31'), counts: none },
      ...{ observed: 29, moves: 29, regressions: 0 },
    });
    expect(stagesAhead(today([10, 0, 0, 0, 0]), tooFew)).toMatchObject({ ahead: [], until: [] });
    expect(stagesAhead(today([0, 0, 0, 0, 0]), upOneInFour)).toMatchObject({ ahead: [] });
    expect(stagesAhead(undefined, upOneInFour)).toMatchObject({ ahead: [] });
  });
});

const upOneInFour: TransitionMatrix = [
  [0.75, 0.25, 0, 0, 0],
  [0, 0.75, 0.25, 0, 0],
  [0, 0, 0.75, 0.25, 0],
  [0, 0, 0, 0.75, 0.25],
  [0, 0, 0, 0, 1],
];
const nobodyMoves: TransitionMatrix = [
  [1, 0, 0, 0, 0],
  [0, 1, 0, 0, 0],
  [0, 0, 1, 0, 0],
  [0, 0, 0, 1, 0],
  [0, 0, 0, 0, 1],
];
const nothing = [0, 0, 0, 0, 0] as const;
const none = [nothing, nothing, nothing, nothing, nothing] as const;

function today([zero, one, two, three, four]: readonly [
  number,
  number,
  number,
  number,
  number,
]): QuarterCounts {
  const stages = { 1: one, 2: two, 3: three, 4: four };
  const reported = zero + one + two + three + four;
  return {
    on: isoDate('2026-03-31'),
    numerator: reported,
    denominator: reported + 2,
    evidenced: { 0: zero, ...stages, notReported: 2 },
    evidencedHigh: { 0: zero, ...stages },
    declared: { ...stages, none: zero },
    validated: { ...stages, none: zero },
  };
}
