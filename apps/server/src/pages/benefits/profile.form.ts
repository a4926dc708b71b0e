import { cadences } from '#facts';
import { benefitClasses, type BenefitClass } from '#vocabulary';
import { benefitRecords } from '../../api/benefits.controller.js';
import {
  knownCapabilities,
  whichCapabilities,
  type KnownCapabilities,
} from '../capabilities/capability-questions.js';
import { evidence, whyLate, whenStep } from '../forms/common-questions.js';
import { collectionAt, filled } from '../forms/form-entry.js';
import type { About, Answers, Entry, Form, Step } from '../forms/form.js';
import { penceOf } from '../forms/pounds-typed.js';
import { textStep, wordsStep } from '../forms/simple-steps.js';
import { capital } from '../stages-in-words.js';
import { officeStep, officeTyped, shareTyped } from './benefit-steps.js';
import { classInWords } from './benefit-words.js';

type Asked = About<KnownCapabilities>;

const classHints: Readonly<Record<BenefitClass, string>> = {
  CRB: 'A budget can be reduced',
  NCRB: 'Time or capacity is freed and used for something else',
  SB: 'People or organisations outside the NHS gain',
  UB: 'Care gets better; this is measured, but not in pounds',
};

/** Cash is money and quality is none; of the others one has to say. */
const isInMoney = ({ answers }: Readonly<{ answers: Answers }>): boolean =>
  answers['class'] === 'CRB' || (answers['class'] !== 'UB' && answers['valued'] === 'money');

const what: readonly Step<KnownCapabilities>[] = [
  textStep('title', 'What is the benefit?', {
    at: '/title',
    hint: 'For example, nursing time freed by electronic drug charts.',
  }),
  textStep('reference', 'Which reference do you give it?', {
    at: '/benefit',
    hint: '3 to 40 capital letters, digits and hyphens, like RXX-EPMA-TIME.',
  }),
  {
    name: 'class',
    question: 'Which class of benefit is it?',
    fields: [
      {
        ...{ kind: 'choice', name: 'class', at: '/class' },
        options: () =>
          (Object.keys(benefitClasses) as BenefitClass[]).map((value) => ({
            value,
            text: classInWords(value),
            hint: classHints[value],
          })),
      },
    ],
  },
  {
    name: 'valued',
    question: 'What are its amounts in?',
    isAsked: ({ answers }) => answers['class'] === 'NCRB' || answers['class'] === 'SB',
    fields: [
      {
        ...{ kind: 'choice', name: 'valued', at: '/valuedIn' },
        missing: 'Select what its amounts are in',
        options: () => [
          { value: 'money', text: 'Money, as measure times an agreed value' },
          { value: 'measure', text: 'The unit of the measure' },
        ],
      },
    ],
  },
  textStep('beneficiary', 'Who benefits?', {
    at: '/beneficiary',
    hint: 'For example, ward nurses.',
  }),
  textStep('category', 'Which category is it?', {
    at: '/category',
    hint: 'For example, workforce productivity.',
  }),
  textStep('objective', 'Which objective does it serve?', {
    at: '/objective',
    hint: 'For example, release time to care.',
  }),
  officeStep('owner', 'Who owns it?', { at: '/owner', missing: 'Select an owner role' }),
];

const how: readonly Step<KnownCapabilities>[] = [
  {
    name: 'measure',
    question: 'What is measured?',
    fields: [
      {
        ...{ kind: 'text', name: 'measure', at: '/measure/name', label: 'Measure' },
        hint: 'For example, time for a drug round.',
      },
      {
        ...{ kind: 'text', name: 'unit', at: '/measure/unit', label: 'Unit', width: 10 },
        hint: 'For example, minutes.',
      },
    ],
  },
  {
    name: 'direction',
    question: 'Which way is better?',
    fields: [
      {
        ...{ kind: 'choice', name: 'direction', at: '/measure/direction' },
        options: () => [
          { value: 'higher', text: 'Higher is better' },
          { value: 'lower', text: 'Lower is better' },
        ],
      },
    ],
  },
  {
    name: 'cadence',
    question: 'How often is it measured?',
    fields: [
      {
        ...{ kind: 'choice', name: 'cadence', at: '/measure/cadence' },
        options: () => cadences.map((value) => ({ value, text: capital(value) })),
      },
    ],
  },
  textStep('numbers', 'Where will the numbers come from?', {
    at: '/measure/source',
    hint: 'For example, the audit log of the EPR.',
  }),
  {
    name: 'target',
    question: 'Which value is aimed at?',
    fields: [
      {
        ...{ kind: 'text', name: 'target', at: '/targetValue', width: 10, isNumber: true },
        hint: ({ answers }) =>
          `In ${answers['unit'] ?? 'the unit of the measure'}, for one ${answers['cadence'] ?? ''} measurement. You may leave this empty.`,
      },
    ],
  },
  {
    name: 'worth',
    question: 'What is one unit worth?',
    isAsked: isInMoney,
    fields: [
      {
        ...{ kind: 'text', name: 'pounds', at: '/unitValue', width: 10, isNumber: true },
        label: 'Amount in pounds',
        hint: ({ answers }) =>
          answers['class'] === 'CRB'
            ? 'Leave all three empty if the amounts are not worked out from a measure.'
            : 'The value that was agreed, like 28.50.',
      },
      {
        ...{ kind: 'text', name: 'worth-source', at: '/unitValue/source', label: 'Source' },
        hint: 'For example, Unit Costs of Health and Social Care 2025.',
      },
      {
        ...{ kind: 'text', name: 'year', at: '/unitValue/priceYear', label: 'Price year' },
        ...{ width: 10, hint: 'For example, 2025/26.' },
      },
    ],
  },
];

const enabled: readonly Step<KnownCapabilities>[] = [
  whichCapabilities('Which capabilities of the record enable it?', {
    hint: 'Select all that apply. You may leave this empty.',
    empty: 'None named',
  }),
  {
    name: 'gate',
    question: 'Must a capability be used enough before it counts?',
    fields: [
      {
        ...{ kind: 'select', name: 'gate', at: '/gate/capability', label: 'Capability' },
        hint: 'Leave this and the share if nothing has to be reached first.',
        options: ({ known }) =>
          known.capabilities.map(({ code, name }) => ({ value: code, text: `${name} (${code})` })),
      },
      {
        ...{ kind: 'text', name: 'threshold', at: '/gate/threshold', width: 5 },
        ...{ label: 'Share of use, in percent', hint: 'For example, 60.' },
      },
    ],
  },
  officeStep('measurer', 'Who measures it?', { at: '/measurer', optional: true }),
  {
    ...officeStep('finance', 'Who validates it in finance?', {
      ...{ at: '/financeValidator', optional: true },
    }),
    isAsked: ({ answers }) => answers['class'] === 'CRB',
  },
  wordsStep('assumptions', 'What is assumed?', {
    at: '/assumptions',
    hint: 'Up to 500 characters. You may leave this empty. Do not include patient or staff details.',
  }),
  wordsStep('risks', 'What may stand in its way?', {
    at: '/risks',
    hint: 'Up to 500 characters. You may leave this empty. Do not include patient or staff details.',
  }),
  whenStep('When was it profiled?', 'Enter the day it was profiled'),
  { ...evidence, question: 'What shows it?' },
  whyLate,
];

/** What is promised, and how one will tell. */
export const profileForm: Form<KnownCapabilities> = {
  title: 'Profile a benefit',
  done: 'Benefit profiled',
  afterwards:
    'Agree a baseline next. Then an approver of your trust who recorded neither can approve the benefit.',
  knows: knownCapabilities,
  home: ({ code }) => ({
    href: `/organisations/${code}/benefits`,
    text: 'the register of benefits',
  }),
  steps: [...what, ...how, ...enabled],
  entry: ({ answers }: Asked): Entry => {
    const { reference, title, beneficiary, category, objective, owner, target } = answers;
    const { capabilities, measurer, finance, assumptions, risks, day, evidence, reason } = answers;
    return {
      ...collectionAt(benefitRecords, 'benefits'),
      act: 'record',
      subject: reference,
      body: {
        ...{ benefit: reference, title, class: answers['class'] },
        ...{ beneficiary, category, objective, owner: officeTyped(owner) },
        valuedIn: isInMoney({ answers }) ? 'money' : 'measure',
        measure: measureOf(answers),
        ...worthOf(answers),
        ...gateOf(answers),
        ...filled({
          ...{ targetValue: target, capabilities, assumptions, risks },
          measurer: officeTyped(measurer),
          financeValidator: officeTyped(finance),
          ...{ effectiveOn: day, evidence, reason },
        }),
      },
    };
  },
};

const measureOf = ({ measure, unit, direction, cadence, numbers }: Answers) => ({
  ...{ name: measure, unit, direction, cadence },
  source: numbers,
});

/** One of the three makes the others needed; so does money that is no cash. */
function worthOf(answers: Answers): object {
  const { pounds = '', year = '' } = answers;
  const source = answers['worth-source'] ?? '';
  const isLeftOut = answers['class'] === 'CRB' && pounds + source + year === '';
  if (!isInMoney({ answers }) || isLeftOut) return {};
  return { unitValue: { pence: penceOf(pounds), source, priceYear: year } };
}

function gateOf({ gate = '', threshold = '' }: Answers): object {
  if (gate + threshold === '') return {};
  return { gate: { capability: gate, threshold: shareTyped(threshold) } };
}
