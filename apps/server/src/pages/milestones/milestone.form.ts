import { milestones } from '#optimisation';
import { optimisationRecords } from '../../api/optimisation.controller.js';
import { evidence, notes, whyLate } from '../forms/common-questions.js';
import { collectionAt, filled } from '../forms/form-entry.js';
import type { About, Entry, Form, Step } from '../forms/form.js';
import { penceOf } from '../forms/pounds-typed.js';
import { knownSites, type KnownSites } from '../capabilities/known-sites.js';
import { singleSites, whichSites } from '../capabilities/site-questions.js';
import { eprOf, moduleStep, moduleTyped, whichEpr } from './epr-questions.js';
import { knownEprs, type KnownEprs } from './known-eprs.js';
import { milestonesInWords } from './milestone-words.js';

type Known = KnownEprs & KnownSites;
type Asked = About<Known>;

const GO_LIVE = 'go-live';

const isGoLive = ({ answers }: Pick<Asked, 'answers'>): boolean => answers['what'] === GO_LIVE;
const isMilestone = (about: Asked, ...of: readonly string[]): boolean =>
  of.includes(about.answers['what'] ?? '');

const what: Step<Known> = {
  name: 'what',
  question: 'What do you want to log?',
  fields: [
    {
      kind: 'choice',
      name: 'what',
      at: '/milestone',
      missing: 'Select what you want to log',
      options: () => [
        { value: GO_LIVE, text: 'An EPR, or a module of it, went live' },
        ...milestones.map((value) => ({ value, text: milestonesInWords[value] })),
      ],
    },
  ],
};

const whenOf = (question: string, what: string, missing: string): Step<Known> => ({
  name: 'date',
  question,
  fields: [
    {
      ...{ kind: 'day', name: 'day', at: '/effectiveOn', what, missing },
      hint: 'For example, 27 3 2026 or 27 March 2026.',
    },
  ],
});

export const milestoneForm: Form<Known> = {
  title: 'Log a milestone or go-live',
  done: 'Milestone or go-live logged',
  knows: async (asking) => ({ ...(await knownEprs(asking)), ...(await knownSites(asking)) }),
  steps: [
    what,
    ...whichEpr(
      { question: 'Which EPR went live?', missing: 'Select which EPR went live' },
      { name: 'epr', at: '/instance', isAsked: isGoLive },
    ),
    {
      ...whenOf('When did it go live?', 'The date it went live', 'Enter the date it went live'),
      isAsked: isGoLive,
    },
    {
      ...whenOf(
        'When was it achieved?',
        'Date achieved',
        'Enter the date the milestone was achieved',
      ),
      name: 'achieved',
      isAsked: (about) => !isGoLive(about),
    },
    { ...moduleStep('Which module went live?', 'went live'), isAsked: isGoLive },
    {
      ...whichSites<KnownEprs>('At which sites did it go live?', singleSites, {
        hint: 'Leave this empty if it went live at all sites.',
        empty: 'All sites',
      }),
      isAsked: isGoLive,
    },
    {
      name: 'supplier',
      question: 'Who is the supplier?',
      isAsked: (about) =>
        isMilestone(about, 'supplier-selected', 'contract-planned', 'contract-signed'),
      fields: [
        {
          kind: 'text',
          name: 'supplier',
          at: '/supplier',
          hint: 'Leave this empty if it is not known.',
        },
      ],
    },
    {
      name: 'amount',
      question: 'What is the contract worth, in pounds?',
      isAsked: (about) => isMilestone(about, 'contract-value'),
      fields: [
        {
          kind: 'text',
          name: 'amount',
          at: '/amountPence',
          width: 10,
          isNumber: true,
          hint: 'For example, 4,200,000.',
          missing: 'Enter what the contract is worth, like 4,200,000',
        },
      ],
    },
    evidence,
    notes('/detail', 500),
    whyLate,
  ],
  clashes: (about, { instance, module }) =>
    isGoLive(about) && instance === eprOf(about) && module === undefined,
  entry: (about) => (isGoLive(about) ? goLive(about) : milestone(about)),
};

const goLive = (about: Asked): Entry => {
  const { module, sites } = about.answers;
  return {
    ...collectionAt(optimisationRecords, 'go-lives'),
    act: 'record',
    body: {
      instance: eprOf(about),
      ...filled({ module: moduleTyped(module), sites }),
      ...common(about.answers),
    },
  };
};

const milestone = ({ answers }: Asked): Entry => ({
  ...collectionAt(optimisationRecords, 'milestones'),
  act: 'record',
  body: {
    milestone: answers['what'],
    ...filled({ supplier: answers['supplier'], amountPence: penceOf(answers['amount']) }),
    ...common(answers),
  },
});

const common = ({ day, evidence, notes, reason }: Asked['answers']) =>
  filled({ effectiveOn: day, evidence, detail: notes, reason });
