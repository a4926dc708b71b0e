import { optimisationRecords } from '../../api/optimisation.controller.js';
import { evidence, switchedOff, whyLate } from '../forms/common-questions.js';
import { collectionAt, filled } from '../forms/form-entry.js';
import type { Entry, Form } from '../forms/form.js';
import {
  capabilityNamed,
  knownCapabilities,
  ofItsCapability,
  whichCapability,
  type KnownCapabilities,
} from './capability-questions.js';

/** From a day on a capability is in use no more, at some sites or at all. */
export const withdrawalForm: Form<KnownCapabilities> = {
  title: 'Switch off a capability',
  done: 'Capability switched off',
  names: capabilityNamed,
  knows: knownCapabilities,
  changes: ofItsCapability,
  steps: [
    whichCapability('Which capability was switched off?'),
    {
      name: 'sites',
      question: 'At which sites was it switched off?',
      fields: [
        {
          kind: 'text',
          name: 'sites',
          at: '/sites',
          hint: ({ code }) =>
            `Codes of sites, like ${code}01, with commas between them. Leave this empty if it was switched off at all sites.`,
          empty: 'All sites',
        },
      ],
    },
    ...switchedOff,
    evidence,
    whyLate,
  ],
  entry: ({ answers }): Entry => {
    const { capability, sites, day, evidence, reason } = answers;
    return {
      ...collectionAt(optimisationRecords, 'capability-withdrawals'),
      act: 'record',
      body: {
        ...{ capability, why: answers['why-off'] },
        ...filled({ sites, effectiveOn: day, evidence, reason }),
      },
    };
  },
};
