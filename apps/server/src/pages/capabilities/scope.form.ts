import { optimisationRecords } from '../../api/optimisation.controller.js';
import { evidence, whyLate, whenStep } from '../forms/common-questions.js';
import { collectionAt, filled } from '../forms/form-entry.js';
import type { Entry, Form } from '../forms/form.js';
import {
  capabilityNamed,
  knownCapabilities,
  ofItsCapability,
  whichCapability,
  type KnownCapabilities,
} from './capability-questions.js';
import { siteRows, sitesTyped } from './sites-typed.js';

export const scopeForm: Form<KnownCapabilities> = {
  title: 'Set the sites that count for a capability',
  done: 'Scope set',
  names: capabilityNamed,
  knows: knownCapabilities,
  changes: ofItsCapability,
  steps: [
    whichCapability('Which capability is this for?'),
    {
      name: 'sites',
      question: 'Which sites count for it?',
      fields: [
        {
          ...siteRows,
          name: 'sites',
          at: '/sites',
          hint: ({ code }) =>
            `The code of a site is like ${code}01; ${code} is all of the trust. If sites count differently, enter how much for each of them, for example its beds. If they count the same, leave that out.`,
          missing: 'Enter at least one site',
        },
      ],
    },
    whenStep('From which day do these sites count?', 'Enter the day from which these sites count'),
    evidence,
    whyLate,
  ],
  entry: ({ answers }): Entry => {
    const { capability, sites, day, evidence, reason } = answers;
    return {
      ...collectionAt(optimisationRecords, 'capability-scopes'),
      act: 'record',
      body: {
        ...{ capability, sites: sitesTyped(sites) },
        ...filled({ effectiveOn: day, evidence, reason }),
      },
    };
  },
};
