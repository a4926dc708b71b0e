import { dayInWords } from '#vocabulary';
import { optimisationRecords } from '../../api/optimisation.controller.js';
import { evidence, whyLate, whenStep } from '../forms/common-questions.js';
import { collectionAt, filled } from '../forms/form-entry.js';
import type { Asking, Entry, Form } from '../forms/form.js';
import { wordsStep } from '../forms/simple-steps.js';
import { stageInWords } from '../stages-in-words.js';
import { standingOf, validationsGiven, type ValidationGiven } from './validations-given.js';
import { nothingToChange, trustOf } from '../not-there.js';

type Known = Readonly<{
  validator: string;
  /** What the validator confirmed last of each stage; not what it took back since. */
  given: readonly ValidationGiven[];
}>;

const NONE_GIVEN =
  'No validation of this trust by your organisation stands, so there is nothing to withdraw.';

async function knows({ queries, code, today, actor }: Asking): Promise<Known> {
  const validator = actor.kind === 'known' ? actor.organisation : '';
  const said = await validationsGiven(queries, code, { asOf: today }, actor);
  return { validator, given: standingOf(said) };
}

/** The organisation that validated a stage takes that back, from a day on. */
export const validationWithdrawalForm: Form<Known> = {
  title: 'Withdraw the validation of a stage',
  done: 'Validation withdrawn',
  afterwards: 'Your validation no longer counts from the day you gave.',
  knows,
  whyNot: ({ code, known: { given } }) =>
    given.length === 0 ? nothingToChange(NONE_GIVEN, trustOf(code)) : undefined,
  changes: ({ answers }, { stage }) => String(stage) === answers['stage'],
  isOnce: true,
  steps: [
    {
      name: 'stage',
      question: 'Which validation are you withdrawing?',
      fields: [
        {
          ...{ kind: 'choice', name: 'stage', at: '/stage', missing: 'Select a stage' },
          options: ({ known: { given } }) =>
            given.map(({ stage, expires }) => ({
              value: String(stage),
              text: stageInWords(stage),
              hint: `Validated until ${dayInWords(expires)}`,
            })),
        },
      ],
    },
    wordsStep('why-withdrawn', 'Why are you withdrawing it?', {
      at: '/why',
      hint: 'Up to 500 characters. Do not include patient or staff details.',
      missing: 'Enter why it was withdrawn',
    }),
    whenStep(
      'From which day does it no longer count?',
      'Enter the day from which it no longer counts',
    ),
    { ...evidence, question: 'What shows it?' },
    whyLate,
  ],
  entry: ({ answers, known: { validator } }): Entry => {
    const { stage, day, evidence, reason } = answers;
    return {
      ...collectionAt(optimisationRecords, 'stage-validation-withdrawals'),
      act: 'record',
      body: {
        ...{ stage, validator, why: answers['why-withdrawn'] },
        ...filled({ effectiveOn: day, evidence, reason }),
      },
    };
  },
};
