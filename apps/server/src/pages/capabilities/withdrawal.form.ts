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
import { knownSites, type KnownSites } from './known-sites.js';
import { sitesEnabled, whichSites } from './site-questions.js';

/** From a day on a capability is in use no more, at some sites or at all. */
export const withdrawalForm: Form<KnownCapabilities & KnownSites> = {
  title: 'Switch off a capability',
  done: 'Capability switched off',
  names: capabilityNamed,
  knows: async (asking) => ({
    ...(await knownCapabilities(asking)),
    ...(await knownSites(asking)),
  }),
  changes: ofItsCapability,
  steps: [
    whichCapability('Which capability was switched off?'),
    whichSites<KnownCapabilities>('At which sites was it switched off?', sitesEnabled, {
      hint: 'Leave this empty if it was switched off at all sites.',
      empty: 'All sites',
    }),
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
