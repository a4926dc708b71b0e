import { dayInWords } from '#vocabulary';
import { benefitRecords } from '../../api/benefits.controller.js';
import { withDaysInWords } from '../dates-in-words.js';
import { gradeInWords } from '../evidence/evidence-rows.js';
import { anyEntry, collectionAt, filled } from '../forms/form-entry.js';
import type { About, Entry, Form } from '../forms/form.js';
import { whyLate } from '../forms/common-questions.js';
import { textStep, wordsStep } from '../forms/simple-steps.js';
import {
  knownActual,
  valueInWords,
  whatIsDecided,
  whyDecided,
  type KnownActual,
} from './known-actual.js';
import { benefitHome, benefitTitle } from './known-benefit.js';

type Asked = About<KnownActual>;

/** The benefit with the value, as the lists of what waits lead to it past the page of the benefit. */
const names = ({ known }: Pick<Asked, 'known'>) =>
  `${benefitTitle({ known })}, ${valueInWords(known)}`;

const decides = ({ known }: Asked) => whatIsDecided(known);

/** Of a value that ended more than 12 months ago, as of all that is told late. */
const whyLateDecided = {
  ...whyLate,
  isAsked: (about: Asked) =>
    whyLate.isAsked?.({ ...about, answers: { day: about.known.stated.period.to } }) ?? false,
};

/** Somebody else than who recorded it says that a value holds. */
export const validationForm: Form<KnownActual> = {
  title: 'Validate a value',
  done: 'Value validated',
  afterwards:
    'It counts as validated from now on. If it is corrected, it has to be validated again.',
  isOnce: true,
  knows: knownActual,
  whyNot: whyDecided,
  changes: anyEntry,
  home: benefitHome,
  names,
  decides,
  steps: [
    {
      name: 'evidence',
      question: 'Which evidence shows that the value is right?',
      fields: [
        {
          kind: 'choice',
          name: 'evidence',
          at: '/evidence',
          hint: ({ known }) =>
            known.evidence.length === 0
              ? 'No report of a system (grade 2) and no validation from outside (grade 3) counts today. Attach it and have it graded, then come back: your answers are kept until 5pm tomorrow.'
              : 'Reports of a system (grade 2) and validations from outside (grade 3) that count today. Those nearest in time come first.',
          missing: 'Select the evidence that shows it',
          options: ({ known }) =>
            known.evidence.map(({ evidenceId, attached, documentOn, grade }) => ({
              value: evidenceId,
              text: withDaysInWords(attached.title),
              hint: `Document of ${dayInWords(documentOn)}, grade ${gradeInWords(grade)}`,
            })),
        },
      ],
    },
    textStep('method', 'How did you check it?', {
      at: '/method',
      hint: 'For example, compared with the ledger and a sample of 40 rounds.',
      missing: 'Enter how it was validated',
    }),
    {
      name: 'finance',
      question: 'Do you validate it for finance?',
      isAsked: ({ known }) => known.answer.benefit.class === 'CRB',
      fields: [
        {
          kind: 'choice',
          name: 'finance',
          at: '/capacity',
          hint: 'A value that releases cash counts once finance has changed the budget.',
          missing: 'Select yes if you validate it for finance',
          options: () => [
            { value: 'finance', text: 'Yes, the budget has changed' },
            { value: 'no', text: 'No' },
          ],
        },
      ],
    },
    whyLateDecided,
  ],
  entry: ({ answers, known }): Entry => {
    const { evidence, method, finance, reason } = answers;
    return {
      ...collectionAt(benefitRecords, 'benefit-validations'),
      ...about(known),
      body: {
        ...{ ...decided(known), method },
        ...filled({ evidence, capacity: finance === 'no' ? undefined : finance, reason }),
      },
    };
  },
};

/** Somebody else than who recorded it says that a value does not hold. */
export const rejectionForm: Form<KnownActual> = {
  title: 'Reject a value',
  done: 'Value rejected',
  afterwards:
    'The value is in no sum from now on. Whoever recorded it can read your reason and correct it; then it waits for a decision again.',
  isOnce: true,
  knows: knownActual,
  whyNot: whyDecided,
  changes: anyEntry,
  home: benefitHome,
  names,
  decides,
  steps: [
    {
      ...wordsStep('why-rejected', 'Why are you rejecting this value?', {
        at: '/why',
        hint: 'Up to 500 characters. The person who recorded it will see this. Do not include patient or staff details.',
        missing: 'Enter why it is rejected',
      }),
    },
    whyLateDecided,
  ],
  entry: ({ answers, known }): Entry => ({
    ...collectionAt(benefitRecords, 'benefit-rejections'),
    ...about(known),
    body: {
      ...decided(known),
      why: answers['why-rejected'],
      ...filled({ reason: answers['reason'] }),
    },
  }),
};

const about = ({ answer }: KnownActual) => ({
  act: 'record' as const,
  subject: answer.benefit.benefit,
});

const decided = ({ answer, actual }: KnownActual) => ({
  benefit: answer.benefit.benefit,
  actual,
});
