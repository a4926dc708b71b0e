import type { ComparisonAnswer, FigureMoved } from '#read-models';
import type { Names } from '../../names.js';
import { uncapital } from '../../stages-in-words.js';
import { cell, words, type Cell, type Table } from '../../table-view.js';
import type { ProgrammeOpened } from '../frame/programme-frame.js';
import { programmeHref } from '../frame/programme-pages.js';
import { changeInWords, entryCell, figureInWords, recordedCell, valueCell } from './moved-cells.js';

type Shown = Readonly<{
  answer: ComparisonAnswer;
  opened: Pick<ProgrammeOpened, 'profile' | 'trustHref' | 'pageQuery' | 'since' | 'asOf'>;
  mayReadLog: boolean;
  names: Pick<Names, 'organisation'>;
}>;

/** "14 figures: 2 new, 12 changed."; nothing of what there was not. */
export function movedInWords(moved: readonly FigureMoved[]): string {
  const count = (change: FigureMoved['change']) =>
    moved.filter((each) => each.change === change).length;
  const parts = (['new', 'changed', 'corrected', 'withdrawn'] as const)
    .filter((change) => count(change) > 0)
    .map((change) => `${count(change).toLocaleString('en-GB')} ${change}`);
  const figures = `${moved.length.toLocaleString('en-GB')} ${moved.length === 1 ? 'figure' : 'figures'}`;
  return `${figures}: ${parts.join(', ')}.`;
}

/** What moved, row by row: what it was, what it is, who recorded that and when. */
export function movedTable(
  how: FigureMoved['how'],
  rows: readonly FigureMoved[],
  shown: Shown,
): Table {
  const { since, asOf } = shown.opened;
  const { told, earlier, later } = shown.answer;
  const [before, after] = how === 'happened' ? [earlier, later] : [told, earlier];
  return {
    caption:
      how === 'happened'
        ? `What happened between ${since} and ${asOf}`
        : `What was learned since about ${since} and before`,
    columns: [
      words('Trust or target'),
      words('Figure'),
      words('Change'),
      words(how === 'happened' ? `On ${since}` : 'As known then'),
      words(how === 'happened' ? `On ${asOf}` : 'As known now'),
      words('Newest entry'),
      words('Recorded'),
    ],
    rows: rows.map((row) => [
      whose(row, shown),
      cell(figureInWords(row)),
      cell(changeInWords(row)),
      valueCell(row, row.before, before),
      valueCell(row, row.after, after),
      entryCell(row, shown.mayReadLog),
      recordedCell(row, shown.names),
    ]),
  };
}

function whose({ aspect, code, name, subject }: FigureMoved, { opened }: Shown): Cell {
  const { profile, pageQuery, trustHref } = opened;
  return aspect === 'target'
    ? { text: name, href: programmeHref(profile.programme, `targets/${subject}`) + pageQuery }
    : { text: `${name} (${code})`, href: trustHref(code) };
}

/** The same of one trust: both lists in one, each row with how it came to be known. */
export const movedOfTrust = (
  rows: readonly FigureMoved[],
  { answer: { told, earlier, later }, opened: { since, asOf }, mayReadLog, names }: Shown,
): Table => ({
  caption: `What changed between ${since} and ${asOf}`,
  columns: ['Figure', 'How', 'Before', 'After', 'Newest entry', 'Recorded'].map(words),
  rows: rows.map((row) => {
    const [before, after] = row.how === 'happened' ? [earlier, later] : [told, earlier];
    return [
      cell(figureInWords(row)),
      cell(
        row.how === 'happened'
          ? changeInWords(row)
          : `Learned since: ${uncapital(changeInWords(row))}`,
      ),
      valueCell(row, row.before, before),
      valueCell(row, row.after, after),
      entryCell(row, mayReadLog),
      recordedCell(row, names),
    ];
  }),
});
