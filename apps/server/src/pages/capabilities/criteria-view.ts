import type { Criterion, StageFigure } from '#figures';
import { stages, type Stage } from '#vocabulary';
import { shareBars } from '../charts/share-bars.js';
import { stageInWords } from '../stages-in-words.js';
import { cell, number, numbers, words, type Table } from '../table-view.js';

/** The criteria of one stage that apply to a trust, counted by their states. */
type Counted = Readonly<{
  stage: Stage;
  all: number;
  met: number;
  short: number;
  /** Not known, or measured too long ago. */
  unknown: number;
}>;

type CriterionShown = Omit<Criterion, 'facts'>;

/** How many of the criteria of each stage are met: as bars, and as a table. */
export function criteriaView({ criteria }: Pick<StageFigure, 'criteria'>, where: string) {
  const counted = stages
    .map((stage) => countedOf(stage, ofStage(criteria, stage)))
    .filter(({ all }) => all > 0);
  const title = titleOf(counted);
  const description = `${counted.map(inWords).join('; ')}.`;
  return {
    title,
    subtitle: `Criteria met of those that apply, ${where}`,
    description,
    svg: shareBars(
      { id: 'criteria', title, description },
      counted.map(({ stage, all, met }) => ({
        name: stageInWords(stage),
        share: met / all,
        shown: `${String(met)} of ${String(all)}`,
      })),
    ),
    table: tableOf(counted),
  };
}

/** Of the criteria that apply. */
export const ofStage = (criteria: readonly CriterionShown[], stage: Stage) =>
  criteria.filter((each) => each.stage === stage && each.state !== 'not-applicable');

function countedOf(stage: Stage, own: readonly CriterionShown[]): Counted {
  const count = (...states: readonly Criterion['state'][]): number =>
    own.filter(({ state }) => states.includes(state)).length;
  return {
    ...{ stage, all: own.length, met: count('met') },
    ...{ short: count('short'), unknown: count('unknown', 'out-of-date') },
  };
}

/** The lowest stage with a criterion that is not met decides what comes next. */
function titleOf(counted: readonly Counted[]): string {
  const next = counted.find(({ all, met }) => met < all);
  return next === undefined
    ? 'Every criterion of every stage is met'
    : `Of stage ${String(next.stage)}, ${String(next.met)} of ${String(next.all)} criteria are met`;
}

const inWords = ({ stage, all, met }: Counted): string =>
  `${stageInWords(stage)}: ${String(met)} of ${String(all)} criteria are met`;

const tableOf = (counted: readonly Counted[]): Table => ({
  caption: 'Criteria of each stage',
  columns: [
    words('Stage'),
    ...['Met', 'Short of what is needed', 'Not known or out of date', 'All'].map(numbers),
  ],
  rows: counted.map(({ stage, all, met, short, unknown }) => [
    cell(stageInWords(stage)),
    ...[met, short, unknown, all].map(number),
  ]),
});
