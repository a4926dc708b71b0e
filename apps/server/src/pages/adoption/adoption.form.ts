import type { QueryBus } from '@nestjs/cqrs';
import { measurementRecords } from '../../api/measurements.controller.js';
import {
  capabilityNamed,
  knownCapabilities,
  whichCapability,
  type KnownCapabilities,
} from '../capabilities/capability-questions.js';
import { notes, whyLate } from '../forms/common-questions.js';
import { collectionAt, filled } from '../forms/form-entry.js';
import type { About, Doubt, Entry, Form } from '../forms/form.js';
import { overlaps } from '../forms/in-the-way.js';
import { methodStep, periodStep, sourceStep } from '../forms/simple-steps.js';
import { farFromLast } from './last-counted.js';
import { shareStep, shareTyped } from './share-fields.js';

type Asked = About<KnownCapabilities>;

export const adoptionForm: Form<KnownCapabilities> = {
  title: 'Measure the use of a capability',
  done: 'Measurement recorded',
  names: capabilityNamed,
  knows: knownCapabilities,
  steps: [
    whichCapability('Which capability was measured?'),
    periodStep(),
    shareStep('How often was it used?', 'Used', partOf),
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
  clashes: overlaps,
  doubt,
};

/** What is counted, and out of what, as the model puts it: "doses charted electronically / doses". */
function partOf({ answers, known }: Asked, part: 0 | 1): string {
  const measure = known.capabilities.find(({ code }) => code === answers['capability'])?.measure;
  return measure?.split(' / ')[part] ?? '';
}

function doubt(about: Asked, queries: QueryBus): Promise<Doubt | undefined> {
  return farFromLast(about, queries, {
    kind: 'adoption',
    subject: about.answers['capability'],
    countIn: (value) => value,
    now: shareTyped(about.answers),
    named: { numerator: partOf(about, 0), denominator: partOf(about, 1) },
  });
}
