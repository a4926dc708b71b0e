import type { AssessmentsExplanation, WaitingExplanation } from '#read-models';
import { dayInWords } from '#vocabulary';
import { countsInWords, kindsInWords, valueInWords } from '../approvals/approval-rows.js';
import { decimalsOf, scoreName } from '../assessments/assessment-views.js';
import { effectiveInWords } from '../dates-in-words.js';
import { inThousands } from '../numbers-in-words.js';
import type { InputsShown } from './inputs-shown.js';
import { numbers, words } from '../table-view.js';

/** What waits, and who decides on it. */
export const waitingShown = ({
  answer: { waiting },
  numerator,
  denominator,
}: WaitingExplanation): InputsShown => ({
  result: countsInWords(numerator, denominator),
  caption: 'What waits, the earliest day first',
  head: ['What', 'Kind', 'Value', 'Date', 'Who decides', 'Stated by'].map(words),
  rows: waiting.map((each) => [
    each.says,
    kindsInWords[each.kind],
    valueInWords(each),
    dayInWords(each.on),
    each.kind === 'stage-validation' ? 'Another organisation' : 'People of this trust',
    peopleInWords(each.statedBy.length),
  ]),
  leftOut: [
    'Benefits that were written off, and evidence that was withdrawn or has expired: nothing is decided on them any more.',
    'Values measured before the record was used enough.',
  ],
});

const peopleInWords = (count: number): string =>
  count === 1 ? '1 person' : `${String(count)} people`;

/** The scores of one instrument, each with its edition and day. */
export function scoresShown({
  answer: { instrument, lines },
}: AssessmentsExplanation): InputsShown {
  const decimals = decimalsOf(instrument.code);
  const isSurvey = lines.some(({ answers }) => answers !== null);
  return {
    result: scoresInWords(lines),
    caption: 'What went in, the newest first',
    head: [
      ...['Scored', 'Edition', 'Date'].map(words),
      numbers('Score'),
      ...(isSurvey ? ['Positive', 'Negative', 'Answers'].map(numbers) : [words('Scored by')]),
    ],
    rows: lines.map(({ name, edition, effective, score, answers, selfAssessed }) => [
      ...[scoreName(name), edition, effectiveInWords(effective), score.toFixed(decimals)],
      ...(answers === null
        ? [selfAssessed === true ? 'The trust itself' : 'Another organisation']
        : [
            `${answers.positive.toFixed(decimals)}%`,
            `${answers.negative.toFixed(decimals)}%`,
            inThousands(answers.respondents),
          ]),
    ]),
    leftOut: ['Scores of other instruments: each has a scale of its own.'],
  };
}

function scoresInWords(lines: AssessmentsExplanation['answer']['lines']): string {
  if (lines.length === 0) return 'No assessment with it is recorded.';
  const assessed = new Set(lines.map(({ factId }) => factId)).size;
  const scores = lines.length === 1 ? '1 score' : `${String(lines.length)} scores`;
  return `${scores}, from ${assessed === 1 ? '1 assessment' : `${String(assessed)} assessments`}.`;
}
