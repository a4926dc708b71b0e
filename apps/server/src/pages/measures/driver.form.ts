import { drivers, type Driver } from '#vocabulary';
import { measurementRecords } from '../../api/measurements.controller.js';
import { farFromLast } from '../adoption/last-counted.js';
import { shareStep, shareTyped } from '../adoption/share-fields.js';
import { driverInWords } from '../drivers-in-words.js';
import { notes, whyLate } from '../forms/common-questions.js';
import { collectionAt, filled } from '../forms/form-entry.js';
import type { Entry, Form } from '../forms/form.js';
import { overlaps } from '../forms/in-the-way.js';
import { methodStep, periodStep, sourceStep } from '../forms/simple-steps.js';
import { capital } from '../stages-in-words.js';

/** What is counted of each, out of what. */
const counted: Readonly<Record<Driver, readonly [string, string]>> = {
  'first-time-right': ['structured entries not corrected within 72 hours', 'all entries looked at'],
  'pathway-consistency': [
    'episodes with all mandated steps inside tolerance',
    'all eligible episodes',
  ],
  'clinical-ownership': [
    'benefits, changes or clinicians with an owner, a sponsor or training',
    'all of these',
  ],
  interoperability: ['encounters in which records of others were used', 'all eligible encounters'],
};

const askedOf = (driver: string | undefined) => drivers.find((each) => each === driver);

/** What explains use: a share that is measured like use itself. */
export const driverForm: Form<unknown> = {
  title: 'Measure a driver of use',
  done: 'Measurement recorded',
  knows: () => Promise.resolve(undefined),
  steps: [
    {
      name: 'driver',
      question: 'Which driver of use was measured?',
      fields: [
        {
          ...{ kind: 'choice', name: 'driver', at: '/driver' },
          missing: 'Select which driver of use was measured',
          options: () => drivers.map((value) => ({ value, text: capital(driverInWords(value)) })),
        },
      ],
    },
    periodStep(),
    shareStep('What was counted?', 'Counted', ({ answers }, part) => {
      const driver = askedOf(answers['driver']);
      return driver === undefined ? '' : counted[driver][part];
    }),
    methodStep,
    sourceStep,
    notes('/note', 2000),
    whyLate,
  ],
  entry: ({ answers }): Entry => {
    const { driver, from, day: to, numerator, denominator, method, source } = answers;
    return {
      ...collectionAt(measurementRecords, 'driver-measurements'),
      act: 'record',
      subject: driver,
      body: {
        ...{ driver, from, to, numerator, denominator, method },
        source: { name: source },
        ...filled({ note: answers['notes'], reason: answers['reason'] }),
      },
    };
  },
  clashes: overlaps,
  doubt: (about, queries) =>
    farFromLast(about, queries, {
      kind: 'driver',
      subject: about.answers['driver'],
      countIn: (value) => value,
      now: shareTyped(about.answers),
      named: { numerator: 'counted', denominator: 'in all' },
    }),
};
