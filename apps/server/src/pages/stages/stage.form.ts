import type { QueryBus } from '@nestjs/cqrs';
import type { LedgerValues } from '#facts';
import type { StageFigure } from '#figures';
import { readCapabilities } from '#maturity-models';
import { TrustStage, TrustTimeline } from '#read-models';
import { stages } from '#vocabulary';
import { optimisationRecords } from '../../api/optimisation.controller.js';
import { evidence, notes, whyLate, whenStep } from '../forms/common-questions.js';
import { collectionAt, filled, shaped } from '../forms/form-entry.js';
import type { About, Asking, Doubt, Entry, Form } from '../forms/form.js';
import { stageInWords } from '../stages-in-words.js';

type Known = Readonly<{
  /** The highest stage that was ever declared; 0 for none. */
  highest: number;
  /** What is missing for the stage after the one that evidence shows, with the form that may mend it. */
  missing: readonly Readonly<{ text: string; href: string }>[];
  next: number;
}>;
type Asked = About<Known>;

const NOT_LOWER = 'not-lower';
const causes = {
  'evidence-expired': 'Evidence expired',
  'capability-withdrawn': 'A capability was withdrawn',
  replacement: 'The EPR was replaced',
  merger: 'A merger',
  'standard-change': 'The standard changed',
  error: 'The stage declared before was an error',
  [NOT_LOWER]: 'It is not lower than the stage declared before that day',
};

async function knows({ queries, store, code, today }: Asking): Promise<Known> {
  const moment = { asOf: today };
  const kinds = ['stage-declared'] as const;
  const [figure, declared, capabilities] = await Promise.all([
    queries.execute(new TrustStage(code, moment)),
    queries.execute(new TrustTimeline(code, moment, { kinds })),
    readCapabilities(store),
  ]);
  const stated = (declared?.facts ?? [])
    .filter(({ stands }) => stands)
    .flatMap(({ values }) => values.map(({ value }) => value as LedgerValues['stage-declared']));
  return {
    highest: Math.max(0, ...stated.map(({ stage }) => stage)),
    next: lowIn(figure?.stage?.evidenced) + 1,
    missing: (figure?.stage?.missing ?? []).map(({ capability, adoption, shortBy }) => {
      const name = capabilities.get(capability)?.name;
      const isOfUse = adoption === undefined || shortBy?.adoption !== undefined;
      return {
        text: name === undefined ? capability : `${name} (${capability})`,
        href: `/organisations/${code}/${isOfUse ? 'adoption' : 'capabilities'}/new`,
      };
    }),
  };
}

const lowIn = (evidenced: StageFigure['evidenced'] | undefined): number =>
  evidenced === undefined || evidenced === 'not-reported' ? 0 : evidenced.low;

export const stageForm: Form<Known> = {
  title: 'Declare a stage',
  done: 'Stage declared',
  afterwards:
    'The stage is shown as declared, beside the one that evidence shows. Another organisation can validate it.',
  knows,
  // What others validate of its stages leaves it free to declare another.
  changes: (_, stated) => 'stage' in stated && !('validator' in stated),
  steps: [
    {
      name: 'stage',
      question: 'Which stage does the trust declare?',
      fields: [
        {
          kind: 'choice',
          name: 'stage',
          at: '/stage',
          missing: 'Select a stage',
          options: () =>
            stages.map((stage) => ({ value: String(stage), text: stageInWords(stage) })),
        },
      ],
    },
    whenStep(
      'From which day does the trust declare it?',
      'Enter the day from which the stage is declared',
    ),
    {
      name: 'cause',
      question: 'Why is the stage lower than the one declared before?',
      isAsked: ({ answers, known }) => Number(answers['stage']) < known.highest,
      fields: [
        {
          kind: 'choice',
          name: 'cause',
          at: '/cause',
          missing: 'Select why the stage is lower',
          options: () => Object.entries(causes).map(([value, text]) => ({ value, text })),
        },
      ],
    },
    {
      name: 'board',
      question: 'Did the board of the trust declare it?',
      fields: [
        {
          kind: 'choice',
          name: 'board',
          at: '/byBoard',
          missing: 'Select yes if the board declared it',
          options: () => [
            { value: 'yes', text: 'Yes' },
            { value: 'no', text: 'No' },
          ],
        },
      ],
    },
    { ...evidence, question: 'What shows that it was declared?' },
    notes('/statement', 500),
    whyLate,
  ],
  entry: ({ answers }): Entry => {
    const { stage, day, cause, board, evidence, notes, reason } = answers;
    return {
      ...collectionAt(optimisationRecords, 'stage-declarations'),
      act: 'record',
      body: {
        stage,
        ...(board === undefined ? {} : { byBoard: board === 'yes' }),
        ...filled({ effectiveOn: day, cause: cause === NOT_LOWER ? undefined : cause }),
        ...filled({ evidence, statement: notes, reason }),
      },
    };
  },
  doubt,
};

/** The warning of the API, with what stands in the way of the next stage. */
async function doubt(about: Asked, queries: QueryBus): Promise<Doubt | undefined> {
  const entry = stageForm.entry(about);
  const { dto } = await shaped(entry);
  const [warning] = (await entry.collection.warnings?.(dto.toCommand(about.code), queries)) ?? [];
  if (warning === undefined) return undefined;
  const { missing, next } = about.known;
  return {
    heading: 'The evidence shows less than this stage',
    message: warning.message,
    ...(missing.length === 0
      ? {}
      : { points: { heading: `Missing today for stage ${String(next)}`, list: missing } }),
  };
}
