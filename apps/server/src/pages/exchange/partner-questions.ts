import { partners } from '#vocabulary';
import type { Step } from '../forms/form.js';
import { capital } from '../stages-in-words.js';
import { partnerInWords } from '../trust/value-in-words.js';

/** Asks for a partner of the shared care record. */
export const whichPartner = (question: string): Step<unknown> => ({
  name: 'partner',
  question,
  fields: [
    {
      ...{ kind: 'choice', name: 'partner', at: '/partner' },
      missing: 'Select a partner of the shared care record',
      options: () => partners.map((value) => ({ value, text: capital(partnerInWords(value)) })),
    },
  ],
});
