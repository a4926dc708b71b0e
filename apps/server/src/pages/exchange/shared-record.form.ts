import { measurementRecords } from '../../api/measurements.controller.js';
import { farFromLast } from '../adoption/last-counted.js';
import { partsAmiss } from '../adoption/share-fields.js';
import { notes, whyLate } from '../forms/common-questions.js';
import { collectionAt, filled } from '../forms/form-entry.js';
import type { Entry, Field, Form } from '../forms/form.js';
import { overlaps } from '../forms/in-the-way.js';
import { methodStep, periodStep, sourceStep } from '../forms/simple-steps.js';
import { whichPartner } from './partner-questions.js';

/** In how many encounters the record of a partner was wanted, within reach, and used. */
export const sharedRecordForm: Form<unknown> = {
  title: 'Measure the use of a partner’s record',
  done: 'Measurement recorded',
  knows: () => Promise.resolve(undefined),
  steps: [
    whichPartner('Whose record was looked for?'),
    periodStep(),
    {
      name: 'count',
      question: 'In how many encounters?',
      fields: [
        counted('eligible', 'Eligible (encounters in which it would have helped)'),
        counted('available', 'Available (of these, it could be opened)'),
        counted('used', 'Used (of these, it was opened)'),
      ],
      amiss: partsAmiss([
        ['used', 'Used'],
        ['available', 'Available'],
        ['eligible', 'Eligible'],
      ]),
    },
    methodStep,
    sourceStep,
    notes('/note', 2000),
    whyLate,
  ],
  entry: ({ answers }): Entry => {
    const { partner, from, day: to, eligible, available, used, method, source } = answers;
    return {
      ...collectionAt(measurementRecords, 'shared-record-measurements'),
      act: 'record',
      subject: partner,
      body: {
        ...{ partner, from, to, eligible, available, used, method },
        source: { name: source },
        ...filled({ note: answers['notes'], reason: answers['reason'] }),
      },
    };
  },
  clashes: overlaps,
  doubt: (about, queries) =>
    farFromLast(about, queries, {
      kind: 'exchange',
      subject: about.answers['partner'],
      countIn: ({ used, eligible }) => ({ numerator: used, denominator: eligible }),
      now: {
        numerator: Number(about.answers['used']),
        denominator: Number(about.answers['eligible']),
      },
      named: {
        numerator: 'encounters in which they were used',
        denominator: 'encounters in which they would have helped',
      },
    }),
};

function counted(name: string, label: string): Field<unknown> {
  return { kind: 'text', name, at: `/${name}`, label, width: 10, isNumber: true };
}
