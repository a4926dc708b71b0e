import { benefitRefusals, whyNoCosts, whyNoTrajectory } from '#benefits';
import { sentenceOf } from '#event-sourcing';
import { parseIsoDate, periodInWords } from '#vocabulary';
import type { About, Row, Rows, Step, WrongRow } from '../forms/form.js';
import { penceOf } from '../forms/pounds-typed.js';
import { amountInWords } from './benefit-words.js';
import type { KnownBenefit } from './known-benefit.js';
import { periodAfter, periodRead, periodsAnswer, periodWritten } from './periods-typed.js';

const SHORTER =
  'For a whole month or financial year, enter April 2026 or 2026/27 as the first day, and no last day.';

/** What is expected by period; begins with what is expected now. */
export const trajectoryStep = (question: string): Step<KnownBenefit> => ({
  name: 'trajectory',
  question,
  fields: [
    {
      ...periods(({ answer: { benefit } }) => benefit.unit),
      name: 'trajectory',
      at: '/trajectory',
      hint: `Each period begins on the day after the one before it. ${SHORTER}`,
      missing: 'Enter at least one period',
      amiss: (rows, about) => [...notDays(rows), ...notInTurn(rows, about)],
      suggests: ({ known: { answer } }) => {
        const { forecast, current } = answer.trajectories;
        return periodsAnswer(forecast ?? current ?? [], answer.benefit.unit);
      },
    },
  ],
});

/** What it costs by period, in pounds. */
export const costsStep: Step<KnownBenefit> = {
  name: 'costs',
  question: 'What does it cost to bring it about, in each period?',
  fields: [
    {
      ...periods(() => 'pence'),
      name: 'costs',
      at: '/costs',
      hint: `There may be gaps between periods. ${SHORTER} Leave this empty if the business case states no costs for it: that is not the same as none.`,
      empty: 'No costs stated',
      amiss: (rows) => [...notDays(rows), ...costsNotInTurn(rows)],
    },
  ],
};

/** What its amounts are asked for in. */
export const moneyOrUnit = ({ answer: { benefit } }: KnownBenefit): string => inWords(benefit.unit);

const inWords = (unit: string): string => (unit === 'pence' ? 'pounds' : unit);

function periods(unitOf: (known: KnownBenefit) => string): Rows<KnownBenefit> {
  return {
    kind: 'rows',
    what: 'Period',
    cells: [
      { name: 'from', label: 'First day', width: 10, missing: 'Enter its first day' },
      { name: 'to', label: 'Last day', width: 10, missing: 'Enter its last day' },
      {
        ...{ name: 'amount', width: 10, isNumber: true, missing: 'Enter its amount' },
        label: ({ known }) => `Amount in ${inWords(unitOf(known))}`,
      },
    ],
    reads: periodRead,
    writes: periodWritten,
    next: periodAfter,
    says: (row, { known }) => {
      const [from, to] = daysOf(row);
      const unit = unitOf(known);
      const amount = amountInWords(amountOf(row, unit), unit);
      return `${from && to ? periodInWords({ from, to }) : 'Not known'}: ${amount}`;
    },
  };
}

const daysOf = ({ from = '', to = '' }: Row) => [parseIsoDate(from), parseIsoDate(to)] as const;

/** 0 for what is no number: of that the shape of the entry tells. */
function amountOf({ amount = '' }: Row, unit: string): number {
  const number = Number(unit === 'pence' ? penceOf(amount) : amount);
  return Number.isFinite(number) ? number : 0;
}

const notDays = (rows: readonly Row[]): readonly WrongRow[] =>
  rows.flatMap((row, index) =>
    (['from', 'to'] as const)
      .filter((cell) => row[cell] !== '' && parseIsoDate(row[cell] ?? '') === undefined)
      .map((cell) => ({
        ...{ row: index, cell },
        message: `Its ${cell === 'from' ? 'first' : 'last'} day must be a real date, like 1 April 2026`,
      })),
  );

/** What the rules say of periods that overlap or leave a day out, beside the row it is about. */
const notInTurn = (rows: readonly Row[], { known }: About<KnownBenefit>): readonly WrongRow[] => {
  const { benefit } = known.answer;
  const valuedIn = benefit.unit === 'pence' ? 'money' : 'measure';
  return wrongRow(whyNoTrajectory(amountsIn(rows, benefit.unit), valuedIn));
};

const costsNotInTurn = (rows: readonly Row[]): readonly WrongRow[] =>
  wrongRow(whyNoCosts(amountsIn(rows, 'pence')));

/** Up to the first row whose days cannot be read. */
function amountsIn(rows: readonly Row[], unit: string) {
  const unread = rows.findIndex((row) => daysOf(row).includes(undefined));
  return rows.slice(0, unread < 0 ? undefined : unread).flatMap((row) => {
    const [from, to] = daysOf(row);
    return from && to ? [{ from, to, amount: amountOf(row, unit) }] : [];
  });
}

function wrongRow(refused: ReturnType<typeof whyNoTrajectory>): readonly WrongRow[] {
  const [, row] = refused?.field?.split('/') ?? [];
  if (refused === undefined || row === undefined) return [];
  const isAmount = refused.because.startsWith('amount');
  const cell = isAmount ? 'amount' : refused.because === 'trajectory-backwards' ? 'to' : 'from';
  return [{ row: Number(row), cell, message: sentenceOf(refused, benefitRefusals) }];
}
