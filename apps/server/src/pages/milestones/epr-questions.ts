import { parseInstanceId, parseStatedDate, personalDetailIn } from '#vocabulary';
import { listInWords } from '../lists-in-words.js';
import type { About, Stated, Step } from '../forms/form.js';
import { textStep } from '../forms/simple-steps.js';
import { statedDateTyped } from '../forms/stated-date-typed.js';
import { isAbbreviation, moduleInWords } from '../trust/go-lives-in-words.js';
import { eprOption, type KnownEprs } from './known-eprs.js';

type Asked = About<KnownEprs>;
type Words = Readonly<{ question: string; missing: string }>;
type OfEpr = Readonly<{
  /** The name of its answer; of one that is new, after "new-". */
  name: string;
  at: string;
  isAsked?: (about: Asked) => boolean;
  /** The answer whose EPR this one takes the place of: it may be one that is only planned yet. */
  after?: string;
}>;

const ANOTHER = 'another';
const INSTANCE: OfEpr = { name: 'epr', at: '/instance' };

/** Asks for an EPR: one that is known of the trust, or another by a name of its own. */
export const whichEpr = (words: Words, of: OfEpr = INSTANCE): readonly Step<KnownEprs>[] => {
  const isAsked = of.isAsked ?? (() => true);
  return [
    {
      ...oneEpr(of, words, [{ value: ANOTHER, text: 'Another EPR' }]),
      isAsked: (about) => isAsked(about) && about.known.instances.length > 0,
    },
    {
      name: `new-${of.name}`,
      question: 'What do you call this EPR?',
      isAsked: (about) => isAsked(about) && isNew(about, of.name),
      fields: [
        {
          ...{ kind: 'text', name: `new-${of.name}`, at: of.at },
          hint: 'A short name that stays the same from now on, like Airedale Millennium. It is recorded as airedale-millennium.',
          missing: 'Enter what you call this EPR',
          inWords: referenceOf,
          wrong: (name) =>
            personalDetailIn(name) !== undefined || parseInstanceId(referenceOf(name)) === undefined
              ? 'The name must be letters, digits, spaces and hyphens only, like Airedale Millennium'
              : undefined,
        },
      ],
    },
  ];
};

/** Asks for an EPR of the trust. */
export const whichKnownEpr = (words: Words): Step<KnownEprs> => oneEpr(INSTANCE, words);

/** The EPR that was answered, by its reference. */
export const eprOf = (about: Asked, name = INSTANCE.name): string | undefined =>
  isNew(about, name) ? referenceOf(about.answers[`new-${name}`] ?? '') : about.answers[name];

/** A name in the letters of a reference; other signs are left for the entry's shape to refuse. */
const referenceOf = (name: string): string => name.toLowerCase().replace(/\s+/g, '-');

const isNew = ({ answers, known }: Asked, name: string): boolean =>
  known.instances.length === 0 || answers[name] === ANOTHER;

/** Whether what others recorded is of this EPR, which may have taken another's place or given up its own. */
export const isOfEpr = (
  epr: string | undefined,
  { instance, fromInstance, toInstance }: Stated,
): boolean => epr !== undefined && [instance, fromInstance, toInstance].includes(epr);

/** Asks for one of the EPRs that are known of the trust, or for one of some other answers. */
export const oneEpr = (
  { name, at, after }: Omit<OfEpr, 'isAsked'>,
  { question, missing }: Words,
  others: readonly Readonly<{ value: string; text: string }>[] = [],
): Step<KnownEprs> => ({
  name,
  question,
  fields: [
    {
      ...{ kind: 'choice', name, at, missing },
      options: ({ answers, known }) => [
        ...(after === undefined ? known.instances : othersThan(answers[after], known)).map(
          (value) => eprOption(value, known),
        ),
        ...others,
      ],
    },
  ],
});

const othersThan = (epr: string | undefined, { instances, planned = [] }: KnownEprs) =>
  [...instances, ...planned].filter((each) => each !== epr);

/** Asks for a part of the EPR, which went live or is put off on its own. */
export const moduleStep = (question: string, whole: string): Step<KnownEprs> => ({
  name: 'module',
  question,
  fields: [
    {
      ...{ kind: 'text', name: 'module', at: '/module' },
      hint: (about) => `${plannedInWords(about)} Leave this empty if the EPR as a whole ${whole}.`,
      empty: 'The EPR as a whole',
      inWords: moduleInWords,
    },
  ],
});

/** Where modules are planned, another one cannot be chosen. */
function plannedInWords(about: Asked): string {
  const planned = about.known.modules?.get(eprOf(about) ?? '') ?? [];
  return planned.length === 0
    ? 'For example, ePMA.'
    : `In the plan of this EPR: ${listInWords(planned.map(moduleInWords))}.`;
}

/** One module is one, however its abbreviation is typed. */
export const moduleTyped = (module = ''): string =>
  isAbbreviation(module) ? module.toLowerCase() : module;

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
  empty: 'None',
});

const LIKE = 'like 27 March 2027, March 2027, 2027 or 2026/27';

/** A date in the plan, as precisely as it is known. */
export const plannedStep = (
  question: string,
  { hint, ...given }: Readonly<{ hint?: string; missing?: string; empty?: string }> = {},
): Step<unknown> => ({
  name: 'planned',
  question,
  fields: [
    {
      ...{ kind: 'text', name: 'planned', at: '/plannedGoLive' },
      hint: `A day, a month, a year or a financial year, ${LIKE}.${hint === undefined ? '' : ` ${hint}`}`,
      ...given,
      wrong: (text) =>
        parseStatedDate(statedDateTyped(text)) === undefined
          ? `Target date must be a real date, month, year or financial year, ${LIKE}`
          : undefined,
    },
  ],
});
