import type { ForecastListed, ForecastScored, TargetForecastAnswer } from '#read-models';
import { dayInWords } from '#vocabulary';
import { cell, numbers, unknown, words, type Cell, type Table } from '../../table-view.js';
import { chanceInWords, deadlineInWords } from './target-words.js';

/** What was published of it, and how each did once its deadline was over. */
export function pastTable(
  forecasts: readonly ForecastListed[],
  scores: readonly ForecastScored[],
): Table {
  const score = (value: number | null | undefined): Cell =>
    value === undefined ? unknown('Not yet') : value === null ? unknown() : cell(value.toFixed(2));
  return {
    caption: 'Past forecasts, scored once their deadline was over',
    columns: [
      words('Forecast'),
      words('Made on'),
      words('For'),
      words('Chance that so many miss it'),
      words('Missed in the end'),
      numbers('Brier score'),
      numbers('Brier score of trusts’ own dates'),
      numbers('Brier score of the pace'),
      numbers('Log score'),
      numbers('Log score of trusts’ own dates'),
      numbers('Log score of the pace'),
    ],
    rows: forecasts.map(({ forecast, asOf, terms, distribution }) => {
      const scored = scores.find((each) => each.forecast === forecast);
      return [
        cell(forecast),
        cell(dayInWords(asOf)),
        cell(deadlineInWords(terms)),
        cell(distributionInWords(distribution)),
        scored === undefined ? unknown('Not yet') : cell(missedInWords(scored)),
        score(scored?.method.brier),
        score(scored?.insideView.brier),
        score(scored?.pace.brier),
        score(scored?.method.logScore),
        score(scored?.insideView.logScore),
        score(scored?.pace.logScore),
      ];
    }),
  };
}

const distributionInWords = (distribution: readonly number[]): string =>
  distribution
    .map((chance, missing) => ({ chance, missing }))
    .filter(({ chance }) => chance >= 0.05)
    .map(({ chance, missing }) => `${String(missing)}: ${chanceInWords(chance)}`)
    .join(', ');

const missedInWords = ({ numerator, denominator, unknown: dark }: ForecastScored): string =>
  `${String(numerator)} of ${String(denominator)}${dark === 0 ? '' : `; not known of ${String(dark)}`}`;

/** What has to be said of the method itself. */
export const lossesInWords = ({ losses }: TargetForecastAnswer): readonly string[] =>
  losses.map(
    ({ to, by, quarters }) =>
      `${to === 'pace' ? 'The pace of the twelve months before' : 'What trusts’ own dates say'} did better than the published forecasts for ${String(quarters)} quarters in a row, by the ${by === 'brier' ? 'Brier' : 'log'} score.`,
  );
