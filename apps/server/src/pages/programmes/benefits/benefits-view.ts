import type { MoneyGapAnswer, MoneyGroup, MoneyOverTimeAnswer } from '#read-models';
import { benefitClasses } from '#vocabulary';
import { moneyInWords, poundsInWords } from '../../money-in-words.js';
import { rowsShown, TALL_ROWS_SHOWN } from '../../layout/parts-shown.js';
import { allTrustsInWords, capital, trustsInWords } from '../../stages-in-words.js';
import { cell, numbers, words, type Cell, type Table } from '../../table-view.js';
import { byClass, classes } from './class-table.js';
import { dueBars, moneyLines, type MoneyClassShown } from './money-charts.js';

export type MoneyRead = Readonly<{
  now: MoneyGapAnswer;
  before: MoneyGapAnswer;
  overTime: MoneyOverTimeAnswer;
  /** Trust by trust, for those who may see that, and which part of them the address asks for. */
  trusts?: Readonly<{ answer: MoneyGapAnswer; address: Readonly<Record<string, unknown>> }>;
}>;

type Days = Readonly<{
  /** "31 October 2026". */
  asOf: string;
  since: string;
  /** "Trusts of …". */
  place: string;
  trustHref: (code: string) => string;
}>;

type Money = MoneyGroup['money'];
type ClassMoney = Money['total'];

/** Whether the money is real: by class in sentences, over time, and as tables. */
export function benefitsView({ now, before, overTime, trusts }: MoneyRead, days: Days) {
  const { money, numerator, denominator } = now.total;
  const { total, unmonetised } = money;
  if (total.benefits + unmonetised === 0) return undefined;
  const { quarters } = overTime;
  return {
    headline: headlineOf(money),
    reporting:
      `${numerator === denominator ? allTrustsInWords(denominator) : `${String(numerator)} of ${trustsInWords(denominator)}`} ${have(numerator)} recorded benefits. ${benefitsInWords(total.benefits)} valued in money.` +
      (unmonetised === 0 ? '' : ` ${benefitsInWords(unmonetised)} not, and in no sum.`),
    sentences: classes.map((name) => classInWords(name, money.byClass[name], days.asOf)),
    leftBehind:
      now.leftBehind.length === 0
        ? undefined
        : `Left out: ${now.leftBehind.join(', ')}. Their trust has closed and no successor has taken them over.`,
    charts: [
      moneyLines({ id: 'cash', name: 'Cash-releasing', classes: ['CRB'] }, quarters, days),
      moneyLines({ id: 'other', name: 'All other', classes: ['NCRB', 'SB'] }, quarters, days),
      dueBars(quarters, days.place),
    ].filter((chart) => chart !== undefined),
    toDate: toDateTable(money, before.total.money, days),
    whole: wholeTable(money),
    trusts: trusts && trustsShown(trusts, days),
  };
}

/** Cash apart from the rest, in the words a board would say. */
function headlineOf({ byClass }: Money): string {
  const other = byClass.NCRB.gapToCurrent + byClass.SB.gapToCurrent;
  const isApproved = classes.some((name) => byClass[name].currentTotal > 0);
  if (!isApproved) return 'No benefit with a value in money has been approved yet';
  return `Cash-releasing benefits are ${againstPlan(byClass.CRB.gapToCurrent)}, all others ${againstPlan(other)}`;
}

/** "£1.2 million behind plan", of what is approved less what is validated. */
export const againstPlan = (gap: number): string =>
  gap === 0
    ? 'as approved'
    : `${moneyInWords(Math.abs(gap))} ${gap > 0 ? 'behind' : 'ahead of'} plan`;

function classInWords(name: MoneyClassShown, money: ClassMoney, asOf: string): string {
  const { benefits, due, unvalidated, currentToDate, validated, awaiting, moves } = money;
  const of = `${capital(benefitClasses[name])}: ${String(benefits)} ${benefits === 1 ? 'benefit' : 'benefits'}`;
  if (benefits === 0) return `${capital(benefitClasses[name])}: no benefits.`;
  if (due === 0) return `${of}, none due by ${asOf}.`;
  const some = due === benefits ? '' : `, ${String(due)} of them`;
  return (
    `${of}${some} due by ${asOf}. ${moneyInWords(validated)} of ${moneyInWords(currentToDate)} approved to date is validated` +
    (awaiting === 0 ? '' : `; ${moneyInWords(awaiting)} awaits validation`) +
    (moves.slidRight === 0 ? '' : `; ${moneyInWords(moves.slidRight)} has slid to later periods`) +
    `${unvalidated === 0 ? '' : `; ${String(unvalidated)} ${have(unvalidated)} nothing validated yet`}.`
  );
}

const benefitsInWords = (count: number): string =>
  `${String(count)} ${count === 1 ? 'benefit is' : 'benefits are'}`;
const have = (count: number): string => (count === 1 ? 'has' : 'have');

const toDateTable = ({ byClass: own }: Money, before: Money, { asOf, since }: Days): Table =>
  byClass(
    `By class: the periods that ended by ${asOf}`,
    [
      { text: 'Validated', of: (name) => own[name].validated },
      { text: 'Approved now', of: (name) => own[name].currentToDate },
      { text: 'Behind plan', of: (name) => own[name].gapToCurrent },
      { text: 'Awaiting validation', of: (name) => own[name].awaiting },
      {
        text: `Validated since ${since}`,
        of: (name) => own[name].validated - before.byClass[name].validated,
      },
      { text: 'Approved first', of: (name) => own[name].originalToDate },
    ],
    own,
  );

const wholeTable = ({ byClass: own }: Money): Table =>
  byClass(
    'By class: the whole life of the benefits',
    [
      { text: 'Approved first', of: (name) => own[name].originalTotal },
      { text: 'Approved now', of: (name) => own[name].currentTotal },
      { text: 'Slid to later periods', of: (name) => own[name].moves.slidRight },
      { text: 'Dropped', of: (name) => own[name].moves.dropped },
      { text: 'Added', of: (name) => own[name].moves.added },
      { text: 'Written off', of: (name) => own[name].writtenOff },
      { text: 'Costs to others', of: (name) => own[name].disbenefits },
    ],
    own,
  );

/** Those furthest behind first; a trust without benefits has no row. */
function trustsShown(
  { answer: { groups }, address }: NonNullable<MoneyRead['trusts']>,
  { asOf, trustHref }: Days,
) {
  const own = groups
    .filter(({ money }) => money.total.benefits > 0)
    .toSorted((one, other) => other.money.total.gapToCurrent - one.money.total.gapToCurrent);
  const { rows, pages } = rowsShown(own, address, { anchor: 'trusts', shown: TALL_ROWS_SHOWN });
  const pounds = (pence: number): Cell => cell(poundsInWords(pence));
  const span = pages.span === undefined ? '' : `. ${pages.span}`;
  const table: Table = {
    caption: `By trust: the periods that ended by ${asOf}, the furthest behind first${span}`,
    columns: [
      words('Trust'),
      numbers('Behind plan'),
      numbers('Cash-releasing approved now'),
      numbers('Cash-releasing validated'),
      numbers('All other approved now'),
      numbers('All other validated'),
      numbers('Awaiting validation'),
      numbers('Slid to later periods'),
    ],
    rows: rows.map(({ code, name, money: { byClass: of, total } }) => [
      { text: `${name} (${code})`, href: trustHref(code) },
      pounds(total.gapToCurrent),
      pounds(of.CRB.currentToDate),
      pounds(of.CRB.validated),
      pounds(of.NCRB.currentToDate + of.SB.currentToDate),
      pounds(of.NCRB.validated + of.SB.validated),
      pounds(total.awaiting),
      pounds(total.moves.slidRight),
    ]),
  };
  return { table, pages };
}
