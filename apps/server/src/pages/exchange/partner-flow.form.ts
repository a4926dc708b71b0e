import { optimisationRecords } from '../../api/optimisation.controller.js';
import { evidence, switchedOff, whyLate, whenStep } from '../forms/common-questions.js';
import { collectionAt, filled } from '../forms/form-entry.js';
import type { Entry, Form } from '../forms/form.js';
import { textStep, wordsStep } from '../forms/simple-steps.js';
import { whichPartner } from './partner-questions.js';

/** Records began to flow between the trust and a partner. */
export const partnerFlowForm: Form<unknown> = {
  title: 'Switch on exchange with a partner',
  done: 'Exchange switched on',
  knows: () => Promise.resolve(undefined),
  steps: [
    whichPartner('Which partner are records exchanged with?'),
    {
      name: 'direction',
      question: 'Which way do records flow?',
      fields: [
        {
          ...{ kind: 'choice', name: 'direction', at: '/direction' },
          missing: 'Select which way records flow',
          options: () => [
            { value: 'in', text: 'From the partner to the trust' },
            { value: 'out', text: 'From the trust to the partner' },
            { value: 'both', text: 'Both ways' },
          ],
        },
      ],
    },
    wordsStep('content', 'What is exchanged?', {
      at: '/content',
      hint: 'For example, discharge summaries. You may leave this empty. Do not include patient or staff details.',
    }),
    textStep('standard', 'By which standard?', {
      at: '/standard',
      hint: 'For example, FHIR UK Core. You may leave this empty.',
    }),
    whenStep('When was it switched on?', 'Enter the day it was switched on'),
    evidence,
    whyLate,
  ],
  entry: ({ answers }): Entry => {
    const { partner, direction, content, standard, day, evidence, reason } = answers;
    return {
      ...collectionAt(optimisationRecords, 'partner-flows'),
      act: 'record',
      body: {
        ...{ partner, direction },
        ...filled({ content, standard, effectiveOn: day, evidence, reason }),
      },
    };
  },
};

/** It flows no more. */
export const partnerFlowEndForm: Form<unknown> = {
  title: 'Switch off exchange with a partner',
  done: 'Exchange switched off',
  knows: () => Promise.resolve(undefined),
  changes: ({ answers }, { partner }) => partner === answers['partner'],
  steps: [
    whichPartner('Which partner was exchange switched off with?'),
    ...switchedOff,
    evidence,
    whyLate,
  ],
  entry: ({ answers }): Entry => {
    const { partner, day, evidence, reason } = answers;
    return {
      ...collectionAt(optimisationRecords, 'partner-flow-withdrawals'),
      act: 'record',
      body: {
        ...{ partner, why: answers['why-off'] },
        ...filled({ effectiveOn: day, evidence, reason }),
      },
    };
  },
};
