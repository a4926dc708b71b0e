import type { ComparisonAnswer, FigureMoved } from '#read-models';
import type { Names } from '../../names.js';
import { inThousands } from '../../numbers-in-words.js';
import { cell, words, type Cell, type Table } from '../../table-view.js';
import type { ProgrammeOpened } from '../frame/programme-frame.js';
import { programmeHref } from '../frame/programme-pages.js';
import {
  changeInWords,
  entryCell,
  figureInWords,
  isOpen,
  recordedCell,
  valueCell,
} from './moved-cells.js';

type Shown = Readonly<{
  answer: ComparisonAnswer;
  opened: Pick<ProgrammeOpened, 'profile' | 'trustHref' | 'pageQuery' | 'since' | 'asOf'>;
  mayReadLog: boolean;
  names: Pick<Names, 'organisation'>;
}>;

/** "14 figures differ: 2 new, 12 changed.", or "14 figures changed."; nothing of what there was not. */
export function movedInWords(moved: readonly FigureMoved[]): string {
  const kinds = moved.map(kindOf);
  const count = (kind: string) => kinds.filter((each) => each === kind).length;
  const found = KINDS.filter((kind) => count(kind) > 0);
  const figures = `${inThousands(moved.length)} ${moved.length === 1 ? 'figure' : 'figures'}`;
  const [only] = found;
  if (found.length === 1 && (only === 'changed' || only === 'may have changed')) {
    return `${figures} ${only}.`;
  }
  const parts = found.map((kind) => `${inThousands(count(kind))} ${kind}`);
  return `${figures} ${moved.length === 1 ? 'differs' : 'differ'}: ${parts.join(', ')}.`;
}

const KINDS = ['new', 'changed', 'may have changed', 'corrected', 'withdrawn', 'no longer known'];

function kindOf(row: FigureMoved): string {
  if (row.change === 'changed') return isOpen(row) ? 'may have changed' : 'changed';
  return row.change === 'withdrawn' && row.how === 'happened' ? 'no longer known' : row.change;
}

/** What moved, row by row: whose it is, what it was, what it is, who recorded that and when. */
export const movedTable = (
  how: FigureMoved['how'],
  rows: readonly FigureMoved[],
  shown: Shown,
): Table => ({
  caption: captionBelowHeading(how, shown.opened),
  columns: ['Trust or target', ...columnsOf(how, shown)].map(words),
  rows: rows.map((row) => [whose(row, shown), ...cellsOf(row, shown)]),
});

/** The same of one trust: what changed between the days, and what was recorded later, each by itself. */
export const movedOfTrust = (rows: readonly FigureMoved[], shown: Shown): readonly Table[] =>
  (['happened', 'learned'] as const).flatMap((how) => {
    const own = rows.filter((row) => row.how === how);
    return own.length === 0
      ? []
      : [
          {
            caption: captionOf(how, shown),
            columns: columnsOf(how, shown).map(words),
            rows: own.map((row) => cellsOf(row, shown)),
          },
        ];
  });

/** The heading above says what the rows are. */
const captionBelowHeading = (
  how: FigureMoved['how'],
  { since, asOf }: Pick<ProgrammeOpened, 'since' | 'asOf'>,
): string =>
  how === 'happened'
    ? `Trusts and targets, ${since} and ${asOf}`
    : `Trusts and targets, ${since} as known then and now`;

const captionOf = (how: FigureMoved['how'], { opened: { since, asOf } }: Shown): string =>
  how === 'happened'
    ? `What changed between ${since} and ${asOf}`
    : `Figures for ${since} changed by later entries`;

const columnsOf = (
  how: FigureMoved['how'],
  { opened: { since, asOf } }: Shown,
): readonly string[] => [
  'Figure',
  'Change',
  ...(how === 'happened' ? [`On ${since}`, `On ${asOf}`] : ['As known then', 'As known now']),
  'Newest entry',
  'Recorded',
];

function cellsOf(row: FigureMoved, { answer, mayReadLog, names }: Shown): readonly Cell[] {
  const { told, earlier, later } = answer;
  const [before, after] = row.how === 'happened' ? [earlier, later] : [told, earlier];
  return [
    cell(figureInWords(row)),
    cell(changeInWords(row)),
    valueCell(row, row.before, before),
    valueCell(row, row.after, after),
    entryCell(row, mayReadLog),
    recordedCell(row, names),
  ];
}

function whose({ aspect, code, name, subject }: FigureMoved, { opened }: Shown): Cell {
  const { profile, pageQuery, trustHref } = opened;
  return aspect === 'target'
    ? { text: name, href: programmeHref(profile.programme, `targets/${subject}`) + pageQuery }
    : { text: `${name} (${code})`, href: trustHref(code) };
}
