import { addMonths, type IsoDate } from '#vocabulary';
import { total } from '../bounds.js';
import { poissonBinomial, type Distribution } from './count.js';
import { clamped } from './dependence.js';
import type { Miss } from './miss.js';

/** What was forecast of one trust, and whether it then missed. */
export type Outcome = Readonly<{ probability: number; missed: boolean }>;

/** How well a forecast did. Both scores are better the smaller they are. */
export type Score = Readonly<{
  trusts: number;
  /** Mean of (probability − outcome)², 0 to 1 (Brier, 1950); undefined without trusts. */
  brier: number | undefined;
  /** −ln P(N = what happened), 0 and more (Good, 1952); Infinity where it was ruled out. */
  logScore: number;
}>;

/** Scores the chances given to single trusts and the distribution of their count. */
export function scoreOf(outcomes: readonly Outcome[], count: Distribution): Score {
  const missed = outcomes.filter((each) => each.missed).length;
  const squares = outcomes.map(({ probability, missed }) => (probability - Number(missed)) ** 2);
  return {
    trusts: outcomes.length,
    brier: squares.length === 0 ? undefined : total(squares) / squares.length,
    logScore: -Math.log(count[missed] ?? 0) + 0,
  };
}

/** Of the trusts given a chance in one tenth of the scale: the mean given, and the share that missed. */
export type CalibrationBin = Readonly<{
  from: number;
  to: number;
  trusts: number;
  meanProbability: number | undefined;
  shareMissed: number | undefined;
}>;

/** With fewer outcomes than this, a bin says more of chance than of the forecasts. */
export const ENOUGH_OUTCOMES = 15;

/** Ten bins; a probability on a boundary is in the upper one, and 1 in the last. */
export const calibrationOf = (outcomes: readonly Outcome[]): readonly CalibrationBin[] =>
  Array.from({ length: 10 }, (_, tenth) => {
    const inBin = outcomes.filter(({ probability }) => tenthOf(probability) === tenth);
    const mean = (values: readonly number[]) =>
      values.length === 0 ? undefined : total(values) / values.length;
    return {
      from: tenth / 10,
      to: (tenth + 1) / 10,
      trusts: inBin.length,
      meanProbability: mean(inBin.map(({ probability }) => probability)),
      shareMissed: mean(inBin.map(({ missed }) => Number(missed))),
    };
  });

// 0.29 × 100 is 28.999999999999996: a probability that is meant to lie on a boundary does.
const tenthOf = (probability: number): number => Math.min(9, Math.floor(probability * 10 + 1e-9));

/** A way to forecast that asks less: chances by trust, and the distribution of the count. */
export type Baseline = Readonly<{
  probabilities: ReadonlyMap<string, number>;
  count: Distribution;
}>;

/** That every trust does as it says: it misses where its date is later than the deadline, or is none. */
export function insideViewBaseline(misses: readonly Miss[]): Baseline {
  return baselineOf(misses, ({ insideView }) => (insideView === 'meets' ? 0 : 1));
}

/**
 * That as many a month succeed as over the last twelve months, each of those still to come as likely.
 *
 * @param recent How many succeeded in the twelve months up to `asOf`.
 * @param months Months from `asOf` to the deadline.
 */
export function paceBaseline(misses: readonly Miss[], recent: number, months: number): Baseline {
  const succeeding = (recent / 12) * Math.max(0, months);
  return baselineOf(misses, () => 1 - Math.min(1, succeeding / misses.length));
}

/** Certainty is held to one in a million, as in the model, so that being wrong has a score. */
function baselineOf(misses: readonly Miss[], chanceOf: (miss: Miss) => number): Baseline {
  const chances = misses.map((miss) => [miss.id, clamped(chanceOf(miss))] as const);
  return {
    probabilities: new Map(chances),
    count: poissonBinomial(chances.map(([, chance]) => chance)),
  };
}

/** How the method and both baselines did on the forecasts whose deadline fell in one quarter. */
export type QuarterScores = Readonly<{
  /** Last day of the quarter. */
  quarter: IsoDate;
  method: Score;
  insideView: Score;
  pace: Score;
}>;

/** That a baseline did better for at least two quarters in a row, up to the last one scored. */
export type Loss = Readonly<{
  to: 'insideView' | 'pace';
  by: 'brier' | 'logScore';
  quarters: number;
}>;

/** What the page must say of the method itself (domain: Forecasting, step 9). Empty where nothing. */
export function lossesOf(scores: readonly QuarterScores[]): readonly Loss[] {
  const newestFirst = [...scores].sort((one, other) => (one.quarter < other.quarter ? 1 : -1));
  const row = newestFirst.slice(0, unbroken(newestFirst));
  const losses: Loss[] = [];
  for (const to of ['insideView', 'pace'] as const) {
    for (const by of ['brier', 'logScore'] as const) {
      const won = row.findIndex((each) => !((each.method[by] ?? 0) > (each[to][by] ?? 1)));
      const quarters = won < 0 ? row.length : won;
      if (quarters >= 2) losses.push({ to, by, quarters });
    }
  }
  return losses;
}

/** How many of the quarters, newest first, follow each other without one between them. */
function unbroken(newestFirst: readonly QuarterScores[]): number {
  const gap = newestFirst.findIndex(({ quarter }, index) => {
    const later = newestFirst[index - 1];
    return later !== undefined && addMonths(later.quarter, -3).slice(0, 7) !== quarter.slice(0, 7);
  });
  return gap < 0 ? newestFirst.length : gap;
}
