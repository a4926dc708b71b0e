import { benefitRecords } from '../../api/benefits.controller.js';
import { evidence, whyLate, whenStep } from '../forms/common-questions.js';
import { anyEntry, collectionAt, filled } from '../forms/form-entry.js';
import type { Entry, Form } from '../forms/form.js';
import { textStep } from '../forms/simple-steps.js';
import { officeStep, officeTyped } from './benefit-steps.js';
import { officeInWords } from './benefit-words.js';
import { benefitHome, benefitTitle, knownBenefit, type KnownBenefit } from './known-benefit.js';

/** A benefit that changes hands has an owner on every day. */
export const ownershipForm: Form<KnownBenefit> = {
  title: 'Hand a benefit to another owner',
  done: 'Benefit handed over',
  afterwards: 'The new owner has it from the day you gave.',
  knows: knownBenefit,
  changes: anyEntry,
  home: benefitHome,
  names: benefitTitle,
  isOnce: true,
  steps: [
    {
      ...officeStep('owner', 'Who owns it from now on?', {
        at: '/owner',
        missing: 'Select an owner role',
      }),
      beside: ({ known }) => ({
        caption: 'The owner today',
        head: [],
        rows: [['Owner', officeInWords(known.answer.benefit.owner)]],
      }),
    },
    textStep('acceptance', 'Where did the new owner accept it?', {
      at: '/acceptance',
      hint: 'For example, in the handover of 3 March 2026. Do not include names.',
    }),
    whenStep(
      'From which day does the new owner have it?',
      'Enter the day from which the new owner has it',
    ),
    { ...evidence, question: 'What shows it?' },
    whyLate,
  ],
  entry: ({ answers, known }): Entry => {
    const { owner, acceptance, day, evidence, reason } = answers;
    const { benefit } = known.answer.benefit;
    return {
      ...collectionAt(benefitRecords, 'benefit-ownership-transfers'),
      act: 'record',
      subject: benefit,
      body: {
        ...{ benefit, owner: officeTyped(owner), acceptance },
        ...filled({ effectiveOn: day, evidence, reason }),
      },
    };
  },
};
