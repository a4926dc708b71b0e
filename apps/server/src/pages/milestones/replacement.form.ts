import { optimisationRecords } from '../../api/optimisation.controller.js';
import {
  knownCapabilities,
  whichCapabilities,
  type KnownCapabilities,
} from '../capabilities/capability-questions.js';
import { evidence, whyLate, whenStep } from '../forms/common-questions.js';
import { collectionAt, filled } from '../forms/form-entry.js';
import type { Entry, Form } from '../forms/form.js';
import { eprOf, isOfEpr, oneEpr, sharedStep, supplierStep, whichEpr } from './epr-questions.js';
import { eprsGoneLive, type KnownEprs } from './known-eprs.js';
import { milestonesHome } from './milestone-words.js';

/** One EPR took the place of another, for all capabilities or for some. */
export const replacementForm: Form<KnownEprs & KnownCapabilities> = {
  title: 'Record that an EPR was replaced',
  done: 'Replacement recorded',
  knows: async (asking) => ({
    ...(await eprsGoneLive(asking)),
    ...(await knownCapabilities(asking)),
  }),
  changes: (about, stated) =>
    isOfEpr(about.answers['from'], stated) || isOfEpr(eprOf(about, 'to'), stated),
  home: milestonesHome,
  steps: [
    oneEpr(
      { name: 'from', at: '/fromInstance' },
      { question: 'Which EPR was replaced?', missing: 'Select which EPR was replaced' },
    ),
    ...whichEpr(
      { question: 'Which EPR took its place?', missing: 'Select which EPR took its place' },
      { name: 'to', at: '/toInstance', after: 'from' },
    ),
    supplierStep,
    whichCapabilities('For which capabilities?', {
      hint: 'Select all that apply. Leave this empty if it took its place for all of them.',
      empty: 'All capabilities',
    }),
    sharedStep,
    whenStep('When was it replaced?', 'Enter the day it was replaced'),
    evidence,
    whyLate,
  ],
  entry: (about): Entry => {
    const { from, supplier, product, capabilities, shared, day, evidence, reason } = about.answers;
    return {
      ...collectionAt(optimisationRecords, 'replacements'),
      act: 'record',
      body: {
        ...{ fromInstance: from, toInstance: eprOf(about, 'to') },
        ...filled({ supplier, product, capabilities, sharedWith: shared }),
        ...filled({ effectiveOn: day, evidence, reason }),
      },
    };
  },
};
