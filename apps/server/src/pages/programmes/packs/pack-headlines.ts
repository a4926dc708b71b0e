import { benefitClasses } from '#vocabulary';
import type { PackFigures } from '../../../packs/packs.js';
import { boundsInWords } from '../../gap-in-words.js';
import { poundsInWords } from '../../money-in-words.js';
import { capital, countsIn } from '../../stages-in-words.js';
import { cell, unknown, words, type Table } from '../../table-view.js';
import { kindTitles } from '../attention/attention-kinds.js';
import { linesNamed, shareInWords } from '../data-quality/measure-words.js';
import { outcomeInWords, sinceInWords } from '../targets/outcome-words.js';
import { standsInWords } from '../targets/target-words.js';
import { chanceCell } from '../targets/targets-table.js';

/** A figure of a pack that a board remembers, as the pack writes it. */
type Headline = Readonly<{ name: string; shown: string }>;

/** What a pack says in a few figures, so that two packs of one day can be held against each other. */
function headlinesOf(figures: PackFigures): readonly Headline[] {
  return [
    ...stages(figures),
    ...gaps(figures),
    ...money(figures),
    ...targets(figures),
    ...attention(figures),
    ...quality(figures),
  ];
}

/** The figures that a pack and the same one by what is known now do not have in common; none if all agree. */
export function differenceTable(pack: PackFigures, now: PackFigures): Table | undefined {
  const [then, newer] = [byName(pack), byName(now)];
  // What became known since has no line in the pack, and what is no longer known none in the newer one.
  const rows = [...new Map([...newer, ...then]).keys()]
    .map((name) => ({ name, was: then.get(name), is: newer.get(name) }))
    .filter(({ was, is }) => was !== is)
    .map(({ name, was, is }) => [cell(name), shownOrNot(was), shownOrNot(is)]);
  if (rows.length === 0) return undefined;
  return {
    caption: 'Figures that have changed',
    columns: ['Figure', 'In this pack', 'By what is known now'].map(words),
    rows,
  };
}

const byName = (figures: PackFigures): ReadonlyMap<string, string> =>
  new Map(headlinesOf(figures).map(({ name, shown }) => [name, shown]));

const shownOrNot = (shown: string | undefined) => (shown === undefined ? unknown() : cell(shown));

const stages = ({ stages: both }: PackFigures): readonly Headline[] =>
  both === undefined
    ? []
    : countsIn(both.now.total.stages).map(({ name, count }) => ({
        name: /^\d/.test(name) ? `Trusts at stage ${name}` : `Trusts: ${name}`,
        shown: String(count),
      }));

function gaps({ gap }: PackFigures): readonly Headline[] {
  const split = gap?.total.gap;
  if (split === undefined || split === null) return [];
  const { useGap, optimisationGap } = split;
  return [
    { name: 'Use gap, points of 100', shown: boundsInWords(useGap) },
    { name: 'Optimisation gap, points of 100', shown: boundsInWords(optimisationGap) },
  ];
}

function money({ benefits }: PackFigures): readonly Headline[] {
  if (benefits === undefined) return [];
  const { byClass } = benefits.now.total.money;
  return (['CRB', 'NCRB', 'SB'] as const).flatMap((of) => [
    ...[
      { what: 'approved to date', pence: byClass[of].currentToDate },
      { what: 'validated', pence: byClass[of].validated },
      { what: 'awaiting validation', pence: byClass[of].awaiting },
      { what: 'slid to later periods', pence: byClass[of].moves.slidRight },
    ].map(({ what, pence }) => ({
      name: `${capital(benefitClasses[of])}, ${what}`,
      shown: poundsInWords(pence),
    })),
  ]);
}

/** Where each stands, and its chance to fall short, or what came of it. */
const targets = ({ targets: forecasts = [], outcomes = [] }: PackFigures): readonly Headline[] =>
  forecasts.flatMap((forecast) => {
    const { metric } = forecast;
    const outcome = outcomes.find(({ target }) => target === forecast.target);
    return outcome === undefined
      ? [
          { name: `${metric}, reached by`, shown: standsInWords(forecast) },
          { name: `${metric}, chance of missing it`, shown: chanceCell(forecast).text },
        ]
      : [
          { name: `${metric}, reached by`, shown: sinceInWords(outcome) },
          { name: `${metric}, what came of it`, shown: outcomeInWords(outcome) },
        ];
  });

const attention = ({ attention: answer }: PackFigures): readonly Headline[] =>
  kindTitles.flatMap(({ kind, title }) => {
    const of = answer?.kinds.find((each) => each.kind === kind);
    return of === undefined ? [] : [{ name: title, shown: String(of.items) }];
  });

const quality = ({ quality: answer }: PackFigures): readonly Headline[] =>
  (['completeness', 'self-assessed', 'corrections'] as const)
    .flatMap((measure) => linesNamed(answer?.measures ?? [], measure))
    .map(({ name, line }) => ({
      name,
      shown: shareInWords(line),
    }));
