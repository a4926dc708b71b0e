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
import { anySites, sitesField } from './site-questions.js';
import { sitesBefore, sitesTyped, weightRows, weightsAmiss, weightsAnswer } from './sites-typed.js';

/** Those that count for the capability so far, or for the one said of last; else all that the trust has named. */
function sitesSoFar({ answers, known }: About<KnownSites>) {
  const { scopes, sites } = known;
  const [last] = scopes.values();
  const scope = scopes.get(answers['capability'] ?? '') ?? last;
  return scope ?? sites.map(({ code }) => ({ site: code, weight: 1 }));
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
        sitesField<KnownCapabilities>(anySites, {
          ...{ label: 'Sites', missing: 'Select or enter at least one site' },
          suggests: (about) => sitesBefore(sitesSoFar(about))['sites'] ?? '',
        }),
        {
          ...{ ...weightRows, name: 'weights', at: '/weights', label: 'How much each counts' },
          hint: 'Only where sites count differently: enter how much for each that is selected, for example its beds. If they count the same, leave that empty.',
          suggests: (about) => weightsAnswer(sitesSoFar(about)),
          empty: 'The same',
        },
      ],
      amiss: weightsAmiss,
    },
    whenStep('From which day do these sites count?', 'Enter the day from which these sites count'),
    evidence,
    whyLate,
  ],
  entry: ({ answers }): Entry => {
    const { capability, day, evidence, reason } = answers;
    return {
      ...collectionAt(optimisationRecords, 'capability-scopes'),
      act: 'record',
      body: {
        ...{ capability, sites: sitesTyped(answers) },
        ...filled({ effectiveOn: day, evidence, reason }),
      },
    };
  },
};
