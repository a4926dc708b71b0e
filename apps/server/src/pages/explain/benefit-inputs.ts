import type { BenefitExplained, BenefitsExplanation, DueExplanation } from '#read-models';
import { dayInWords, type IsoDate } from '#vocabulary';
import { amountInWords, dotInWords, statusTag } from '../benefits/benefit-words.js';
import { percent } from '../numbers-in-words.js';
import type { InputsShown } from './inputs-shown.js';
import { numbers, words } from '../table-view.js';
import { overdueInWords, whenOverdue } from '../trust/due-in-words.js';

const LEFT_OUT =
  'Values that were rejected, or measured before the record was used enough. They are in no sum.';

/** What one benefit came to, and what its plan is worth. */
export function benefitShown(benefit: BenefitExplained): InputsShown {
  const { actuals, ratio, unit, current, original, presentValue } = benefit;
  const amount = (value: number): string => amountInWords(value, unit);
  return {
    result: `${benefit.says}. ${dotInWords(ratio.againstCurrent, unit, 'by the newest approval')}`,
    caption: 'What went in',
    head: [words('What'), numbers('Amount'), words('Made of')],
    rows: [
      ['Validated to date', amount(actuals.validated), valuesInWords(actuals.counts.validated)],
      ['Due to date by the newest approval', ...approvedInWords(current, unit)],
      ['Due to date by the first approval', ...approvedInWords(original, unit)],
      ['Validated ÷ due, by the newest approval', ...shareOf(ratio.againstCurrent, amount)],
      ['Validated ÷ due, by the first approval', ...shareOf(ratio.againstOriginal, amount)],
      ['Awaiting validation', amount(actuals.awaiting), valuesInWords(actuals.counts.awaiting)],
      ['Rejected', amount(actuals.rejected), valuesInWords(actuals.counts.rejected)],
      [
        'Measured before use reached its threshold',
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
  result:
    denominator === 0 ? 'No benefit is approved yet.' : howManyOnTrack(numerator, denominator),
  caption: 'What went in, by benefit',
  head: [
    words('Benefit'),
    words('On track'),
    numbers('Due to date'),
    numbers('Validated'),
    numbers('Validated ÷ due'),
    words('Status'),
  ],
  rows: answer.map(({ title, status, current, ratio, actuals, unit }) => [
    title,
    onTrackInWords({ status, current, ratio }),
    ...approvedInWords(current, unit).slice(0, 1),
    amountInWords(actuals.validated, unit),
    ...shareOf(ratio.againstCurrent, String).slice(0, 1),
    statusTag({ status, actuals }).text,
  ]),
  leftOut: [LEFT_OUT],
});

function onTrackInWords({
  status,
  current,
  ratio: {
    againstCurrent: { rag },
  },
}: Pick<BenefitExplained, 'status' | 'current' | 'ratio'>): string {
  if (current === null) return 'Not included: not approved';
  if (status === 'written-off') return 'Not included: written off';
  return { green: 'On track', amber: 'No: amber', red: 'No: red', grey: 'Not rated' }[rag];
}

/** What is due, and since when. */
export const dueShown = (
  { answer: { due }, numerator, denominator }: DueExplanation,
  asOf: IsoDate,
): InputsShown => ({
  result: overdueInWords(numerator, denominator),
  caption: 'What is due, the longest overdue first',
  head: [words('What'), words('When')],
  rows: due.map((item) => [item.says, whenOverdue(item, asOf)]),
  leftOut: ['Benefits that were written off.'],
});

type Approved = BenefitExplained['current'];

const approvedInWords = (approved: Approved, unit: string): readonly [string, string] =>
  approved === null
    ? ['None', 'It was not approved']
    : [
        amountInWords(approved.toDate, unit),
        `${amountInWords(approved.total, unit)} in all, by ${approved.caseRef} version ${approved.caseVersion}`,
      ];

/** Cut to one decimal, never rounded up, with the two sums that it is made of. */
const shareOf = (
  dot: BenefitExplained['ratio']['againstCurrent'],
  amount: (value: number) => string,
): readonly [string, string] =>
  'ratio' in dot
    ? [percent(dot.ratio), `${amount(dot.numerator)} ÷ ${amount(dot.denominator)}`]
    : ['Nothing was due', 'Not applicable'];

const valuesInWords = (count: number): string =>
  `${String(count)} ${count === 1 ? 'value' : 'values'}`;

function howManyOnTrack(onTrack: number, approved: number): string {
  if (approved === 1) return `The approved benefit is ${onTrack === 1 ? '' : 'not '}on track.`;
  const of = `of the ${String(approved)} approved benefits`;
  if (onTrack === 0) return `None ${of} is on track.`;
  return `${String(onTrack)} ${of} ${onTrack === 1 ? 'is' : 'are'} on track.`;
}
