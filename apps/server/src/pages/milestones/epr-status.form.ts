import { optimisationRecords } from '../../api/optimisation.controller.js';
import { evidence, whyLate, whenStep } from '../forms/common-questions.js';
import { collectionAt, filled } from '../forms/form-entry.js';
import type { Entry, Form } from '../forms/form.js';
import { textStep } from '../forms/simple-steps.js';
import { milestonesHome } from './milestone-words.js';

/** Whether the trust had an EPR on a day, with or without a go-live in these records. */
export const eprStatusForm: Form<unknown> = {
  title: 'Report whether the trust has an EPR',
  done: 'Status reported',
  knows: () => Promise.resolve(undefined),
  home: milestonesHome,
  steps: [
    {
      name: 'has-epr',
      question: 'Does the trust have an EPR?',
      fields: [
        {
          ...{ kind: 'choice', name: 'has-epr', at: '/hasEpr' },
          missing: 'Select yes if the trust has an EPR',
          options: () => [
            { value: 'yes', text: 'Yes' },
            { value: 'no', text: 'No' },
          ],
        },
      ],
    },
    {
      ...textStep('supplier', 'Who is the supplier?', {
        at: '/supplier',
        hint: 'Leave this empty if it is not known.',
      }),
      isAsked: ({ answers }) => answers['has-epr'] === 'yes',
    },
    whenStep('Which day is this for?', 'Enter the day this is for'),
    { ...evidence, question: 'What shows it?' },
    whyLate,
  ],
  entry: ({ answers }): Entry => {
    const { supplier, day, evidence, reason } = answers;
    const hasEpr = answers['has-epr'];
    return {
      ...collectionAt(optimisationRecords, 'epr-status'),
      act: 'record',
      body: {
        ...(hasEpr === undefined ? {} : { hasEpr: hasEpr === 'yes' }),
        ...filled({ supplier: hasEpr === 'yes' ? supplier : undefined }),
        ...filled({ effectiveOn: day, evidence, reason }),
      },
    };
  },
};
