import {
  assessmentRefusals,
  AssessmentSeries,
  assessmentStream,
  editionOf,
  ImportAssessmentDto,
  instrumentCodes,
  instruments,
  parseEditionId,
  RecordSurveyResultDto,
  type AssessmentCommand,
  type AssessmentFact,
  type AssessmentSubject,
  type EditionId,
} from '#assessments';
import { backgroundColumns, needed, whenColumns, yesOrNo, type Column } from './column.js';
import type { RecordPlace, Register } from './register.js';

const placeAt = (subject: AssessmentSubject): RecordPlace => ({
  stream: assessmentStream(subject),
  series: (orders, options) =>
    new AssessmentSeries(
      subject,
      orders as readonly ((typeof orders)[number] & Readonly<{ command: AssessmentCommand }>)[],
      options,
    ),
});

const editionsOf = (kind: 'scores' | 'survey'): readonly EditionId[] =>
  instrumentCodes
    .filter((code) => instruments[code].kind === kind)
    .flatMap((code) => instruments[code].editions.map((edition) => `${code}-${edition}`))
    .flatMap((edition) => parseEditionId(edition) ?? []);

type Assessed = Pick<Register, 'name' | 'title' | 'columns' | 'entry'> &
  Readonly<{ fact: AssessmentFact['type']; kind: 'scores' | 'survey'; example: string }>;

const assessed = ({ columns, kind, example, ...register }: Assessed): Register => ({
  ...register,
  template: 1,
  columns: [edition(kind, example), ...columns, ...whenColumns('2025-06-30'), ...background],
  key: ['edition', 'date', 'date_from', 'date_to', 'since_before_records'],
  refusals: assessmentRefusals,
  placeOf: (organisation, { data }) =>
    placeAt({ organisation, edition: (data as { edition: EditionId }).edition }),
  places: (organisation) =>
    editionsOf(kind).map((each) => placeAt({ organisation, edition: each })),
});

const background = backgroundColumns('source optional');

const edition = (kind: 'scores' | 'survey', example: string): Column =>
  needed({
    name: 'edition',
    description: `The instrument and its edition: ${editionsOf(kind).join(', ')}`,
    example,
    field: 'edition',
  });

const percent = (name: string, description: string, example: string): Column =>
  needed({ name, description, example, field: name });

/** What others measure a trust with: each instrument has a scale of its own. */
export const assessmentRegisters: readonly Register[] = [
  assessed({
    name: 'assessments',
    title: 'Assessments',
    fact: 'AssessmentImported',
    entry: ImportAssessmentDto,
    kind: 'scores',
    example: 'dma-2025',
    columns: [
      needed({
        name: 'self_assessed',
        description: 'yes or no: whether the trust scored itself',
        example: 'yes',
        field: 'selfAssessed',
        into: yesOrNo,
      }),
      needed({
        name: 'scores',
        description: `What is scored and its score, with commas; what is left out is not known. Names: ${namesScored()}`,
        example: 'smart-foundations=2.8, well-led=3.1',
        field: 'scores',
        into: scoresIn,
        of: ({ scores }) =>
          Object.entries(scores as Readonly<Record<string, number>>)
            .map(([name, score]) => `${name}=${String(score)}`)
            .join(', '),
      }),
    ],
  }),
  assessed({
    name: 'survey-results',
    title: 'Survey results',
    fact: 'SurveyResultRecorded',
    entry: RecordSurveyResultDto,
    kind: 'survey',
    example: 'nees-2021',
    columns: [
      percent('positive', 'Percent of the answers that are positive', '55.5'),
      percent('negative', 'Percent of the answers that are negative', '20'),
      percent('respondents', 'How many answered: a whole number', '312'),
    ],
  }),
];

function namesScored(): string {
  const scored = new Set(editionsOf('scores').map((each) => editionOf(each)?.instrument));
  return instrumentCodes
    .filter((code) => scored.has(code))
    .flatMap((code) => {
      const instrument = instruments[code];
      return 'names' in instrument ? [...instrument.names] : [];
    })
    .join(', ');
}

/** "well-led=3.1, smart-foundations=2.8": what is no number is left for the entry to refuse. */
function scoresIn(text: string): unknown {
  const scores: Record<string, unknown> = {};
  for (const part of text.split(/[,;]/)) {
    const [name = '', score = '', ...more] = part.split('=').map((each) => each.trim());
    if (name === '' || more.length > 0 || Object.hasOwn(scores, name)) return text;
    scores[name] = /^\d+(\.\d+)?$/.test(score) ? Number(score) : score;
  }
  return scores;
}
