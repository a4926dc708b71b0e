import { benefitRecords } from '../../api/benefits.controller.js';
import { knownCapabilities, type KnownCapabilities } from '../capabilities/capability-questions.js';
import { whyLate, whenStep } from '../forms/common-questions.js';
import { anyEntry, collectionAt, filled } from '../forms/form-entry.js';
import type { About, Asking, Entry, Form } from '../forms/form.js';
import { textStep, wordsStep } from '../forms/simple-steps.js';
import { nothingToChange } from '../not-there.js';
import { benefitHome, benefitTitle, knownBenefit, type KnownBenefit } from './known-benefit.js';

type Known = KnownBenefit & KnownCapabilities;

const knows = async (asking: Asking): Promise<Known> => ({
  ...(await knownBenefit(asking)),
  ...(await knownCapabilities(asking)),
});

const isOf = ({ answers }: About<Known>, ...kinds: readonly string[]): boolean =>
  kinds.includes(answers['kind'] ?? '');

/** Intermediate outcomes that a capability may work through. */
const outcomesOf = ({ answer }: KnownBenefit) =>
  answer.links.filter(({ value }) => value.kind === 'outcome');

const NONE = 'none';

const NOT_LINKED = 'This benefit is linked to nothing today, so there is no link to end.';

/** A node of the map: what enables a benefit, what comes before it, what it serves. */
export const linkForm: Form<Known> = {
  title: 'Link a benefit',
  done: 'Benefit linked',
  afterwards: 'The map of the benefit shows the link from the day you gave.',
  knows,
  home: benefitHome,
  names: benefitTitle,
  steps: [
    {
      name: 'kind',
      question: 'What do you want to link it to?',
      fields: [
        {
          ...{ kind: 'choice', name: 'kind', at: '/kind' },
          options: () => [
            { value: 'capability', text: 'A capability that enables it' },
            { value: 'outcome', text: 'An outcome on the way to it' },
            { value: 'objective', text: 'An objective that it serves' },
          ],
        },
      ],
    },
    {
      name: 'capability',
      question: 'Which capability enables it?',
      isAsked: (about) => isOf(about, 'capability'),
      fields: [
        {
          ...{ kind: 'select', name: 'capability', at: '/node' },
          missing: 'Select a capability from the maturity model',
          options: ({ known }) =>
            known.capabilities.map(({ code, name }) => ({
              value: code,
              text: `${name} (${code})`,
            })),
        },
      ],
    },
    {
      name: 'through',
      question: 'Through which outcome does it work?',
      isAsked: (about) => isOf(about, 'capability') && outcomesOf(about.known).length > 0,
      fields: [
        {
          ...{ kind: 'choice', name: 'through', at: '/through' },
          missing: 'Select an outcome, or that it works directly',
          options: ({ known }) => [
            ...outcomesOf(known).map(({ subject, value }) => ({
              value: subject,
              text: value.title ?? subject,
            })),
            { value: NONE, text: 'None: it works directly' },
          ],
        },
      ],
    },
    {
      ...textStep('weight', 'How much does it count among the capabilities?', {
        at: '/weight',
        hint: 'A number like 1 or 2.5. Leave this empty if all count alike.',
      }),
      isAsked: (about) => isOf(about, 'capability'),
    },
    {
      ...textStep('title', 'What is it called?', {
        at: '/title',
        hint: 'For example, quicker drug rounds.',
      }),
      isAsked: (about) => isOf(about, 'outcome', 'objective'),
    },
    {
      ...textStep('reference', 'Which reference do you give it?', {
        at: '/node',
        hint: 'Lower-case letters, digits and hyphens, like quick-rounds.',
      }),
      isAsked: (about) => isOf(about, 'outcome', 'objective'),
    },
    whenStep('From which day are they linked?', 'Enter the day from which they are linked'),
    whyLate,
  ],
  entry: (about): Entry => {
    const { answers, known } = about;
    const { kind, capability, reference, title, weight, through, day, reason } = answers;
    const { benefit } = known.answer.benefit;
    const isCapability = isOf(about, 'capability');
    return {
      ...collectionAt(benefitRecords, 'benefit-links'),
      act: 'record',
      subject: benefit,
      body: {
        ...{ benefit, kind, node: isCapability ? capability : reference },
        ...(isCapability
          ? filled({ weight, through: through === NONE ? undefined : through })
          : { title }),
        ...filled({ effectiveOn: day, reason }),
      },
    };
  },
};

/** From a day on it is linked no more; what was so before stays. */
export const unlinkForm: Form<Known> = {
  title: 'End a link of a benefit',
  done: 'Link ended',
  afterwards:
    'The map of the benefit shows the link no more from the day you gave. It stays in the record.',
  knows,
  whyNot: (asked) =>
    asked.known.answer.links.length === 0
      ? nothingToChange(NOT_LINKED, benefitHome(asked))
      : undefined,
  changes: anyEntry,
  home: benefitHome,
  names: benefitTitle,
  steps: [
    {
      name: 'link',
      question: 'Which link do you want to end?',
      fields: [
        {
          ...{ kind: 'choice', name: 'link', at: '/node' },
          missing: 'Select the link that ends',
          options: ({ known }) =>
            known.answer.links.map(({ subject, value }) => ({
              value: `${value.kind} ${subject}`,
              text: linkInWords(known, { subject, ...value }),
            })),
        },
      ],
    },
    wordsStep('why-ended', 'Why did it end?', {
      at: '/why',
      hint: 'Up to 500 characters. Do not include patient or staff details.',
      missing: 'Enter why the link ended',
    }),
    whenStep('From which day is it linked no more?', 'Enter the day on which the link ended'),
    whyLate,
  ],
  entry: ({ answers, known }): Entry => {
    const [kind, node] = answers['link']?.split(' ') ?? [];
    const { benefit } = known.answer.benefit;
    return {
      ...collectionAt(benefitRecords, 'benefit-unlinkings'),
      act: 'record',
      subject: benefit,
      body: {
        ...{ benefit, kind, node, why: answers['why-ended'] },
        ...filled({ effectiveOn: answers['day'], reason: answers['reason'] }),
      },
    };
  },
};

type Linked = Readonly<{ subject: string; kind: string; title?: string }>;

/** "Quicker drug rounds (outcome)". */
function linkInWords({ capabilities }: Known, { subject, kind, title }: Linked): string {
  const found = capabilities.find(({ code }) => kind === 'capability' && code === subject);
  return found === undefined
    ? `${title ?? subject} (${kind})`
    : `${found.name} (${found.code}, ${kind})`;
}
