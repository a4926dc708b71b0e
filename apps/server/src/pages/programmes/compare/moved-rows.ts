import type { ComparisonAnswer, FigureMoved, Standing, Value } from '#read-models';
import { parseStatedDate } from '#vocabulary';
import { eventHref } from '../../audit/audit-links.js';
import { explainHref } from '../../data-links.js';
import { instantInWords, statedInWords } from '../../dates-in-words.js';
import { entryHref } from '../../entries/kinds-with-page.js';
import { boundsInWords } from '../../gap-in-words.js';
import { poundsInWords } from '../../money-in-words.js';
import { cell, unknown, words, type Cell, type Table } from '../../table-view.js';
import { movement } from '../frame/movement.js';
import type { ProgrammeOpened } from '../frame/programme-frame.js';
import { programmeHref } from '../frame/programme-pages.js';
import { gapLabels } from '../home/headlines.js';

export const moneyNames = {
  CRB: 'Cash-releasing benefits',
  NCRB: 'Non-cash-releasing benefits',
  SB: 'Societal benefits',
} as const;

type Shown = Readonly<{
  answer: ComparisonAnswer;
  opened: Pick<ProgrammeOpened, 'profile' | 'query' | 'pageQuery' | 'since' | 'asOf'>;
  mayReadLog: boolean;
}>;

/** "14 figures of 6 trusts: 2 new, 12 changed"; nothing of what there was not. */
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
      words('Recorded'),
    ],
    rows: rows.map((row) => [
      whose(row, shown),
      cell(figureInWords(row, shown.answer.later)),
      cell(changeInWords(row)),
      valueCell(row, row.before, before),
      valueCell(row, row.after, after),
      recordedCell(row, shown.mayReadLog),
    ]),
  };
}

const changes: Readonly<Record<FigureMoved['change'], string>> = {
  new: 'New',
  changed: 'Changed',
  corrected: 'Corrected',
  withdrawn: 'Withdrawn',
};

/** "Changed: up at least 1"; of what cannot be counted, the word alone. */
function changeInWords({ aspect, change, before: then, after: now }: FigureMoved): string {
  if (then === null || now === null || aspect === 'epr' || aspect === 'target') {
    return changes[change];
  }
  const inPence = aspect === 'benefits';
  const shown = { decimals: aspect === 'gap' ? 1 : 0, ...(inPence && { inWords: poundsInWords }) };
  return `${changes[change]}: ${movement({ then, now }, shown)}`;
}

function whose({ aspect, code, name, subject }: FigureMoved, { opened }: Shown): Cell {
  const { profile, pageQuery, query } = opened;
  return aspect === 'target'
    ? { text: name, href: programmeHref(profile.programme, `targets/${subject}`) + pageQuery }
    : { text: `${name} (${code})`, href: `/organisations/${code}${query}` };
}

function figureInWords({ aspect, subject }: FigureMoved, later: Standing): string {
  switch (aspect) {
    case 'stage':
      return 'Stage by evidence';
    case 'validated-stage':
      return 'Stage that others validated';
    case 'epr':
      return 'EPR';
    case 'gap':
      return gapLabels[later.gap?.headline === 'optimisation' ? 'optimisationGap' : 'useGap'];
    case 'benefits':
      return `${moneyNames[subject as keyof typeof moneyNames]}, validated to date`;
    case 'target':
      return 'Target';
  }
}

/** A figure leads to what it was made from, on its day and by what was known at its moment. */
function valueCell(row: FigureMoved, value: Value | null, standing: Standing): Cell {
  if (value === null) return unknown();
  const text = valueInWords(row, value);
  const { asOf, entry } = standing;
  const query = `?${new URLSearchParams({ asOf, knownAt: String(entry) }).toString()}`;
  const trust = `organisations/${row.code}`;
  switch (row.aspect) {
    case 'stage':
    case 'validated-stage':
      return { text, href: explainHref(`${trust}/stage/explain`, query) };
    case 'gap':
      return { text, href: explainHref(`${trust}/gap/explain`, query) };
    case 'benefits':
      return { text, href: `/${trust}/benefits${query}` };
    case 'epr':
      return { text, href: `/${trust}${query}` };
    case 'target':
      return cell(text);
  }
}

function valueInWords({ aspect }: FigureMoved, { low, high, unit, by }: Value): string {
  switch (aspect) {
    case 'stage':
    case 'validated-stage':
      return stagesInWords(low, high);
    case 'epr':
      return low === 1 ? 'Has one' : 'Has none';
    case 'gap':
      return `${boundsInWords({ low, high })} points`;
    case 'benefits':
      return poundsInWords(low);
    case 'target':
      return `${low.toLocaleString('en-GB')}${unit === 'percent' ? '%' : ` ${unit}`}${deadlineInWords(by)}`;
  }
}

function deadlineInWords(by: string | null): string {
  const date = parseStatedDate(by ?? '');
  return date === undefined ? '' : ` by ${statedInWords(date)}`;
}

/** "Stage 2", or what it is at the least where something is out of date or missing. */
function stagesInWords(low: number, high: number): string {
  const named = (stage: number) => (stage === 0 ? 'Below stage 1' : `Stage ${String(stage)}`);
  if (low === high) return named(low);
  return low === 0
    ? `Not known, up to stage ${String(high)}`
    : `At least stage ${String(low)}, up to ${String(high)}`;
}

/** The newest entry behind it, for those who may see it, and how many there are beside. */
function recordedCell({ cause, entries, code, aspect }: FigureMoved, mayReadLog: boolean): Cell {
  if (cause === null) {
    return unknown('No entry: what was recorded earlier went out of date');
  }
  const { entry, kind, recordedAt, role, organisation, reason } = cause;
  const others = entries > 1 ? `, and ${(entries - 1).toLocaleString('en-GB')} more` : '';
  const why = reason === null ? '' : `. Reason: ${reason}`;
  const text = `Entry ${entry.toLocaleString('en-GB')}, ${instantInWords(recordedAt)}, by a ${role.replaceAll('-', ' ')} for ${organisation}${others}${why}`;
  const href = mayReadLog
    ? eventHref(entry)
    : aspect === 'target'
      ? undefined
      : entryHref(code, entry, [kind]);
  return href === undefined ? cell(text) : { text, href };
}
