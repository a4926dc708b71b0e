import fc from 'fast-check';
import { dayBefore, isoDate, odsCode, type StageOrNone } from '#vocabulary';
import { largestRemainder } from './rounding.js';
import {
  projectedMix,
  quartersUntil,
  stageTransitions,
  transitionMatrix,
  type ByStage,
  type StageTransitions,
  type TransitionMatrix,
  type TrustStages,
} from './stage-mix.js';

describe('Stage transitions', () => {
  it('are counted from quarter end to quarter end, staying and regressing included', () => {
    const { counts, ...others } = transitions([
      trust(['2025-01-15', 1], ['2025-05-01', 2], ['2025-08-01', 1]),
      trust(['2024-01-01', 0]),
      trust(['2024-01-01', 2], ['2025-10-01', 4]),
    ]);
    // At the ends of March, June, September and December: 1, 2, 1, 1 and 0, 0, 0, 0 and 2, 2, 2, 4.
    expect(counts[1]).toEqual([0, 1, 1, 0, 0]);
    expect(counts[2]).toEqual([0, 1, 2, 0, 1]);
    expect(counts[0]).toEqual([3, 0, 0, 0, 0]);
    expect(others).toEqual({
      from: '2025-03-31',
      to: '2025-12-31',
      observed: 9,
      moves: 3,
      regressions: 1,
    });
  });

  it('are not counted where a trust was not reported at one of the ends', () => {
    const { observed } = transitions([trust(['2025-05-01', 2], ['2025-08-01', undefined])]);
    expect(observed).toBe(0);
  });

  it('see nothing of what came and went between two ends', () => {
    const one = trust(['2025-01-01', 1], ['2025-04-10', 2], ['2025-05-10', 1]);
    expect(transitions([one])).toMatchObject({ observed: 3, moves: 0 });
  });

  it('look only at quarters that have ended', () => {
    const one = stageTransitions(
      [trust(['2024-01-01', 1])],
      isoDate('2025-01-01'),
      isoDate('2025-09-29'),
    );
    expect(one).toMatchObject({ from: '2025-03-31', to: '2025-06-30', observed: 1 });
  });

  it('on a day within the first year begin with the first quarter that ends after it', () => {
    const one = stageTransitions([], isoDate('2025-04-01'), isoDate('2025-12-31'));
    expect(one).toMatchObject({ from: '2025-06-30', to: '2025-12-31' });
  });
});

describe('The matrix of transitions', () => {
  it('adds a half to each count', () => {
    const matrix = transitionMatrix(counted([0, 30, 0, 0, 0]));
    expect(matrix?.[0]).toEqual([0.5 / 32.5, 30.5 / 32.5, 0.5 / 32.5, 0.5 / 32.5, 0.5 / 32.5]);
    expect(matrix?.[3]).toEqual([0.2, 0.2, 0.2, 0.2, 0.2]);
  });

  it('is hidden under 30 moves, however many trusts stayed where they were', () => {
    expect(transitionMatrix(counted([500, 29, 0, 0, 0]))).toBeUndefined();
    expect(transitionMatrix(counted([0, 29, 1, 0, 0]))).toBeDefined();
  });
});

describe('The projected mix', () => {
  const step: TransitionMatrix = [
    [0.5, 0.5, 0, 0, 0],
    [0, 0.5, 0.5, 0, 0],
    [0, 0, 1, 0, 0],
    [0, 0, 0, 1, 0],
    [0, 0, 0, 0, 1],
  ];

  it('moves as the matrix says, quarter by quarter', () => {
    expect(projectedMix([8, 0, 0, 0, 0], step, 0)).toEqual([8, 0, 0, 0, 0]);
    expect(projectedMix([8, 0, 0, 0, 0], step, 1)).toEqual([4, 4, 0, 0, 0]);
    expect(projectedMix([8, 0, 0, 0, 0], step, 2)).toEqual([2, 4, 2, 0, 0]);
  });

  it('tells when a share of the trusts is at a stage', () => {
    const until = (share: number, within = 20) =>
      quartersUntil([8, 0, 0, 0, 0], step, { stage: 2, share, within });
    expect(until(0.25)).toBe(2);
    expect(until(0.5)).toBe(3);
    expect(until(0)).toBe(0);
    expect(until(0.5, 2)).toBeUndefined();
    expect(quartersUntil([0, 0, 0, 1, 0], step, { stage: 4, share: 0.1, within: 99 })).toBe(
      undefined,
    );
  });

  it('keeps the number of trusts, shown in whole ones too', () => {
    const counts = fc.tuple(...Array.from({ length: 5 }, () => fc.nat(60)));
    fc.assert(
      fc.property(counts, counts, fc.nat(40), (mix, row, quarters) => {
        fc.pre(row.slice(1).reduce((sum, each) => sum + each, 0) >= 30);
        const matrix = transitionMatrix(counted(row as unknown as ByStage));
        if (matrix === undefined) throw new Error('Hidden');
        for (const chances of matrix) expect(sum(chances)).toBeCloseTo(1, 9);
        const projected = projectedMix(mix as unknown as ByStage, matrix, quarters);
        expect(sum(projected)).toBeCloseTo(sum(mix), 6);
        expect(sum(largestRemainder(projected, 0))).toBe(sum(mix));
      }),
      { seed: 20260401 },
    );
  });

  it('counts the same in any order of the trusts', () => {
    const trusts = [
      trust(['2025-01-15', 1], ['2025-05-01', 2]),
      trust(['2024-01-01', 0], ['2025-07-01', 3]),
    ];
    expect(transitions([...trusts].reverse())).toEqual(transitions(trusts));
  });
});

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);

const transitions = (trusts: readonly TrustStages[]) =>
  stageTransitions(trusts, isoDate('2025-01-01'), isoDate('2025-12-31'));

/** Stages from their days on; undefined is not reported. */
const trust = (
  ...stages: readonly [day: string, stage: StageOrNone | undefined][]
): TrustStages => ({
  organisation: odsCode('RXA'),
  intervals: stages.map(([day, evidencedLow], index) => {
    const next = stages[index + 1];
    return {
      from: isoDate(day),
      ...(next && { to: dayBefore(isoDate(next[0])) }),
      ...(evidencedLow !== undefined && { evidencedLow }),
      missing: [],
    };
  }),
});

/** Transitions from stage 0 alone. */
const counted = (row: ByStage): StageTransitions => {
  const none: ByStage = [0, 0, 0, 0, 0];
  return {
    from: isoDate('2025-03-31'),
    to: isoDate('2025-12-31'),
    counts: [row, none, none, none, none],
    observed: sum(row),
    moves: sum(row.slice(1)),
    regressions: 0,
  };
};
