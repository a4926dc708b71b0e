import type { Bounds } from '#figures';
import type { ComparisonAnswer, Standing } from '#read-models';
import { dayInWords } from '#vocabulary';
import { explainHref } from '../../data-links.js';
import { instantInWords } from '../../dates-in-words.js';
import { boundsInWords } from '../../gap-in-words.js';
import { moneyInWords } from '../../money-in-words.js';
import { inThousands } from '../../numbers-in-words.js';
import { trustsInWords } from '../../stages-in-words.js';
import { cell, numbers, unknown, words, type Cell, type Table } from '../../table-view.js';
import { becameInWords } from '../frame/movement.js';
import type { ProgrammeOpened } from '../frame/programme-frame.js';
import { countLabels, headlineCounts, gapLabels } from '../home/headlines.js';
import { moneyNames } from './moved-cells.js';

/** A figure of the whole programme; null where it is not known. */
type Line = Readonly<{
  label: string;
  of: (standing: Standing) => Bounds | null;
  shown: (bounds: Bounds, standing: Standing) => string;
  moved: Parameters<typeof becameInWords>[1];
  /** What is said where it is not known. */
  none?: string;
}>;

type Days = Pick<ProgrammeOpened, 'since' | 'asOf' | 'cohort'> & Readonly<{ withTold: boolean }>;

/** The headline figures on both days; with `withTold`, the earlier day as it was told then as well. */
export function standingsView(answer: ComparisonAnswer, days: Days) {
  const { told, earlier, later } = answer;
  const { since, asOf, withTold } = days;
  const lines = linesOf(later);
  const table: Table = {
    caption: `Figures on ${since} and on ${asOf}`,
    columns: [
      words('Figure'),
      ...(withTold ? [numbers(`${since}, as known then`), words('Changed by later entries')] : []),
      numbers(withTold ? `${since}, as known now` : since),
      numbers(asOf),
      words(withTold ? 'Between the two days' : 'Change'),
    ],
    rows: lines.map((line): readonly Cell[] => [
      cell(line.label),
      ...(withTold ? [shownIn(line, told), movedIn(line, told, earlier)] : []),
      shownIn(line, earlier),
      shownIn(line, later),
      movedIn(line, earlier, later),
    ]),
  };
  return {
    standings: table,
    cohorts:
      earlier.trusts === later.trusts
        ? undefined
        : `The programme counted ${trustsInWords(earlier.trusts)} on ${since} and ${trustsInWords(later.trusts)} on ${asOf}.`,
    toldAt:
      told.recordedAt === null
        ? `Nothing had been recorded by the end of ${since}.`
        : `“As known then” uses everything recorded up to ${instantInWords(told.recordedAt)} (entry ${inThousands(told.entry)}).`,
    explained: [
      explainedOn(earlier, dayInWords(earlier.asOf), days),
      explainedOn(later, dayInWords(later.asOf), days),
    ],
    explainedThenAndNow: [
      ...(told.recordedAt === null
        ? []
        : [explainedOn(told, `${since}, as it was known then`, days)]),
      explainedOn(earlier, `${since}, as it is known now`, days),
    ],
  };
}

const counted = (label: string, of: Line['of']): Line => ({
  label,
  of,
  shown: (bounds, { trusts }) => `${boundsInWords(bounds, 0)} of ${trustsInWords(trusts)}`,
  moved: { decimals: 0 },
});

function linesOf(later: Standing): readonly Line[] {
  const which = later.gap?.headline === 'optimisation' ? 'optimisationGap' : 'useGap';
  return [
    counted(countLabels.stageTwo, (standing) => headlineCounts(standing).stageTwo),
    {
      label: gapLabels[which],
      of: ({ gap }) => gap?.[which] ?? null,
      shown: (bounds) => `${boundsInWords(bounds)} points`,
      moved: { decimals: 1 },
    },
    counted(countLabels.validated, (standing) => headlineCounts(standing).validated),
    counted(countLabels.reporting, (standing) => headlineCounts(standing).reporting),
    counted('With an EPR in place', ({ withEpr }) => withEpr),
    ...(['CRB', 'NCRB', 'SB'] as const).map((each): Line => ({
      label: `${moneyNames[each]}, validated to date`,
      of: ({ validated: { [each]: pence } }) =>
        pence === null ? null : { low: pence, high: pence },
      none: 'No benefits',
      shown: ({ low }) => moneyInWords(low),
      moved: { decimals: 0, inWords: moneyInWords },
    })),
  ];
}

function shownIn(line: Line, standing: Standing): Cell {
  const bounds = line.of(standing);
  return bounds === null ? unknown(line.none) : cell(line.shown(bounds, standing));
}

function movedIn(line: Line, before: Standing, after: Standing): Cell {
  const became = becameInWords({ then: line.of(before), now: line.of(after) }, line.moved);
  return became === undefined ? unknown(line.none) : cell(became);
}

/** Where the figures of a day say what they were made from, by what is known now. */
function explainedOn({ asOf, entry }: Standing, day: string, { cohort }: Days) {
  const query = `?${new URLSearchParams({ asOf, knownAt: String(entry) }).toString()}`;
  const on = (path: string) => explainHref(`${path}/explain`, query, cohort);
  return {
    day,
    stages: on('stages'),
    gap: on('gaps'),
    money: on('money-gaps'),
  };
}
