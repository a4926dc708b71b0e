import { benefitRecords } from '../../api/benefits.controller.js';
import { evidence, whyLate, whenStep } from '../forms/common-questions.js';
import { anyEntry, collectionAt, filled } from '../forms/form-entry.js';
import type { Entry, Form } from '../forms/form.js';
import { backwards, periodFields, textStep } from '../forms/simple-steps.js';
import { officeStep, officeTyped } from './benefit-steps.js';
import { benefitHome, benefitTitle, knownBenefit, type KnownBenefit } from './known-benefit.js';

/** The value before the change, which everything later is held against. */
export const baselineForm: Form<KnownBenefit> = {
  title: 'Agree a baseline',
  done: 'Baseline agreed',
  afterwards:
    'An approver of your trust who recorded neither the profile nor the baseline can now approve the benefit.',
  knows: knownBenefit,
  changes: anyEntry,
  home: benefitHome,
  names: benefitTitle,
  steps: [
    {
      name: 'value',
      question: ({ known }) =>
        `What was it before the change, in ${known.answer.profile.measure.unit}?`,
      fields: [
        {
          ...{ kind: 'text', name: 'value', at: '/value', width: 10, isNumber: true },
          hint: ({ known }) => known.answer.profile.measure.name,
        },
      ],
    },
    {
      name: 'period',
      question: 'Which period was measured?',
      fields: periodFields('to'),
      amiss: backwards('to'),
    },
    textStep('method', 'How was it measured?', {
      at: '/method',
      hint: 'For example, observed rounds on six wards.',
      missing: 'Enter how it was measured',
    }),
    textStep('sample', 'How many were looked at?', {
      at: '/sampleSize',
      hint: 'The size of the sample, like 120. You may leave this empty.',
    }),
    officeStep('agreed-by', 'Who agreed it?', {
      at: '/agreedBy',
      missing: 'Enter who agreed it, like benefits board',
    }),
    whenStep('When was it agreed?', 'Enter the day it was agreed'),
    { ...evidence, question: 'What shows it?' },
    whyLate,
  ],
  entry: ({ answers, known }): Entry => {
    const { value, from, to, method, sample, day, evidence, reason } = answers;
    const { benefit } = known.answer.benefit;
    return {
      ...collectionAt(benefitRecords, 'benefit-baselines'),
      act: 'record',
      subject: benefit,
      body: {
        ...{ benefit, value, from, to, method, agreedBy: officeTyped(answers['agreed-by']) },
        ...filled({ sampleSize: sample, effectiveOn: day, evidence, reason }),
      },
    };
  },
};
