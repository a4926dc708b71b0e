import { optimisationRecords } from '../../api/optimisation.controller.js';
import { evidence, whyLate, whenStep } from '../forms/common-questions.js';
import { collectionAt, filled } from '../forms/form-entry.js';
import type { About, Entry, Form } from '../forms/form.js';
import { statedDateTyped } from '../forms/stated-date-typed.js';
import { moduleInWords } from '../trust/go-lives-in-words.js';
import {
  eprOf,
  moduleTyped,
  plannedStep,
  sharedStep,
  supplierStep,
  whichEpr,
} from './epr-questions.js';
import { knownEprs, type KnownEprs } from './known-eprs.js';
import { milestonesHome } from './milestone-words.js';

const UNKNOWN = 'not-known';

/** That an EPR, or further modules of one, will go live. */
export const planForm: Form<KnownEprs> = {
  title: 'Plan a go-live',
  done: 'Go-live planned',
  afterwards: 'It stands as planned until the go-live is logged, put off or cancelled.',
  knows: knownEprs,
  home: milestonesHome,
  steps: [
    ...whichEpr({
      question: 'Which EPR is planned to go live?',
      missing: 'Select which EPR is planned to go live',
    }),
    supplierStep,
    {
      name: 'modules',
      question: 'Which modules are planned?',
      fields: [
        {
          ...{ kind: 'text', name: 'modules', at: '/modules' },
          hint: 'With commas between them, like inpatients, ePMA. Leave this empty if the EPR as a whole is planned.',
          empty: 'The EPR as a whole',
          inWords: (typed) => modulesIn(typed).map(moduleInWords).join(', '),
        },
      ],
    },
    plannedStep('When is it planned to go live?', {
      hint: 'Leave this empty if no date is set.',
      empty: 'No date set',
    }),
    {
      name: 'method',
      question: 'How will it go live?',
      fields: [
        {
          ...{ kind: 'choice', name: 'method', at: '/method' },
          missing: 'Select how it will go live',
          options: () => [
            { value: 'big-bang', text: 'Everywhere at once' },
            { value: 'phased', text: 'In phases' },
            { value: UNKNOWN, text: 'Not decided, or not known' },
          ],
        },
      ],
    },
    sharedStep,
    whenStep('When was this plan made?', 'Enter the day the plan was made'),
    { ...evidence, question: 'What shows the plan?' },
    whyLate,
  ],
  entry: (about: About<KnownEprs>): Entry => {
    const { supplier, product, modules, planned, method, shared } = about.answers;
    const { day, evidence, reason } = about.answers;
    return {
      ...collectionAt(optimisationRecords, 'deployments'),
      act: 'record',
      body: {
        instance: eprOf(about),
        ...filled({
          supplier,
          product,
          sharedWith: shared,
          plannedGoLive: statedDateTyped(planned ?? ''),
        }),
        ...(modules === undefined || modules === '' ? {} : { modules: modulesIn(modules) }),
        ...filled({ method: method === UNKNOWN ? undefined : method }),
        ...filled({ effectiveOn: day, evidence, reason }),
      },
    };
  },
};

/** Names of modules may have spaces in them. */
const modulesIn = (typed: string): readonly string[] =>
  typed
    .split(/[,;\n]/)
    .map((module) => moduleTyped(module.trim()))
    .filter((module) => module !== '');
