import type { QueryBus } from '@nestjs/cqrs';
import type { LedgerValues } from '#facts';
import { TrustTimeline } from '#read-models';
import { parseIsoDate } from '#vocabulary';
import { measurementRecords } from '../../api/measurements.controller.js';
import {
  knownCapabilities,
  whichCapability,
  type KnownCapabilities,
} from '../capabilities/capability-questions.js';
import { notes, whyLate } from '../forms/common-questions.js';
import { collectionAt, filled } from '../forms/form-entry.js';
import type { About, Doubt, Entry, Form } from '../forms/form.js';
import { methodStep, periodFields, sourceStep } from '../forms/simple-steps.js';
import { outlierIn, type Counted } from './outlier.js';

type Asked = About<KnownCapabilities>;

export const adoptionForm: Form<KnownCapabilities> = {
  title: 'Measure the use of a capability',
  done: 'Measurement recorded',
  knows: knownCapabilities,
  steps: [
    whichCapability('Which capability was measured?'),
    { name: 'period', question: 'Which period was measured?', fields: periodFields() },
    {
      name: 'count',
      question: 'How often was it used?',
      fields: [
        {
          kind: 'text',
          name: 'numerator',
          at: '/numerator',
          label: 'Used',
          width: 10,
          isNumber: true,
          hint: (about) => partOf(about, 0),
        },
        {
          kind: 'text',
          name: 'denominator',
          at: '/denominator',
          label: 'Out of',
          width: 10,
          isNumber: true,
          hint: (about) => partOf(about, 1),
        },
      ],
    },
    methodStep,
    sourceStep,
    notes('/note', 2000),
    whyLate,
  ],
  entry: ({ answers }): Entry => {
    const { capability, from, day: to, numerator, denominator, method, source } = answers;
    return {
      ...collectionAt(measurementRecords, 'adoption-measurements'),
      act: 'record',
      subject: capability,
      body: {
        ...{ capability, from, to, numerator, denominator, method },
        source: { name: source },
        ...filled({ note: answers['notes'], reason: answers['reason'] }),
      },
    };
  },
  doubt,
};

/** What is counted, and out of what, as the model puts it: "doses charted electronically / doses". */
const partOf = ({ answers, known }: Asked, part: 0 | 1): string => {
  const measure = known.capabilities.find(({ code }) => code === answers['capability'])?.measure;
  return measure?.split(' / ')[part] ?? '';
};

async function doubt({ answers, code }: Asked, queries: QueryBus): Promise<Doubt | undefined> {
  const [from, to] = [parseIsoDate(answers['from'] ?? ''), parseIsoDate(answers['day'] ?? '')];
  if (from === undefined || to === undefined) return undefined;
  const kinds = ['adoption'] as const;
  const answer = await queries.execute(new TrustTimeline(code, { asOf: to }, { kinds }));
  const last = (answer?.facts ?? [])
    .filter(({ stands, effective }) => stands && effective.latest < from)
    .flatMap(({ values, effective }) =>
      values
        .filter(({ subject }) => subject === answers['capability'])
        .map(({ value }): Counted => {
          return { ...(value as LedgerValues['adoption']), to: effective.latest };
        }),
    )[0];
  const now = {
    numerator: Number(answers['numerator']),
    denominator: Number(answers['denominator']),
    from,
    to,
  };
  const message = last === undefined ? undefined : outlierIn(now, last);
  return message === undefined ? undefined : { heading: 'Is this number right?', message };
}
