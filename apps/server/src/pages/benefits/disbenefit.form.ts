import { benefitRecords } from '../../api/benefits.controller.js';
import { evidence, whyLate, whenStep } from '../forms/common-questions.js';
import { collectionAt, filled } from '../forms/form-entry.js';
import type { Entry, Form } from '../forms/form.js';
import { penceOf } from '../forms/pounds-typed.js';
import { textStep } from '../forms/simple-steps.js';
import { benefitHome, benefitTitle, knownBenefit, type KnownBenefit } from './known-benefit.js';

/** Money is kept in pence, and asked for in pounds. */
const POUNDS = 'pounds';

/** What a benefit costs others. */
export const disbenefitForm: Form<KnownBenefit> = {
  title: 'Record a disbenefit',
  done: 'Disbenefit recorded',
  afterwards: 'It is shown on the page of the benefit.',
  knows: knownBenefit,
  home: benefitHome,
  names: benefitTitle,
  steps: [
    textStep('title', 'What does the benefit cost others?', {
      at: '/title',
      hint: 'For example, time lost to log-ins on shared devices. Do not include patient or staff details.',
    }),
    textStep('reference', 'Which reference do you give it?', {
      at: '/disbenefit',
      hint: 'Lower-case letters, digits and hyphens, like extra-log-ins.',
    }),
    textStep('bearer', 'Who bears it?', { at: '/bearer', hint: 'For example, ward doctors.' }),
    {
      name: 'measure',
      question: 'What is measured?',
      fields: [
        {
          ...{ kind: 'text', name: 'measure', at: '/measure', label: 'Measure' },
          hint: 'For example, time to log in.',
        },
        {
          ...{ kind: 'text', name: 'unit', at: '/unit', label: 'Unit', width: 10 },
          hint: 'For example, minutes, or pounds for money.',
        },
      ],
    },
    {
      name: 'value',
      question: ({ answers }) => `How much is it, in ${answers['unit'] ?? 'that unit'}?`,
      fields: [{ kind: 'text', name: 'value', at: '/value', width: 10, isNumber: true }],
    },
    whenStep('Since when is it known?', 'Enter the day from which it is known'),
    { ...evidence, question: 'What shows it?' },
    whyLate,
  ],
  entry: ({ answers, known }): Entry => {
    const { reference, title, bearer, measure, unit, value, day, evidence, reason } = answers;
    const { benefit } = known.answer.benefit;
    const isMoney = unit?.toLowerCase() === POUNDS;
    return {
      ...collectionAt(benefitRecords, 'disbenefits'),
      act: 'record',
      subject: benefit,
      body: {
        ...{ benefit, disbenefit: reference, title, bearer, measure },
        unit: isMoney ? 'pence' : unit,
        value: isMoney ? penceOf(value) : value,
        ...filled({ effectiveOn: day, evidence, reason }),
      },
    };
  },
};
