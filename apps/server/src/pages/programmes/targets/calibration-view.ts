import { ENOUGH_OUTCOMES } from '#figures';
import type { TargetForecastAnswer } from '#read-models';
import { cell, number, numbers, words, type Table } from '../../table-view.js';
import { chanceInWords } from './target-words.js';

/** Did what was given a chance of so much happen as often? Undefined where nothing was scored yet. */
export function calibrationView({
  calibration,
  outcomes,
}: Pick<TargetForecastAnswer, 'calibration' | 'outcomes'>):
  Readonly<{ says: string; table?: Table }> | undefined {
  if (outcomes === 0) return undefined;
  if (calibration === null) {
    return {
      says: `Whether chances were given too high or too low is not known yet: that takes ${String(ENOUGH_OUTCOMES)} chances with a known outcome, and there ${outcomes === 1 ? 'is' : 'are'} ${String(outcomes)}.`,
    };
  }
  const filled = calibration.filter(({ trusts }) => trusts > 0);
  return {
    says: `A forecast is well calibrated if 3 in 10 of the trusts given a chance of 30% missed. The outcome of ${String(outcomes)} chances is known.`,
    table: {
      caption: 'Chances given before, and how often trusts then missed',
      columns: [
        words('Chance given'),
        numbers('Trusts'),
        numbers('Mean chance'),
        numbers('Missed'),
      ],
      rows: filled.map(({ from, to, trusts, meanProbability = 0, shareMissed = 0 }) => [
        cell(`${percent(from)} to ${percent(to)}`),
        number(trusts),
        cell(chanceInWords(meanProbability)),
        cell(percent(shareMissed)),
      ]),
    },
  };
}

const percent = (share: number): string => `${(100 * share).toFixed(0)}%`;
