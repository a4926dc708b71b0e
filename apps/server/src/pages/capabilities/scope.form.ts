import { optimisationRecords } from '../../api/optimisation.controller.js';
import { evidence, whyLate, whenStep } from '../forms/common-questions.js';
import { collectionAt, filled } from '../forms/form-entry.js';
import type { About, Entry, Form } from '../forms/form.js';
import {
  capabilityNamed,
  knownCapabilities,
  ofItsCapability,
  whichCapability,
  type KnownCapabilities,
} from './capability-questions.js';
import { knownSites, type KnownSites } from './known-sites.js';
import { siteRows, sitesAnswer, sitesTyped } from './sites-typed.js';

/** Those that count for the capability so far, or for the one said of last; else all that the trust has named. */
function sitesSoFar({ answers, known }: About<KnownSites>): string {
  const { scopes, sites } = known;
  const [last] = scopes.values();
  const scope = scopes.get(answers['capability'] ?? '') ?? last;
  return sitesAnswer(scope ?? sites.map(({ code }) => ({ site: code, weight: 1 })));
}

export const scopeForm: Form<KnownCapabilities & KnownSites> = {
  title: 'Set the sites that count for a capability',
  done: 'Scope set',
  names: capabilityNamed,
  knows: async (asking) => ({
    ...(await knownCapabilities(asking)),
    ...(await knownSites(asking)),
  }),
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
            `The code of a site is like ${code}01; ${code} is all of the trust. If sites count differently, enter how much for each of them, for example its beds. If they count the same, leave that out. Empty the row of a site that does not count.`,
          suggests: sitesSoFar,
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
