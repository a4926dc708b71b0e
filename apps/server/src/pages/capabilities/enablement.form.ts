import { optimisationRecords } from '../../api/optimisation.controller.js';
import { evidence, whyLate, whenStep } from '../forms/common-questions.js';
import { collectionAt, filled } from '../forms/form-entry.js';
import type { Entry, Form } from '../forms/form.js';
import { eprOption, knownEprs, type KnownEprs } from '../milestones/known-eprs.js';
import {
  capabilityNamed,
  knownCapabilities,
  whichCapability,
  type KnownCapabilities,
} from './capability-questions.js';
import { knownSites, type KnownSites } from './known-sites.js';
import { sitesInScope, whichSites } from './site-questions.js';

type Known = KnownCapabilities & KnownEprs & KnownSites;

const UNKNOWN = 'not-known';

export const enablementForm: Form<Known> = {
  title: 'Switch on a capability',
  done: 'Capability switched on',
  names: capabilityNamed,
  knows: async (asking) => ({
    ...(await knownCapabilities(asking)),
    ...(await knownEprs(asking)),
    ...(await knownSites(asking)),
  }),
  steps: [
    whichCapability('Which capability was switched on?'),
    whichSites<KnownCapabilities & KnownEprs>('At which sites was it switched on?', sitesInScope, {
      missing: 'Select or enter at least one site',
    }),
    {
      name: 'epr',
      question: 'Which EPR provides it?',
      isAsked: ({ known }) => known.instances.length > 0,
      fields: [
        {
          kind: 'choice',
          name: 'epr',
          at: '/instance',
          missing: 'Select which EPR provides it',
          options: ({ known }) => [
            ...known.instances.map((value) => eprOption(value, known)),
            { value: UNKNOWN, text: 'Another system, or not known' },
          ],
        },
      ],
    },
    whenStep('When was it switched on?', 'Enter the day it was switched on'),
    evidence,
    whyLate,
  ],
  entry: ({ answers }): Entry => {
    const { capability, sites, epr, day, evidence, reason } = answers;
    return {
      ...collectionAt(optimisationRecords, 'capability-enablements'),
      act: 'record',
      body: {
        ...{ capability, sites },
        ...filled({ instance: epr === UNKNOWN ? undefined : epr, effectiveOn: day }),
        ...filled({ evidence, reason }),
      },
    };
  },
};
