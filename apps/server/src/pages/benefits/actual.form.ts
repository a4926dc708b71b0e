import { claimedFor } from '#benefits';
import { parseIsoDate, periodInWords } from '#vocabulary';
import { benefitRecords } from '../../api/benefits.controller.js';
import { evidence, notes, whyLate } from '../forms/common-questions.js';
import { collectionAt, filled } from '../forms/form-entry.js';
import { overlaps } from '../forms/in-the-way.js';
import type { About, Beside, Doubt, Entry, Form } from '../forms/form.js';
import { penceOf } from '../forms/pounds-typed.js';
import { methodStep, periodStep, sourceStep, wordsStep } from '../forms/simple-steps.js';
import { uncapital } from '../stages-in-words.js';
import { amountInWords, stateInWords } from './benefit-words.js';
import {
  benefitHome,
  benefitTitle,
  knownBenefit,
  whyNotYet,
  type KnownBenefit,
} from './known-benefit.js';
import { farOut } from './outlier.js';

type Asked = About<KnownBenefit>;

export const actualForm: Form<KnownBenefit> = {
  title: 'Record a value of a benefit',
  done: 'Value recorded',
  afterwards:
    'Someone else at your trust will now validate or reject it. Until then it shows as awaiting validation and is not part of what is validated.',
  knows: knownBenefit,
  whyNot: whyNotYet,
  home: benefitHome,
  names: benefitTitle,
  steps: [
    periodStep(lastValues),
    {
      name: 'volume',
      question: volumeAsked,
      isAsked: ({ known }) => isOfVolume(known),
      fields: [
        {
          kind: 'text',
          name: 'volume',
          at: '/volume',
          width: 10,
          isNumber: true,
          hint: againstBaseline,
          missing: 'Enter how many there were in the period, like 42 or 42.5',
        },
      ],
      beside: lastValues,
    },
    {
      name: 'amount',
      question: ({ known }) =>
        known.answer.benefit.unit === 'pence'
          ? 'What did it come to, in pounds?'
          : `What did it come to, in ${known.answer.benefit.unit}?`,
      isAsked: ({ known }) => !isOfVolume(known),
      fields: [
        {
          kind: 'text',
          name: 'amount',
          at: '/amount',
          width: 10,
          isNumber: true,
          hint: 'The part that is this benefit’s own. Below 0 where things got worse.',
          missing: 'Enter what it came to, like 42 or 42.5',
        },
      ],
      beside: lastValues,
    },
    methodStep,
    sourceStep,
    {
      ...wordsStep('use', 'What was the freed time used for?', {
        at: '/useOfFreedTime',
        hint: 'You may leave this empty, but the value can only be validated once it is said. Do not include patient or staff details.',
      }),
      isAsked: ({ known }) => known.answer.benefit.class === 'NCRB',
    },
    { ...evidence, question: 'What shows it?' },
    notes('/note', 2000),
    whyLate,
  ],
  entry: (about): Entry => {
    const { answers, known } = about;
    const { from, day: to, method, source, use, evidence, notes, reason } = answers;
    const amount = isOfVolume(known) ? claimed(about) : typedAmount(about);
    return {
      ...collectionAt(benefitRecords, 'benefit-actuals'),
      act: 'record',
      subject: known.answer.benefit.benefit,
      body: {
        ...{ benefit: known.answer.benefit.benefit, from, to, amount, method },
        source: { name: source },
        ...(isOfVolume(known) ? { volume: answers['volume'] } : {}),
        ...filled({ useOfFreedTime: use, evidence, note: notes, reason }),
      },
    };
  },
  worksOut: (about) => {
    const amount = claimed(about);
    const { unitValue } = about.known.answer.profile;
    if (!isOfVolume(about.known) || typeof amount !== 'number' || unitValue === undefined)
      return [];
    const each = amountInWords(unitValue.pence, 'pence');
    const share = shareOn(about);
    const own =
      share === 1 ? '' : `, of which ${String(Math.round(share * 1e8) / 1e6)}% is its own`;
    return [
      {
        key: 'What is claimed',
        value: `${amountInWords(amount, 'pence')}: ${volumeInWords(about)} at ${each} each${own}`,
      },
    ];
  },
  clashes: overlaps,
  doubt: (about) => Promise.resolve(doubt(about)),
};

/** Of the whole period: the amount is worked out from it, so the value of a single round would be too little. */
function volumeAsked({ answers, known: { answer } }: Asked): string {
  const { unit, direction } = answer.profile.measure;
  const [from, to] = [parseIsoDate(answers['from'] ?? ''), parseIsoDate(answers['day'] ?? '')];
  const period = from && to && periodInWords({ from, to });
  const when =
    period === undefined ? '' : period.includes(' to ') ? ` from ${period}` : ` in ${period}`;
  return `How many ${unit} were ${direction === 'lower' ? 'saved' : 'gained'} in all${when}?`;
}

function againstBaseline({ known: { answer } }: Asked): string {
  const { measure, unitValue } = answer.profile;
  const { baselineValue } = answer.benefit;
  const before =
    baselineValue === null
      ? ''
      : `, which was ${amountInWords(baselineValue, measure.unit)} before the change`;
  const each =
    unitValue === undefined ? '' : ` Each is worth ${amountInWords(unitValue.pence, 'pence')}.`;
  return `The total for the period, and not the value of ${uncapital(measure.name)}${before}.${each}`;
}

/** Money that follows from a volume and an agreed value of one unit. */
const isOfVolume = ({ answer: { profile } }: KnownBenefit): boolean =>
  profile.valuedIn === 'money' && profile.unitValue !== undefined;

/** Whole pence of the volume that was answered; what is no number is left for the shape to refuse. */
function claimed(about: Asked): number | string | undefined {
  const { answers, known } = about;
  const volume = Number(answers['volume']);
  const { unitValue } = known.answer.profile;
  return answers['volume'] === undefined || unitValue === undefined || Number.isNaN(volume)
    ? answers['volume']
    : claimedFor(volume, unitValue.pence, shareOn(about));
}

/** The share of the change that is the benefit's own, by the approval in force at the end of the period. */
function shareOn({ answers, known }: Asked): number {
  const { approvals } = known.answer;
  const inForce = approvals.find(({ on }) => on <= (answers['day'] ?? ''));
  return (inForce ?? approvals.at(-1))?.value.attributionShare ?? 1;
}

const volumeInWords = ({ answers, known }: Asked): string =>
  amountInWords(Number(answers['volume']), known.answer.profile.measure.unit);

const typedAmount = ({ answers, known }: Asked): string | undefined =>
  known.answer.benefit.unit === 'pence' ? penceOf(answers['amount']) : answers['amount'];

const SHOWN = 12;

/** The last values, so that a slip of the key is noticed. */
function lastValues({ known: { answer } }: Asked): Beside | undefined {
  const last = answer.actuals.slice(-SHOWN).reverse();
  if (last.length === 0) return undefined;
  return {
    caption: last.length === 1 ? 'The last value' : `The last ${String(last.length)} values`,
    head: ['Period', 'Value', 'State'],
    numbers: [1],
    rows: last.map((actual) => [
      periodInWords(actual),
      amountInWords(actual.amount, answer.benefit.unit),
      stateInWords[actual.state],
    ]),
    origin: {
      href: `/organisations/${answer.organisation.code}/benefits/${answer.benefit.benefit}/explain`,
      text: 'How what it came to is worked out',
    },
  };
}

function doubt(about: Asked): Doubt | undefined {
  const from = parseIsoDate(about.answers['from'] ?? '');
  const { actuals, chart, benefit } = about.known.answer;
  const amount = Number(isOfVolume(about.known) ? claimed(about) : typedAmount(about));
  const before = actuals.filter(({ to, state }) => state !== 'rejected' && to < (from ?? to));
  const message = farOut(amount, before, {
    ...{ phase: chart.phases.at(-1), unit: benefit.unit },
    ...(isOfVolume(about.known) && { typed: volumeInWords(about) }),
  });
  return message === undefined ? undefined : { heading: 'Is this number right?', message };
}
