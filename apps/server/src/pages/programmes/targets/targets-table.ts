import type { ProgrammeProfileAnswer, TargetForecastAnswer } from '#read-models';
import { cell, unknown, words, type Cell, type Table } from '../../table-view.js';
import { programmeHref } from '../frame/programme-pages.js';
import { chancesInWords, deadlineInWords, standsInWords, valueInWords } from './target-words.js';

/** One row for each target in force: what it is, where it stands, how likely it falls short. */
export function targetsTable(
  { programme, targets }: ProgrammeProfileAnswer,
  forecasts: readonly TargetForecastAnswer[],
  query: string,
): Table | undefined {
  const inForce = targets.filter((each) => each.inForce);
  if (inForce.length === 0) return undefined;
  return {
    caption: 'Targets in force',
    columns: ['Target', 'Value', 'By', 'Reached by', 'Chance of missing it', 'Terms changed'].map(
      words,
    ),
    rows: inForce.map((stated) => {
      const { target, metric } = stated;
      const forecast = forecasts.find((each) => each.target === target);
      const moves = targets.filter((each) => each.target === target).length - 1;
      return [
        { text: metric, href: `${programmeHref(programme, `targets/${target}`)}${query}` },
        cell(valueInWords(stated)),
        cell(deadlineInWords(stated)),
        forecast === undefined ? unknown() : cell(standsInWords(forecast)),
        chanceCell(forecast),
        cell(moves === 0 ? 'Never' : moves === 1 ? 'Once' : `${String(moves)} times`),
      ];
    }),
  };
}

type Target = Readonly<{ target: string; metric: string }>;

/** Where the page of each target says how its figures are worked out. */
export const targetsExplained = (programme: string, targets: readonly Target[], query: string) =>
  targets.map(({ target, metric }) => ({
    metric,
    href: `${programmeHref(programme, `targets/${target}`)}${query}#worked-out`,
  }));

/** The same of the targets in force. */
export const inForceExplained = (
  { programme, targets }: Pick<ProgrammeProfileAnswer, 'programme' | 'targets'>,
  query: string,
) =>
  targetsExplained(
    programme,
    targets.filter(({ inForce }) => inForce),
    query,
  );

function chanceCell(forecast: TargetForecastAnswer | undefined): Cell {
  if (forecast === undefined || forecast.denominator === 0) return unknown();
  const { needed, reached, unknown: dark, deadlineOn, asOf, fallsShort } = forecast;
  if (needed !== null && reached >= needed) return cell('Reached');
  if (deadlineOn === asOf) return unknown('The deadline is today');
  if (deadlineOn < asOf) {
    return needed !== null && reached + dark < needed
      ? cell('Missed')
      : unknown('Deadline passed, not known whether reached');
  }
  return fallsShort === null
    ? unknown('Not known: too few earlier go-lives')
    : cell(chancesInWords(fallsShort));
}
