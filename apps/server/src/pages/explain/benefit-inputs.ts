import { truncatedPercent } from '#figures';
import type { BenefitExplained, BenefitsExplanation, DueExplanation } from '#read-models';
import { dayInWords, type IsoDate } from '#vocabulary';
import { amountInWords, dotInWords, statusTags } from '../benefits/benefit-words.js';
import type { InputsShown } from './trust-inputs.js';

const LEFT_OUT =
  'Values that were rejected, and values from before the record was used enough, are in neither sum.';

/** What one benefit came to, and what its plan is worth. */
export function benefitShown(benefit: BenefitExplained): InputsShown {
  const { actuals, ratio, unit, current, original, presentValue } = benefit;
  const amount = (value: number): string => amountInWords(value, unit);
  return {
    result: `${benefit.says}. ${dotInWords(ratio.againstCurrent, unit, 'by the newest approval')}`,
    caption: 'What went in',
    head: ['What', 'Amount', 'Made of'],
    rows: [
      ['Validated to date', amount(actuals.validated), valuesInWords(actuals.counts.validated)],
      ['Due to date by the newest approval', ...approvedInWords(current, unit)],
      ['Due to date by the first approval', ...approvedInWords(original, unit)],
      ['Validated ÷ due, by the newest approval', shareOf(ratio.againstCurrent), 'Not applicable'],
      ['Validated ÷ due, by the first approval', shareOf(ratio.againstOriginal), 'Not applicable'],
      ['Awaiting validation', amount(actuals.awaiting), valuesInWords(actuals.counts.awaiting)],
      ['Rejected', amount(actuals.rejected), valuesInWords(actuals.counts.rejected)],
      [
        'Before enough use of the record',
        amount(actuals.belowGate),
        valuesInWords(actuals.counts.belowGate),
      ],
      presentValue === null
        ? ['What the plan is worth', 'Not known', 'It has no value in money, or no approval']
        : [
            'What the plan is worth',
            amountInWords(presentValue.value, 'pence'),
            `On ${dayInWords(presentValue.base)}, by ${presentValue.rates.title}`,
          ],
    ],
    leftOut: [LEFT_OUT],
  };
}

/** Which of the benefits of a trust are on track. */
export const benefitsShown = ({
  answer,
  numerator,
  denominator,
}: BenefitsExplanation): InputsShown => ({
  result: `${String(numerator)} of ${String(denominator)} approved benefits are on track.`,
  caption: 'What went in, by benefit',
  head: ['Benefit', 'Status', 'Due to date', 'Validated', 'Validated ÷ due', 'Counts'],
  rows: answer.map(({ title, status, current, ratio, actuals, unit }) => [
    title,
    statusTags[status].text,
    ...approvedInWords(current, unit).slice(0, 1),
    amountInWords(actuals.validated, unit),
    shareOf(ratio.againstCurrent),
    current === null || status === 'written-off'
      ? 'Not: it is not approved, or was written off'
      : ratio.againstCurrent.rag === 'green'
        ? 'On track'
        : `Not on track (${ratio.againstCurrent.rag})`,
  ]),
  leftOut: [LEFT_OUT],
});

/** What is due, and since when. */
export const dueShown = (
  { answer: { due }, numerator, denominator }: DueExplanation,
  asOf: IsoDate,
): InputsShown => ({
  result: `${String(numerator)} of ${String(denominator)} due now or within three months are overdue.`,
  caption: 'What is due, the longest overdue first',
  head: ['What', 'By when', 'State'],
  rows: due.map(({ on, says }) => [says, dayInWords(on), on <= asOf ? 'Overdue' : 'Not due yet']),
  leftOut: ['Benefits that were written off need nothing any more.'],
});

type Approved = BenefitExplained['current'];

const approvedInWords = (approved: Approved, unit: string): readonly [string, string] =>
  approved === null
    ? ['None', 'It was not approved']
    : [
        amountInWords(approved.toDate, unit),
        `${amountInWords(approved.total, unit)} in all, by ${approved.caseRef} version ${approved.caseVersion}`,
      ];

/** Cut to one decimal, never rounded up. */
const shareOf = (dot: BenefitExplained['ratio']['againstCurrent']): string =>
  'ratio' in dot ? `${truncatedPercent(dot.ratio, 1).toFixed(1)}%` : 'Nothing was due';

const valuesInWords = (count: number): string =>
  `${String(count)} ${count === 1 ? 'value' : 'values'}`;
