import type { QueryBus } from '@nestjs/cqrs';
import { STAGE_VALIDATION_MONTHS } from '#optimisation';
import { TrustStage } from '#read-models';
import { addMonths, parseIsoDate, stages, type IsoDate } from '#vocabulary';
import { optimisationRecords } from '../../api/optimisation.controller.js';
import { evidence, whyLate, whenStep } from '../forms/common-questions.js';
import { collectionAt, filled, shaped } from '../forms/form-entry.js';
import type { About, Asking, Doubt, Entry, Form } from '../forms/form.js';
import { wordsStep } from '../forms/simple-steps.js';
import { readNames } from '../names.js';
import { stageInWords } from '../stages-in-words.js';
import { stageRows } from '../trust/stage-rows.js';

type Known = Readonly<{
  /** The organisation that whoever fills it in acts for. */
  validator: string;
  /** What the trust declares, what its evidence shows and what others confirmed. */
  standing: readonly (readonly string[])[];
  /** Where that is worked out. */
  explained: string;
}>;

async function knows({ queries, store, code, today, actor }: Asking): Promise<Known> {
  const moment = { asOf: today };
  const [answer, names] = await Promise.all([
    queries.execute(new TrustStage(code, moment)),
    readNames(queries, store, moment),
  ]);
  const stage = answer?.stage;
  return {
    validator: actor.kind === 'known' ? actor.organisation : '',
    standing: stage ? stageRows(stage, names).map(({ key, value }) => [key, value]) : [],
    explained: `/organisations/${code}/stage/explain`,
  };
}

/** Another organisation than the trust confirms its stage, up to a day. */
export const stageValidationForm: Form<Known> = {
  title: 'Validate a stage',
  done: 'Stage validated',
  afterwards: 'The stage is shown as validated until the last day you gave.',
  knows,
  changes: (_, stated) => 'stage' in stated,
  steps: [
    {
      name: 'stage',
      question: 'Which stage do you validate?',
      fields: [
        {
          ...{ kind: 'choice', name: 'stage', at: '/stage', missing: 'Select a stage' },
          options: () =>
            stages.map((stage) => ({ value: String(stage), text: stageInWords(stage) })),
        },
      ],
      beside: ({ known: { standing, explained } }) =>
        standing.length === 0
          ? undefined
          : {
              ...{ caption: 'Where the trust stands today', head: ['Source', 'Stage'] },
              rows: standing,
              origin: { href: explained, text: 'How this is worked out' },
            },
    },
    wordsStep('scope', 'What did you look at?', {
      at: '/scope',
      hint: 'Up to 500 characters. Leave this empty if it was all of the trust. Do not include patient or staff details.',
      empty: 'All of the trust',
    }),
    whenStep('When did you validate it?', 'Enter the day you validated it'),
    {
      name: 'expires',
      question: 'What is the last day on which it counts?',
      fields: [
        {
          ...{ kind: 'day', name: 'expires', at: '/expires', what: 'The expiry date' },
          hint: ({ answers, today }) =>
            `${String(STAGE_VALIDATION_MONTHS)} months after the day you validated it, at the latest. For example, ${latestTyped(parseIsoDate(answers['day'] ?? '') ?? today)}.`,
          missing: 'Enter the last day on which it counts',
          isAhead: true,
        },
      ],
    },
    { ...evidence, question: 'What shows it?' },
    whyLate,
  ],
  entry: ({ answers, known: { validator } }): Entry => {
    const { stage, scope, day, expires, evidence, reason } = answers;
    return {
      ...collectionAt(optimisationRecords, 'stage-validations'),
      act: 'record',
      body: {
        ...{ stage, validator, expires },
        ...filled({ scope, effectiveOn: day, evidence, reason }),
      },
    };
  },
  doubt,
};

/** The warning of the API: the evidence shows less. */
async function doubt(about: About<Known>, queries: QueryBus): Promise<Doubt | undefined> {
  const entry = stageValidationForm.entry(about);
  const { dto } = await shaped(entry);
  const [warning] = (await entry.collection.warnings?.(dto.toCommand(about.code), queries)) ?? [];
  return warning === undefined
    ? undefined
    : { heading: 'The evidence shows less than this stage', message: warning.message };
}

/** The last day a validation may count to, as the three boxes take it: "27 3 2029". */
const latestTyped = (validatedOn: IsoDate): string =>
  addMonths(validatedOn, STAGE_VALIDATION_MONTHS).split('-').reverse().map(Number).join(' ');
