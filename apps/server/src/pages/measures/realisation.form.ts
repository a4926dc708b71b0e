import { measurementRecords } from '../../api/measurements.controller.js';
import { farFromLast } from '../adoption/last-counted.js';
import { amountInWords } from '../benefits/benefit-words.js';
import {
  capabilityNamed,
  knownCapabilities,
  whichCapability,
  type KnownCapabilities,
} from '../capabilities/capability-questions.js';
import { notes, whyLate } from '../forms/common-questions.js';
import { collectionAt, filled } from '../forms/form-entry.js';
import type { About, Answers, Entry, Form } from '../forms/form.js';
import { penceOf } from '../forms/pounds-typed.js';
import { overlaps } from '../forms/in-the-way.js';
import { methodStep, periodStep, sourceStep, textStep } from '../forms/simple-steps.js';

const MONEY = 'money';
const PENCE = 'pence';

/** What came of a capability: of the benefit expected to date, so much is validated. */
export const realisationForm: Form<KnownCapabilities> = {
  title: 'Measure the benefit of a capability',
  done: 'Measurement recorded',
  names: capabilityNamed,
  knows: knownCapabilities,
  steps: [
    whichCapability('Which capability does it come from?'),
    periodStep(),
    {
      name: 'in',
      question: 'What are its amounts in?',
      fields: [
        {
          ...{ kind: 'choice', name: 'in', at: '/unit', missing: 'Select what its amounts are in' },
          options: () => [
            { value: MONEY, text: 'Pounds' },
            { value: 'other', text: 'Another unit, such as hours or bed days' },
          ],
        },
      ],
    },
    {
      ...textStep('unit', 'In which unit?', {
        at: '/unit',
        hint: 'For example, hours.',
        missing: 'Enter the unit of the amounts, like hours',
      }),
      isAsked: ({ answers }) => answers['in'] === 'other',
    },
    {
      name: 'amounts',
      question: ({ answers }) =>
        `How much was realised to date, in ${isMoney(answers) ? 'pounds' : (answers['unit'] ?? 'its unit')}?`,
      fields: [
        {
          ...{ kind: 'text', name: 'validated', at: '/validated', width: 10, isNumber: true },
          inWords: inItsUnit,
          ...{ label: 'Validated', hint: 'What was shown to have come of it.' },
        },
        {
          ...{ kind: 'text', name: 'expected', at: '/expected', width: 10, isNumber: true },
          inWords: inItsUnit,
          ...{ label: 'Expected', hint: 'What was expected of it by the last day measured.' },
        },
      ],
    },
    methodStep,
    sourceStep,
    notes('/note', 2000),
    whyLate,
  ],
  entry: ({ answers }): Entry => {
    const { capability, from, day: to, method, source } = answers;
    const { validated, expected } = amountsIn(answers);
    return {
      ...collectionAt(measurementRecords, 'realisation-measurements'),
      act: 'record',
      subject: capability,
      body: {
        ...{ capability, from, to, validated, expected, method },
        unit: isMoney(answers) ? PENCE : answers['unit'],
        source: { name: source },
        ...filled({ note: answers['notes'], reason: answers['reason'] }),
      },
    };
  },
  clashes: overlaps,
  doubt: (about, queries) => {
    const { validated, expected } = amountsIn(about.answers);
    return farFromLast(about, queries, {
      kind: 'realisation',
      subject: about.answers['capability'],
      countIn: (value) => ({ numerator: value.validated, denominator: value.expected }),
      now: { numerator: Number(validated), denominator: Number(expected) },
      named: {
        ...{ numerator: 'validated', denominator: 'expected' },
        inWords: (amount) =>
          amountInWords(amount, isMoney(about.answers) ? PENCE : (about.answers['unit'] ?? '')),
      },
    });
  },
};

const isMoney = (answers: Answers): boolean => answers['in'] === MONEY;

/** "42 hours", or "£42"; what is no number stays as it was typed, and is refused. */
function inItsUnit(typed: string, { answers }: Pick<About<unknown>, 'answers'>): string {
  const amount = Number(isMoney(answers) ? penceOf(typed) : typed);
  return Number.isFinite(amount)
    ? amountInWords(amount, isMoney(answers) ? PENCE : (answers['unit'] ?? ''))
    : typed;
}

const amountsIn = (answers: Answers) => {
  const { validated, expected } = answers;
  return isMoney(answers)
    ? { validated: penceOf(validated), expected: penceOf(expected) }
    : { validated, expected };
};
