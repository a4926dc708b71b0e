import { optimisationRecords } from '../../api/optimisation.controller.js';
import { evidence, whyLate, whenStep } from '../forms/common-questions.js';
import { collectionAt, filled } from '../forms/form-entry.js';
import type { About, Answers, Entry, Form, Stated, Step } from '../forms/form.js';
import { wordsStep } from '../forms/simple-steps.js';
import { statedDateTyped } from '../forms/stated-date-typed.js';
import { isOfEpr, moduleStep, moduleTyped, plannedStep, whichKnownEpr } from './epr-questions.js';
import { knownPlans, saidBefore, type KnownPlans } from './known-plans.js';
import { milestonesHome } from './milestone-words.js';

const of = { missing: 'Select which EPR this is about' };
const shared = {
  knows: knownPlans,
  home: milestonesHome,
  changes: ({ answers }: About<KnownPlans>, stated: Stated) => isOfEpr(answers['epr'], stated),
};

const whyStep = (question: string, missing: string): Step<unknown> =>
  wordsStep('why-changed', question, {
    at: '/why',
    hint: 'Up to 500 characters. Do not include patient or staff details.',
    missing,
  });

/** Another date is expected, and the plan goes on. */
export const goLiveForecastForm: Form<KnownPlans> = {
  ...shared,
  title: 'Revise the forecast of a go-live',
  done: 'Forecast revised',
  afterwards: 'It stands as expected until the go-live is logged, put off or cancelled.',
  steps: [
    whichKnownEpr({ question: 'Which go-live has a new forecast?', ...of }),
    {
      ...plannedStep('When is it now expected to go live?', {
        missing: 'Enter when it is now expected to go live',
      }),
      beside: saidBefore,
    },
    whyStep('Why did the forecast change?', 'Enter why the forecast changed'),
    whenStep('When was this forecast made?', 'Enter the day on which this forecast was made'),
    { ...evidence, question: 'What shows it?' },
    whyLate,
  ],
  entry: ({ answers }): Entry => changed('forecasts', answers),
};

/** Put off: to another date, or to none. */
export const deferralForm: Form<KnownPlans> = {
  ...shared,
  title: 'Put off a go-live',
  done: 'Go-live put off',
  afterwards: 'It stands as put off until the go-live is logged, expected anew or cancelled.',
  steps: [
    whichKnownEpr({ question: 'Which go-live is put off?', ...of }),
    moduleStep('Which module is put off?', 'is put off'),
    {
      ...plannedStep('When is it now planned to go live?', {
        hint: 'Leave this empty if there is no new date.',
        empty: 'No new date',
      }),
      beside: saidBefore,
    },
    whyStep('Why is it put off?', 'Enter why it is put off'),
    whenStep('When was it put off?', 'Enter the day on which it was put off'),
    { ...evidence, question: 'What shows it?' },
    whyLate,
  ],
  entry: ({ answers }): Entry => changed('deferrals', answers),
};

/** Given up altogether. */
export const cancellationForm: Form<KnownPlans> = {
  ...shared,
  title: 'Cancel a go-live',
  done: 'Go-live cancelled',
  afterwards: 'The go-live is no longer expected from the day you gave.',
  steps: [
    whichKnownEpr({ question: 'Which go-live was cancelled?', ...of }),
    { ...whyStep('Why was it cancelled?', 'Enter why it was cancelled'), beside: saidBefore },
    whenStep('When was it cancelled?', 'Enter the day on which it was cancelled'),
    { ...evidence, question: 'What shows it?' },
    whyLate,
  ],
  entry: ({ answers }): Entry => changed('cancellations', answers),
};

const changed = (collection: string, answers: Answers): Entry => ({
  ...collectionAt(optimisationRecords, collection),
  act: 'record',
  body: {
    instance: answers['epr'],
    ...filled({
      module: moduleTyped(answers['module']),
      plannedGoLive: statedDateTyped(answers['planned'] ?? ''),
      why: answers['why-changed'],
      effectiveOn: answers['day'],
      evidence: answers['evidence'],
      reason: answers['reason'],
    }),
  },
});
