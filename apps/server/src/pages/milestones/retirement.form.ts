import { optimisationRecords } from '../../api/optimisation.controller.js';
import { evidence, isLate, whenStep } from '../forms/common-questions.js';
import { collectionAt, filled } from '../forms/form-entry.js';
import type { About, Entry, Form } from '../forms/form.js';
import { isOfEpr, oneEpr, whichKnownEpr } from './epr-questions.js';
import { eprsGoneLive, type KnownEprs } from './known-eprs.js';
import { milestonesHome } from './milestone-words.js';

const NONE = 'none';

const leavesGap = ({ answers }: Pick<About<unknown>, 'answers'>): boolean =>
  answers['successor'] === NONE;

/** An EPR is switched off; that may be planned. */
export const retirementForm: Form<KnownEprs> = {
  title: 'Retire an EPR',
  done: 'Retirement recorded',
  afterwards: 'The EPR counts as retired from the day you gave.',
  knows: eprsGoneLive,
  changes: ({ answers }, stated) => isOfEpr(answers['epr'], stated),
  home: milestonesHome,
  steps: [
    whichKnownEpr({ question: 'Which EPR is retired?', missing: 'Select which EPR is retired' }),
    oneEpr(
      { name: 'successor', at: '/successor', after: 'epr' },
      { question: 'Which EPR took its place?', missing: 'Select which EPR took its place' },
      [{ value: NONE, text: 'None' }],
    ),
    whenStep('From which day is it retired?', 'Enter the day from which it is retired', {
      isAhead: true,
    }),
    { ...evidence, question: 'What shows it?' },
    {
      name: 'reason',
      question: (about) =>
        leavesGap(about)
          ? 'Why did no other EPR take its place?'
          : 'Why is it recorded more than 12 months later?',
      isAsked: (about) => leavesGap(about) || isLate(about),
      fields: [
        {
          ...{ kind: 'words', name: 'reason', at: '/reason' },
          hint: 'Up to 500 characters. Do not include patient or staff details.',
          missing: 'Enter the reason',
        },
      ],
    },
  ],
  entry: ({ answers }): Entry => {
    const { epr, successor, day, evidence, reason } = answers;
    return {
      ...collectionAt(optimisationRecords, 'retirements'),
      act: 'record',
      body: {
        instance: epr,
        ...filled({ successor: successor === NONE ? undefined : successor }),
        ...filled({ effectiveOn: day, evidence, reason }),
      },
    };
  },
};
