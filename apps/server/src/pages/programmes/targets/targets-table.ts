import type {
  ProgrammeProfileAnswer,
  TargetForecastAnswer,
  TargetOutcomeAnswer,
  TargetStated,
} from '#read-models';
import { dayInWords } from '#vocabulary';
import type { TargetsRead } from '../../../packs/targets-read.js';
import { cell, unknown, words, type Cell, type Table } from '../../table-view.js';
import { programmeHref } from '../frame/programme-pages.js';
import { outcomeInWords, sinceInWords } from './outcome-words.js';
import { chancesInWords, deadlineInWords, standsInWords, valueInWords } from './target-words.js';

type Profile = Pick<ProgrammeProfileAnswer, 'programme' | 'targets'>;

/** The targets in force, and those whose deadline has passed with what came of them; a table of each kind that there is. */
export function targetsTables(
  { programme, targets }: Profile,
  { forecasts, outcomes }: TargetsRead,
  query: string,
): readonly Table[] {
  const last = targets.filter((each) => each.inForce);
  const outcomeOf = (named: string) => outcomes.find(({ target }) => target === named);
  const forecastOf = (named: string) => forecasts.find(({ target }) => target === named);
  const isOver = ({ target }: TargetStated) => outcomeOf(target) !== undefined;
  const row = (stated: TargetStated, told: readonly Cell[]): readonly Cell[] => [
    {
      text: stated.metric,
      href: `${programmeHref(programme, `targets/${stated.target}`)}${query}`,
    },
    cell(valueInWords(stated)),
    cell(deadlineInWords(stated)),
    ...told,
    changedCell(targets.filter(({ target }) => target === stated.target).length - 1),
  ];
  const inForce = last
    .filter((stated) => !isOver(stated))
    .map((stated) => {
      const forecast = forecastOf(stated.target);
      return row(stated, [standsCell(forecast), chanceCell(forecast)]);
    });
  const past = last
    .filter(isOver)
    .map((stated) =>
      row(stated, [cameCell(outcomeOf(stated.target)), sinceCell(outcomeOf(stated.target))]),
    );
  return [
    {
      caption: 'Targets in force',
      columns: columnsOf(['Reached by', 'Chance of missing it']),
      rows: inForce,
    },
    {
      caption: 'Targets whose deadline has passed',
      columns: columnsOf(['What came of it', 'Reached by now']),
      rows: past,
    },
  ].filter(({ rows }) => rows.length > 0);
}

const columnsOf = (told: readonly string[]) =>
  ['Target', 'Value', 'By', ...told, 'Terms changed'].map(words);

const standsCell = (forecast: TargetForecastAnswer | undefined): Cell =>
  forecast === undefined ? unknown() : cell(standsInWords(forecast));

const cameCell = (outcome: TargetOutcomeAnswer | undefined): Cell =>
  outcome === undefined ? unknown() : cell(outcomeInWords(outcome));

/** Where it stands now, by what its outcome counts: all of whom nothing tells, on their way or not. */
const sinceCell = (outcome: TargetOutcomeAnswer | undefined): Cell =>
  outcome === undefined ? unknown() : cell(sinceInWords(outcome));

const changedCell = (moves: number): Cell =>
  cell(moves === 0 ? 'Never' : moves === 1 ? 'Once' : `${String(moves)} times`);

type Target = Pick<TargetStated, 'target' | 'metric' | 'deadline'>;

/** Where the page of each target says how its figures are worked out; of one metric, told apart by the deadline. */
export const targetsExplained = (programme: string, targets: readonly Target[], query: string) =>
  targets.map((each) => {
    const { target, metric } = each;
    const isOne = targets.filter((other) => other.metric === metric).length === 1;
    return {
      metric: isOne ? metric : `${metric}, by ${deadlineInWords(each)}`,
      href: `${programmeHref(programme, `targets/${target}`)}${query}#worked-out`,
    };
  });

/** The same of each target by its last terms. */
export const lastTermsExplained = (
  { programme, targets }: Pick<ProgrammeProfileAnswer, 'programme' | 'targets'>,
  query: string,
) =>
  targetsExplained(
    programme,
    targets.filter(({ inForce }) => inForce),
    query,
  );

/** Of a target in force, as its deadline is not over. */
export function chanceCell(forecast: TargetForecastAnswer | undefined): Cell {
  if (forecast === undefined || forecast.denominator === 0) return unknown();
  const { needed, reached, deadlineOn, asOf, fallsShort } = forecast;
  if (needed !== null && reached >= needed) return cell('None: it is reached');
  if (deadlineOn === asOf)
    return unknown(`Not given: its deadline is ${dayInWords(deadlineOn)}, the day shown`);
  return fallsShort === null
    ? unknown('Not known: too few earlier go-lives')
    : cell(chancesInWords(fallsShort));
}
