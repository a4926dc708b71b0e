import { isoDate } from '#vocabulary';
import { poissonBinomial } from './count.js';
import type { Miss } from './miss.js';
import {
  calibrationOf,
  insideViewBaseline,
  lossesOf,
  paceBaseline,
  scoreOf,
  type QuarterScores,
} from './scoring.js';

describe('The score of a forecast', () => {
  it('is the mean squared miss of its chances, and how unlikely it held the count', () => {
    const outcomes = [outcome(0.9, true), outcome(0.4, false), outcome(0.1, true)];
    const score = scoreOf(outcomes, poissonBinomial([0.9, 0.4, 0.1]));
    expect(score.brier).toBeCloseTo((0.01 + 0.16 + 0.81) / 3, 12);
    // Two of three: .9·.4·.9 + .9·.6·.1 + .1·.4·.1
    expect(score.logScore).toBeCloseTo(-Math.log(0.324 + 0.054 + 0.004), 12);
    expect(score.trusts).toBe(3);
  });

  it('is infinitely bad where what happened was ruled out, and 0 where it was certain', () => {
    expect(scoreOf([outcome(0, true)], [1, 0]).logScore).toBe(Infinity);
    expect(scoreOf([outcome(1, true)], [0, 1])).toEqual({ trusts: 1, brier: 0, logScore: 0 });
  });

  it('of nobody has no mean', () => {
    expect(scoreOf([], [1]).brier).toBeUndefined();
  });
});

describe('Calibration', () => {
  it('sets the chances given beside the share that missed, tenth by tenth', () => {
    const bins = calibrationOf([
      outcome(0.7, true),
      outcome(0.72, false),
      outcome(0.3, true),
      outcome(1, true),
      outcome(0, false),
    ]);
    expect(bins).toHaveLength(10);
    expect(bins[7]).toMatchObject({ from: 0.7, to: 0.8, trusts: 2, shareMissed: 0.5 });
    expect(bins[7]?.meanProbability).toBeCloseTo(0.71, 12);
    expect([bins[0]?.trusts, bins[3]?.trusts, bins[9]?.trusts]).toEqual([1, 1, 1]);
    expect(bins[5]).toMatchObject({
      trusts: 0,
      meanProbability: undefined,
      shareMissed: undefined,
    });
  });
});

describe('The baselines', () => {
  const misses = [miss('RXA', 'meets'), miss('RXB', 'misses'), miss('RXC', 'no-date')];

  it('take every trust at its word, and no date as a miss', () => {
    const { probabilities, count } = insideViewBaseline(misses);
    expect([...probabilities]).toEqual([
      ['RXA', 1e-6],
      ['RXB', 1 - 1e-6],
      ['RXC', 1 - 1e-6],
    ]);
    expect(count[2]).toBeCloseTo(1, 5);
  });

  it('take the pace of the last twelve months to go on', () => {
    // Three a year make one in four months: one of three succeeds.
    const { probabilities, count } = paceBaseline(misses, 3, 4);
    expect(probabilities.get('RXB')).toBeCloseTo(2 / 3, 12);
    expect(count[3]).toBeCloseTo((2 / 3) ** 3, 12);
    expect(paceBaseline(misses, 36, 12).probabilities.get('RXA')).toBe(1e-6);
    expect(paceBaseline(misses, 3, -1).probabilities.get('RXA')).toBe(1 - 1e-6);
  });
});

describe('That the method loses to a baseline', () => {
  it('is said when it did worse two quarters in a row, up to the last', () => {
    expect(lossesOf([quarter('2025-12-31', 0.1), quarter('2025-09-30', 0.3)])).toEqual([]);
    expect(lossesOf([quarter('2025-12-31', 0.3), quarter('2025-09-30', 0.3)])).toEqual([
      { to: 'insideView', by: 'brier', quarters: 2 },
    ]);
    expect(
      lossesOf([
        quarter('2025-09-30', 0.3),
        quarter('2026-03-31', 0.3),
        quarter('2025-12-31', 0.3),
        quarter('2025-06-30', 0.1),
      ]),
    ).toEqual([{ to: 'insideView', by: 'brier', quarters: 3 }]);
  });

  it('is not said of one quarter, of quarters apart, or of a draw', () => {
    expect(lossesOf([])).toEqual([]);
    expect(lossesOf([quarter('2025-12-31', 0.3)])).toEqual([]);
    expect(lossesOf([quarter('2025-12-31', 0.3), quarter('2025-06-30', 0.3)])).toEqual([]);
    expect(lossesOf([quarter('2025-12-31', 0.2), quarter('2025-09-30', 0.2)])).toEqual([]);
  });

  it('is said by the score of the count as well, and not of quarters in which nothing fell due', () => {
    const unlucky = ['2025-12-31', '2025-09-30'].map((end) => ({
      ...quarter(end, 0.1),
      pace: { trusts: 4, brier: 0.5, logScore: 0.5 },
    }));
    expect(lossesOf(unlucky)).toEqual([{ to: 'pace', by: 'logScore', quarters: 2 }]);
    const nobody = { trusts: 0, brier: undefined, logScore: 0 };
    const empty = ['2025-12-31', '2025-09-30'].map((end) => ({
      quarter: isoDate(end),
      method: nobody,
      insideView: nobody,
      pace: nobody,
    }));
    expect(lossesOf(empty)).toEqual([]);
  });
});

function outcome(probability: number, missed: boolean) {
  return { probability, missed };
}

function miss(id: string, insideView: Miss['insideView']): Miss {
  return {
    id,
    group: 'A',
    probability: 0.5,
    state: 'procurement',
    judgedBy: '0-3',
    expected: undefined,
    slack: undefined,
    classSize: 20,
    censoredShare: 0,
    insideView,
    flags: [],
  };
}

/** The inside view had .2 and the pace .5 in every quarter; the counts were as likely by all three. */
function quarter(end: string, brier: number): QuarterScores {
  const of = (mean: number) => ({ trusts: 4, brier: mean, logScore: 1 });
  return { quarter: isoDate(end), method: of(brier), insideView: of(0.2), pace: of(0.5) };
}
