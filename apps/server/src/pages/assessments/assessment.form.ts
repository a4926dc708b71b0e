import { editionOf, instrumentCodes, instruments, type InstrumentCode } from '#assessments';
import { assessmentRecords } from '../../api/assessments.controller.js';
import { whyLate } from '../forms/common-questions.js';
import { collectionAt, filled } from '../forms/form-entry.js';
import type { About, Entry, Field, Form, Step } from '../forms/form.js';
import { scoreName } from './assessment-views.js';

type Asked = About<unknown>;

const instrumentIn = ({ answers }: Asked): InstrumentCode | undefined =>
  editionOf(answers['edition'] ?? '')?.instrument;

const isSurvey = (about: Asked): boolean => {
  const code = instrumentIn(about);
  return code !== undefined && instruments[code].kind === 'survey';
};

const editions = instrumentCodes.flatMap((code) =>
  instruments[code].editions.map((edition) => ({
    value: `${code}-${edition}`,
    text: `${instruments[code].title}, edition ${edition.replace(/^pre-/, 'before ')}`,
  })),
);

/** One page with all that an instrument scores; what is left empty is not known. */
const scoresOf = (code: 'dma' | 'emram'): Step<unknown> => {
  const { names, scale } = instruments[code];
  const hint = `From ${String(scale.from)} to ${String(scale.to)}${scale.decimals === 0 ? ', a whole number' : ', like 3.1'}.${names.length > 1 ? ' Leave it empty if it is not known.' : ''}`;
  return {
    name: `scores-${code}`,
    question: names.length > 1 ? 'What are the scores?' : 'Which stage is it?',
    isAsked: (about) => instrumentIn(about) === code,
    fields: names.map((name): Field<unknown> => ({
      kind: 'text',
      name: `score-${name}`,
      at: `/scores/${name}`,
      label: scoreName(name),
      width: 5,
      isNumber: true,
      hint,
      wrong: (text) =>
        /^\d+(\.\d+)?$/.test(text) && Number(text) >= scale.from && Number(text) <= scale.to
          ? undefined
          : `${scoreName(name)} must be a number from ${String(scale.from)} to ${String(scale.to)}`,
      ...(names.length === 1 ? { missing: 'Enter the stage, like 5' } : {}),
    })),
  };
};

const share = (name: string, label: string): Field<unknown> => ({
  kind: 'text',
  name,
  at: `/${name}`,
  label,
  width: 5,
  isNumber: true,
  hint: 'Percent of all answers, like 55 or 55.5.',
  missing: `Enter the ${name} share, like 55`,
});

export const assessmentForm: Form<unknown> = {
  title: 'Record an assessment',
  done: 'Assessment recorded',
  afterwards: 'It is shown among the assessments of this trust.',
  knows: () => Promise.resolve(undefined),
  steps: [
    {
      name: 'edition',
      question: 'Which assessment is it?',
      fields: [
        {
          kind: 'choice',
          name: 'edition',
          at: '/edition',
          missing: 'Select which assessment it is',
          options: () => editions,
        },
      ],
    },
    scoresOf('dma'),
    scoresOf('emram'),
    {
      name: 'answers',
      question: 'How did those answer who use the record?',
      isAsked: isSurvey,
      fields: [
        share('positive', 'Positive answers'),
        share('negative', 'Negative answers'),
        {
          kind: 'text',
          name: 'respondents',
          at: '/respondents',
          label: 'How many answered',
          width: 5,
          isNumber: true,
          hint: 'A result counts from 10 answers on.',
          missing: 'Enter how many answered, like 312',
        },
      ],
    },
    {
      name: 'self',
      question: 'Did the trust score itself?',
      isAsked: (about) => !isSurvey(about),
      fields: [
        {
          kind: 'choice',
          name: 'self',
          at: '/selfAssessed',
          missing: 'Select yes if the trust scored itself',
          options: () => [
            { value: 'yes', text: 'Yes' },
            { value: 'no', text: 'No, another organisation did' },
          ],
        },
      ],
    },
    {
      name: 'date',
      question: 'On which day was it assessed?',
      fields: [
        {
          kind: 'day',
          name: 'day',
          at: '/effectiveOn',
          what: 'The day',
          hint: 'For example, 27 3 2026 or 27 March 2026.',
          missing: 'Enter the day on which it was assessed',
        },
      ],
    },
    whyLate,
  ],
  entry: (about): Entry => {
    const { edition, self, day, reason } = about.answers;
    const common = filled({ edition, effectiveOn: day, reason });
    return isSurvey(about)
      ? {
          ...collectionAt(assessmentRecords, 'survey-results'),
          act: 'record',
          subject: edition,
          body: { ...common, ...answersIn(about) },
        }
      : {
          ...collectionAt(assessmentRecords, 'assessments'),
          act: 'record',
          subject: edition,
          body: {
            ...common,
            scores: scoresIn(about),
            ...(self === undefined ? {} : { selfAssessed: self === 'yes' }),
          },
        };
  },
  clashes: () => true,
  shownAt: ({ code }) => `/organisations/${code}/assessments`,
};

const answersIn = ({ answers: { positive, negative, respondents } }: Asked) =>
  filled({ positive, negative, respondents });

/** What is no number stays none, for the rules to say what a score is. */
const scoresIn = (about: Asked): Readonly<Record<string, number>> => {
  const code = instrumentIn(about);
  const instrument = code === undefined ? undefined : instruments[code];
  if (instrument === undefined || instrument.kind === 'survey') return {};
  return Object.fromEntries(
    instrument.names.flatMap((name) => {
      const typed = about.answers[`score-${name}`] ?? '';
      return typed === '' ? [] : [[name, Number(typed)]];
    }),
  );
};
