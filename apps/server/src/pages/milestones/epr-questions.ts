import { parseStatedDate } from '#vocabulary';
import type { About, Step } from '../forms/form.js';
import { textStep } from '../forms/simple-steps.js';
import { statedDateTyped } from '../forms/stated-date-typed.js';
import type { KnownEprs } from './known-eprs.js';

type Asked = About<KnownEprs>;
type Words = Readonly<{ question: string; missing: string }>;

const ANOTHER = 'another';

/** Asks for an EPR: one that is known of the trust, or another by a reference of its own. */
export const whichEpr = (
  words: Words,
  isAsked: (about: Asked) => boolean = () => true,
): readonly Step<KnownEprs>[] => [
  {
    ...oneEpr('epr', { at: '/instance', ...words }, [{ value: ANOTHER, text: 'Another EPR' }]),
    isAsked: (about) => isAsked(about) && about.known.instances.length > 0,
  },
  {
    ...textStep('new-epr', 'What do you call this EPR?', {
      at: '/instance',
      hint: 'A reference of your own, in lower-case letters, digits and hyphens, like airedale-millennium.',
    }),
    isAsked: (about) => isAsked(about) && isNew(about),
  },
];

/** Asks for an EPR of the trust. */
export const whichKnownEpr = (words: Words): Step<KnownEprs> =>
  oneEpr('epr', { at: '/instance', ...words });

/** The EPR that was answered, by its reference. */
export const eprOf = (about: Asked): string | undefined =>
  isNew(about) ? about.answers['new-epr'] : about.answers['epr'];

const isNew = ({ answers, known }: Asked): boolean =>
  known.instances.length === 0 || answers['epr'] === ANOTHER;

/** Asks for one of the EPRs that are known of the trust, or for one of some other answers. */
export const oneEpr = (
  name: string,
  { question, ...field }: Words & Readonly<{ at: string }>,
  others: readonly Readonly<{ value: string; text: string }>[] = [],
): Step<KnownEprs> => ({
  name,
  question,
  fields: [
    {
      ...{ kind: 'choice', name, ...field },
      options: ({ known }) => [
        ...known.instances.map((value) => ({ value, text: value })),
        ...others,
      ],
    },
  ],
});

/** Whose product it is, where that is known. */
export const supplierStep: Step<unknown> = {
  name: 'product',
  question: 'Whose product is it?',
  fields: [
    {
      ...{ kind: 'text', name: 'supplier', at: '/supplier', label: 'Supplier' },
      hint: 'For example, Oracle Health (Cerner). Leave this empty if it is not known.',
    },
    {
      ...{ kind: 'text', name: 'product', at: '/product', label: 'Product' },
      hint: 'For example, Millennium. Leave this empty if it is not known.',
    },
  ],
};

export const sharedStep: Step<unknown> = textStep('shared', 'Which other trusts share it?', {
  at: '/sharedWith',
  hint: 'Their ODS codes, with commas between them. Leave this empty if none does.',
});

const LIKE = 'like 27 March 2027, March 2027, 2027 or 2026/27';

/** A date in the plan, as precisely as it is known. */
export const plannedStep = (
  question: string,
  { hint, missing }: Readonly<{ hint?: string; missing?: string }> = {},
): Step<unknown> => ({
  name: 'planned',
  question,
  fields: [
    {
      ...{ kind: 'text', name: 'planned', at: '/plannedGoLive' },
      hint: `A day, a month, a year or a financial year, ${LIKE}.${hint === undefined ? '' : ` ${hint}`}`,
      ...(missing === undefined ? {} : { missing }),
      wrong: (text) =>
        parseStatedDate(statedDateTyped(text)) === undefined
          ? `Target date must be a real date, month, year or financial year, ${LIKE}`
          : undefined,
    },
  ],
});
