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
import {
  sitesBefore,
  sitesSoFar,
  sitesTyped,
  weightRows,
  weightsAmiss,
  weightsAnswer,
} from './sites-typed.js';

/** What is ticked, and weighed, before anything is: that has to be said, or it would be taken for an answer. */
function prefilledInWords({ answers, known }: About<KnownCapabilities & KnownSites>): string {
  const { scopes, sites } = known;
  const named = (code: string) => capabilityNamed({ answers: { capability: code }, known }) ?? code;
  const [last] = scopes.keys();
  const ticked = scopes.has(answers['capability'] ?? '')
    ? 'The sites that count for it now are selected, with how much each counts.'
    : last !== undefined
      ? `No sites are set for it yet. Those that count for ${named(last)} are selected, with how much each counts.`
      : sites.length > 0
        ? 'No sites are set for it yet. All that the trust has named so far are selected.'
        : '';
  return `${ticked} Select all that apply, and clear those that do not.`.trim();
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
          hint: prefilledInWords,
          suggests: (about) => sitesBefore(sitesSoFar(about))['sites'] ?? '',
        }),
        {
          ...{ ...weightRows, name: 'weights', at: '/weights', label: 'How much each counts' },
          hint: 'Only where sites count differently: enter how much for each that is selected, for example its beds. If they count the same, leave that empty. The amount of a site you clear above is left out.',
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
