import { benefitRecords } from '../../api/benefits.controller.js';
import { whyLate, whenStep } from '../forms/common-questions.js';
import { anyEntry, collectionAt, filled } from '../forms/form-entry.js';
import type { Entry, Form } from '../forms/form.js';
import { penceOf } from '../forms/pounds-typed.js';
import { textStep, wordsStep } from '../forms/simple-steps.js';
import { officeStep, officeTyped } from './benefit-steps.js';
import {
  benefitHome,
  benefitTitle,
  knownBenefit,
  whyNotYet,
  type KnownBenefit,
} from './known-benefit.js';
import { moneyOrUnit } from './plan-steps.js';

/** The end of a benefit, which the board alone decides. */
export const writeOffForm: Form<KnownBenefit> = {
  title: 'Write off a benefit',
  done: 'Benefit written off',
  afterwards:
    'Nothing more is expected of it from that day. What was validated before still counts.',
  knows: knownBenefit,
  whyNot: whyNotYet,
  changes: anyEntry,
  home: benefitHome,
  names: benefitTitle,
  isOnce: true,
  steps: [
    {
      name: 'board',
      question: 'Did the board decide to write off this benefit?',
      fields: [
        {
          ...{ kind: 'choice', name: 'board', at: '/capacity' },
          hint: 'Only the board can write off a benefit.',
          missing: 'Select yes if the board decided it',
          options: () => [
            { value: 'board', text: 'Yes' },
            { value: 'no', text: 'No' },
          ],
        },
      ],
    },
    officeStep('approver', 'Which board or committee?', {
      at: '/approver',
      missing: 'Enter who decided it, like trust board',
    }),
    textStep('paper', 'In which paper or minute?', {
      at: '/source/name',
      hint: 'For example, board paper 14/2026.',
      missing: 'Enter the board paper or minute in which it was decided',
    }),
    wordsStep('why-off', 'Why is it written off?', {
      at: '/why',
      hint: 'Up to 500 characters. Do not include patient or staff details.',
      missing: 'Enter why it is written off',
    }),
    {
      name: 'remaining',
      question: ({ known }) => `What was still expected, in ${moneyOrUnit(known)}?`,
      fields: [
        {
          ...{ kind: 'text', name: 'remaining', at: '/remainingValue', width: 10, isNumber: true },
          hint: 'It is no longer expected from the day of the decision on.',
          missing: 'Enter what was still expected, like 4,000',
        },
      ],
    },
    whenStep('When was it decided?', 'Enter the day it was decided'),
    whyLate,
  ],
  entry: ({ answers, known }): Entry => {
    const { board, approver, paper, remaining, day, reason } = answers;
    const { benefit, unit } = known.answer.benefit;
    return {
      ...collectionAt(benefitRecords, 'benefit-write-offs'),
      act: 'record',
      subject: benefit,
      body: {
        ...{ benefit, capacity: board, approver: officeTyped(approver) },
        remainingValue: unit === 'pence' ? penceOf(remaining) : remaining,
        why: answers['why-off'],
        source: { name: paper },
        ...filled({ effectiveOn: day, reason }),
      },
    };
  },
};
