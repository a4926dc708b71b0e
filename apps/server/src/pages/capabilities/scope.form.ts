import { optimisationRecords } from '../../api/optimisation.controller.js';
import { evidence, whyLate, whenStep } from '../forms/common-questions.js';
import { collectionAt, filled } from '../forms/form-entry.js';
import type { Entry, Form } from '../forms/form.js';
import {
  knownCapabilities,
  whichCapability,
  type KnownCapabilities,
} from './capability-questions.js';
import { sitesTyped } from './sites-typed.js';

export const scopeForm: Form<KnownCapabilities> = {
  title: 'Set the sites that count for a capability',
  done: 'Scope set',
  knows: knownCapabilities,
  steps: [
    whichCapability('For which capability?'),
    {
      name: 'sites',
      question: 'Which sites count?',
      fields: [
        {
          kind: 'words',
          name: 'sites',
          at: '/sites',
          hint: ({ code }) =>
            `One site a line. Where some count for more, say how much, for example their beds: ${code}01 250. Enter ${code} for all of the trust.`,
          missing: 'Enter at least one site',
        },
      ],
    },
    whenStep('From which day?', 'Enter the day from which these sites count'),
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
