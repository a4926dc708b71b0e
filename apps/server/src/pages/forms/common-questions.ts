import { basisRefusals } from '#facts';
import { addMonths, parseIsoDate } from '#vocabulary';
import { inThousands } from '../numbers-in-words.js';
import type { About, Step } from './form.js';
import { wordsStep } from './simple-steps.js';

/** When something was so; its answer is `day`, as in all forms. What is planned may lie ahead. */
export const whenStep = (
  question: string,
  missing: string,
  ahead: Readonly<{ isAhead?: true }> = {},
): Step<unknown> => ({
  name: 'date',
  question,
  fields: [
    {
      kind: 'day',
      name: 'day',
      at: '/effectiveOn',
      what: 'The date',
      hint: 'For example, 27 3 2026 or 27 March 2026.',
      missing,
      ...ahead,
    },
  ],
});

/** Asked of what has to be shown; that there is nothing yet has to be said. */
export const evidence: Step<unknown> = {
  name: 'evidence',
  question: 'What shows that it happened?',
  fields: [
    {
      kind: 'text',
      name: 'evidence',
      at: '/evidence',
      hint: 'A reference to a document that shows it, such as board paper 14/2026.',
      orNone: 'I do not have evidence yet',
      missing: 'Add evidence or select “I do not have evidence yet”',
    },
  ],
};

export const notes = (at: string, most: number): Step<unknown> => ({
  name: 'notes',
  question: 'Is there anything else to note?',
  fields: [
    {
      kind: 'words',
      name: 'notes',
      at,
      hint: `Up to ${inThousands(most)} characters. You may leave this empty. Do not include patient or staff details.`,
    },
  ],
});

/** Whether the answer `day` is one of which the rules ask why it is told so late. */
export const isLate = ({ answers, today }: Pick<About<unknown>, 'answers' | 'today'>): boolean => {
  const day = parseIsoDate(answers['day'] ?? '');
  return day !== undefined && day < addMonths(today, -12);
};

/** Of what was in use, and is no more. */
export const switchedOff: readonly Step<unknown>[] = [
  wordsStep('why-off', 'Why was it switched off?', {
    at: '/why',
    hint: 'Up to 500 characters. Do not include patient or staff details.',
    missing: 'Enter why it was switched off',
  }),
  whenStep('When was it switched off?', 'Enter the day it was switched off'),
];

/** Asked where the rules ask for a reason: of what was so more than 12 months ago. */
export const whyLate: Step<unknown> = {
  name: 'reason',
  question: 'Why is it recorded more than 12 months later?',
  isReason: true,
  isAsked: isLate,
  fields: [
    {
      kind: 'words',
      name: 'reason',
      at: '/reason',
      hint: 'Do not include patient or staff details.',
      missing: basisRefusals['late-without-reason'],
    },
  ],
};
