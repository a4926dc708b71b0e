import type { FigureMoved, Standing, Value } from '#read-models';
import { parseStatedDate } from '#vocabulary';
import { eventHref } from '../../audit/audit-links.js';
import { explainHref } from '../../data-links.js';
import { instantInWords, statedInWords } from '../../dates-in-words.js';
import { entryHref } from '../../entries/kinds-with-page.js';
import { boundsInWords } from '../../gap-in-words.js';
import { poundsInWords } from '../../money-in-words.js';
import type { Names } from '../../names.js';
import { inThousands } from '../../numbers-in-words.js';
import { uncapital } from '../../stages-in-words.js';
import { cell, unknown, type Cell } from '../../table-view.js';
import { byWhomBeside } from '../../who-in-words.js';
import { becameInWords, becameWords, mayHaveChanged } from '../frame/movement.js';
import { gapLabels } from '../home/headlines.js';

export const moneyNames = {
  CRB: 'Cash-releasing benefits',
  NCRB: 'Non-cash-releasing benefits',
  SB: 'Societal benefits',
} as const;

/** Of what was recorded about the earlier day since, what kind of entry did it. */
const learned: Readonly<Record<FigureMoved['change'], string>> = {
  new: becameWords.new,
  changed: 'Recorded late',
  corrected: 'Corrected',
  withdrawn: 'Withdrawn',
};

/**
 * "Up at least 1", as the figures of the programme tell it; "Corrected: up 1", where an entry of now says
 * otherwise about the earlier day. Of what cannot be counted, the word alone.
 */
export function changeInWords(row: FigureMoved): string {
  const { aspect, how, change, before: then, after: now } = row;
  const isCounted = aspect !== 'epr' && aspect !== 'target';
  const became = isCounted || then === null || now === null ? becameOf(row) : undefined;
  if (how === 'happened') return became ?? 'Changed';
  return then === null || now === null || became === undefined
    ? learned[change]
    : `${learned[change]}: ${uncapital(became)}`;
}

const becameOf = ({ aspect, before: then, after: now }: FigureMoved): string | undefined =>
  becameInWords(
    { then, now },
    {
      decimals: decimalsOf(aspect),
      ...(aspect === 'benefits' && { inWords: poundsInWords }),
    },
  );

/** Whether nobody can tell if the figure is another: only what is known of it is. */
export const isOpen = ({ aspect, before: then, after: now }: FigureMoved): boolean =>
  then !== null && now !== null && mayHaveChanged({ then, now }, decimalsOf(aspect));

const decimalsOf = (aspect: FigureMoved['aspect']): number => (aspect.endsWith('gap') ? 1 : 0);

export function figureInWords({ aspect, subject }: FigureMoved): string {
  switch (aspect) {
    case 'stage':
      return 'Stage by evidence';
    case 'validated-stage':
      return 'Stage validated by others';
    case 'epr':
      return 'EPR';
    case 'use-gap':
      return gapLabels.useGap;
    case 'optimisation-gap':
      return gapLabels.optimisationGap;
    case 'benefits':
      return `${moneyNames[subject as keyof typeof moneyNames]}, validated to date`;
    case 'target':
      return 'Target';
  }
}

/** Of what is not there rather than not known. */
const NONE: Partial<Record<FigureMoved['aspect'], string>> = {
  stage: 'Not reported',
  'validated-stage': 'None',
  'use-gap': 'Not reported',
  'optimisation-gap': 'Not reported',
  benefits: 'No benefits',
  target: 'None',
};

/** A figure leads to what it was made from, on its day and by what was known at its moment. */
export function valueCell(row: FigureMoved, value: Value | null, standing: Standing): Cell {
  if (value === null) return unknown(NONE[row.aspect]);
  const text = valueInWords(row, value);
  const { asOf, entry } = standing;
  const query = `?${new URLSearchParams({ asOf, knownAt: String(entry) }).toString()}`;
  const trust = `organisations/${row.code}`;
  switch (row.aspect) {
    case 'stage':
    case 'validated-stage':
      return { text, href: explainHref(`${trust}/stage/explain`, query) };
    case 'use-gap':
    case 'optimisation-gap':
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
    case 'use-gap':
    case 'optimisation-gap':
      return `${boundsInWords({ low, high })} points`;
    case 'benefits':
      return poundsInWords(low);
    case 'target':
      return `${inThousands(low)}${unit === 'percent' ? '%' : ` ${unit}`}${deadlineInWords(by)}`;
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

/** The newest entry behind it, which leads there where the reader may see it. */
export function entryCell({ cause, code, aspect }: FigureMoved, mayReadLog: boolean): Cell {
  if (cause === null) return unknown('None');
  const { entry, kind } = cause;
  const own = aspect === 'target' ? undefined : entryHref(code, entry, [kind]);
  const href = mayReadLog ? eventHref(entry) : own;
  const text = inThousands(entry);
  return href === undefined ? cell(text) : { text, href };
}

const earlierOnes = (count: number): string =>
  count === 0
    ? ''
    : `, and ${count === 1 ? 'an earlier entry' : `${inThousands(count)} earlier entries`}`;

/** Who recorded it, when and why, and how many other entries moved the same figure. */
export function recordedCell(
  { aspect, code, cause, entries }: FigureMoved,
  names: Pick<Names, 'organisation'>,
): Cell {
  if (cause === null) {
    return unknown(
      aspect === 'target'
        ? 'No entry about this target'
        : 'No entry about this trust: a measurement went out of date, or the maturity model changed',
    );
  }
  const { recordedAt, reason } = cause;
  const others = earlierOnes(entries - 1);
  const why = reason === null ? '' : `. Reason: ${reason}`;
  return cell(
    `${instantInWords(recordedAt)} by ${byWhomBeside(code, cause, names)}${others}${why}`,
  );
}
