import type { CohortExplanation, CohortFigure, QuarterMoney, TrustExplained } from '#read-models';
import { isMoney } from '../../api/questions/explain-cohort.questions.js';
import { gapHeadline } from '../gap-in-words.js';
import type { Names } from '../names.js';
import { inThousands } from '../numbers-in-words.js';
import { trustsInWords } from '../stages-in-words.js';
import { entriesCell } from './entries-cell.js';
import { moneyByClass } from './money-by-class.js';
import { inputsShown } from './trust-inputs.js';
import { numbers, words, type Table } from '../table-view.js';

/** The figure of many trusts in a sentence or two; a list for what has several. */
export function cohortResult({ answer, denominator }: CohortExplanation): readonly string[] {
  if ('quarters' in answer) return moneyOfLastQuarter(answer.quarters) ?? [included(denominator)];
  if (!('total' in answer)) return [included(denominator)];
  const { total } = answer;
  if ('gap' in total && total.gap !== null && 'headline' in total.gap) {
    return [
      `${String(total.numerator)} of ${trustsInWords(total.denominator)} ${total.numerator === 1 ? 'reports' : 'report'}. ${gapHeadline(total.gap)}`,
    ];
  }
  if ('money' in total) {
    return moneyByClass(total.money.byClass);
  }
  return [included(total.denominator)];
}
const included = (trusts: number): string =>
  `${trustsInWords(trusts)} ${trusts === 1 ? 'is' : 'are'} included.`;

/** The last quarter that had begun; undefined where the quarters are not of money. */
function moneyOfLastQuarter(quarters: readonly object[]): readonly string[] | undefined {
  const begun = quarters.filter(isOfMoney).findLast(({ ahead }) => !ahead);
  return begun && moneyByClass(begun.byClass);
}

const isOfMoney = (quarter: object): quarter is QuarterMoney => 'byClass' in quarter;

/** The figure of one trust that each figure of many is made from, where it has a page. */
const ofTrust: Readonly<Partial<Record<CohortFigure, string>>> = {
  gaps: 'gap',
  stages: 'stage',
  'stage-gaps': 'stage',
  progression: 'progression',
  transitions: 'progression',
  'boundary-gaps': 'boundary-gap',
  drivers: 'drivers',
};

type Part = TrustExplained & Readonly<{ withheld: 'nothing' | 'events' | 'inputs and events' }>;

type Shown = Readonly<{
  names: Names;
  query: string;
  /** Where the events of a trust are read as data. */
  eventsOf: (code: string) => string;
}>;

/** The part of one trust, as far as whoever asks may read of it. */
export function trustRow(figure: CohortFigure, trust: Part, { names, query, eventsOf }: Shown) {
  const { code, name, counts, countsUnder, weight, inputs, entries, withheld } = trust;
  const path = withheld === 'nothing' ? ofTrust[figure] : undefined;
  return {
    name: `${name} (${code})`,
    href: path === undefined ? undefined : `/organisations/${code}/${path}/explain${query}`,
    cells: [
      cameTo(inputs, withheld, names),
      !counts
        ? 'No'
        : countsUnder === code
          ? 'Yes'
          : `Yes, under ${names.organisation(countsUnder)}`,
      ...(isMoney(figure) ? [] : [counts ? String(weight) : 'None']),
      withheld === 'nothing'
        ? entriesCell(inThousands(entries ?? 0), { code, name, eventsOf })
        : 'Not shown to your role',
    ],
  };
}

/** What each column tells of a trust; sums of money are not weighed. */
export const cohortHead = (figure: CohortFigure): Table['columns'] => [
  ...['Trust', 'Result', 'Included'].map(words),
  ...(isMoney(figure) ? [] : [numbers('Weight')]),
  numbers('Number of entries'),
];

function cameTo(inputs: Part['inputs'], withheld: Part['withheld'], names: Names): string {
  if (inputs !== null) {
    const { brief, result } = inputsShown(inputs, names);
    return brief ?? result;
  }
  return withheld === 'inputs and events' ? 'Not shown to your role' : 'Nothing went in';
}
