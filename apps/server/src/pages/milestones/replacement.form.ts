import { optimisationRecords } from '../../api/optimisation.controller.js';
import { evidence, whyLate, whenStep } from '../forms/common-questions.js';
import { collectionAt, filled } from '../forms/form-entry.js';
import type { Entry, Form } from '../forms/form.js';
import { textStep } from '../forms/simple-steps.js';
import { oneEpr, sharedStep, supplierStep } from './epr-questions.js';
import { eprsGoneLive, type KnownEprs } from './known-eprs.js';
import { milestonesHome } from './milestone-words.js';

/** One EPR took the place of another, for all capabilities or for some. */
export const replacementForm: Form<KnownEprs> = {
  title: 'Record that an EPR was replaced',
  done: 'Replacement recorded',
  knows: eprsGoneLive,
  home: milestonesHome,
  steps: [
    oneEpr('from', {
      ...{ at: '/fromInstance', question: 'Which EPR was replaced?' },
      missing: 'Select which EPR was replaced',
    }),
    textStep('to', 'Which EPR took its place?', {
      at: '/toInstance',
      hint: 'Its reference, in lower-case letters, digits and hyphens, like airedale-millennium.',
      missing: 'Enter which EPR took its place',
    }),
    supplierStep,
    textStep('capabilities', 'For which capabilities?', {
      at: '/capabilities',
      hint: 'Codes of the maturity model, like C105, with commas between them. Leave this empty for all.',
    }),
    sharedStep,
    whenStep('When was it replaced?', 'Enter the day it was replaced'),
    evidence,
    whyLate,
  ],
  entry: ({ answers }): Entry => {
    const { from, to, supplier, product, capabilities, shared, day, evidence, reason } = answers;
    return {
      ...collectionAt(optimisationRecords, 'replacements'),
      act: 'record',
      body: {
        ...{ fromInstance: from, toInstance: to },
        ...filled({ supplier, product, capabilities, sharedWith: shared }),
        ...filled({ effectiveOn: day, evidence, reason }),
      },
    };
  },
};
