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
      says: `Whether chances were given too high or too low cannot be told yet: it is known of ${String(outcomes)} ${outcomes === 1 ? 'chance' : 'chances'} what happened, and it takes ${String(ENOUGH_OUTCOMES)}.`,
    };
  }
  const filled = calibration.filter(({ trusts }) => trusts > 0);
  return {
    says: `A forecast is well calibrated where of the trusts given a chance of 30% three in ten missed. It is known of ${String(outcomes)} chances what happened.`,
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
