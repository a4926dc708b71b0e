import { benefitRecords } from '../../api/benefits.controller.js';
import { whyLate, whenStep } from '../forms/common-questions.js';
import { anyEntry, collectionAt, filled } from '../forms/form-entry.js';
import type { Entry, Form } from '../forms/form.js';
import { wordsStep } from '../forms/simple-steps.js';
import { officeStep, officeTyped } from './benefit-steps.js';
import {
  benefitHome,
  benefitTitle,
  knownBenefit,
  whyNotYet,
  type KnownBenefit,
} from './known-benefit.js';
import { trajectoryStep } from './plan-steps.js';
import { periodsBody } from './periods-typed.js';

/** What is expected now; a change of more than a tenth is an approver's to record. */
export const forecastForm: Form<KnownBenefit> = {
  title: 'Revise the forecast of a benefit',
  done: 'Forecast revised',
  afterwards: 'It is shown beside the approved plan, which stays as it was approved.',
  knows: knownBenefit,
  whyNot: whyNotYet,
  changes: anyEntry,
  home: benefitHome,
  names: benefitTitle,
  isOnce: true,
  steps: [
    trajectoryStep('What do you now expect in each period?'),
    wordsStep('why-changed', 'Why did the forecast change?', {
      at: '/why',
      hint: 'Up to 500 characters. Do not include patient or staff details.',
      missing: 'Enter why the forecast changed',
    }),
    {
      ...officeStep('approver', 'Who approved the change?', { at: '/approver', optional: true }),
      isAsked: ({ known }) => known.isApprover,
    },
    whenStep('When was it revised?', 'Enter the day it was revised'),
    whyLate,
  ],
  entry: ({ answers, known }): Entry => {
    const { trajectory, approver, day, reason } = answers;
    const { benefit, unit } = known.answer.benefit;
    return {
      ...collectionAt(benefitRecords, 'benefit-forecasts'),
      act: 'record',
      subject: benefit,
      body: {
        benefit,
        trajectory: periodsBody(trajectory, unit),
        why: answers['why-changed'],
        ...filled({ approver: officeTyped(approver), effectiveOn: day, reason }),
      },
    };
  },
};
