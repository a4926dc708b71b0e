import type { MoneyGroup } from '#read-models';
import { benefitClasses } from '#vocabulary';
import { poundsInWords, wholePounds } from '../../money-in-words.js';
import { capital } from '../../stages-in-words.js';
import { cell, number, numbers, words, type Table } from '../../table-view.js';
import type { MoneyClassShown } from './money-charts.js';

export const classes = ['CRB', 'NCRB', 'SB'] as const satisfies readonly MoneyClassShown[];

/** A column, in pence of each class. */
type Column = Readonly<{ text: string; of: (name: MoneyClassShown) => number }>;

type Counts = Readonly<Record<MoneyClassShown, Pick<MoneyGroup['money']['total'], 'benefits'>>>;

/**
 * A row for each class and one for all. A class has the pounds that it has on every other page; all of
 * them are added up as they are shown, which may be a pound off their pence.
 */
export function byClass(caption: string, columns: readonly Column[], benefits: Counts): Table {
  const shown = columns.map(({ of }) => withSum(classes.map((name) => wholePounds(of(name)))));
  const counts = withSum(classes.map((name) => benefits[name].benefits));
  const rows = [...classes.map((name) => capital(benefitClasses[name])), 'All'];
  return {
    caption,
    columns: [words('Class'), numbers('Benefits'), ...columns.map(({ text }) => numbers(text))],
    rows: rows.map((name, index) => [
      cell(name),
      number(counts[index] ?? 0),
      ...shown.map((column) => cell(poundsInWords(100 * (column[index] ?? 0)))),
    ]),
  };
}

const withSum = (numbers: readonly number[]): readonly number[] => [
  ...numbers,
  numbers.reduce((sum, each) => sum + each, 0),
];
