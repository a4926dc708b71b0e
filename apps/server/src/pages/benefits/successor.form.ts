import { readOrganisationStanding, readSuccessors } from '#organisations';
import { benefitRecords } from '../../api/benefits.controller.js';
import { evidence, whyLate, whenStep } from '../forms/common-questions.js';
import { anyEntry, collectionAt, filled } from '../forms/form-entry.js';
import type { Asking, Entry, Form } from '../forms/form.js';
import { nothingToChange, trustOf } from '../not-there.js';
import { benefitTitle, knownBenefit, type KnownBenefit } from './known-benefit.js';

type Known = KnownBenefit &
  Readonly<{ successors: readonly Readonly<{ code: string; name: string }>[] }>;

const NO_SUCCESSOR = 'This trust has no successor today, so its benefits stay where they are.';

async function knownSuccessors(asking: Asking): Promise<Known> {
  const { store, code } = asking;
  const known = await knownBenefit(asking);
  const codes = [...(await readSuccessors(store, code))];
  if (codes.length === 0) throw nothingToChange(NO_SUCCESSOR, trustOf(code));
  const successors = await Promise.all(
    codes.map(async (each) => ({
      code: each,
      name: (await readOrganisationStanding(store, each))?.name ?? each,
    })),
  );
  return { ...known, successors };
}

/** A benefit of a trust that was taken over goes on under its successor, with all that was said of it. */
export const successorForm: Form<Known> = {
  title: 'Transfer a benefit to the successor',
  done: 'Benefit transferred',
  afterwards:
    'The benefit is in the register of the successor from the day you gave, with all that was recorded of it.',
  knows: knownSuccessors,
  changes: anyEntry,
  home: ({ code }) => ({ href: `/organisations/${code}/benefits`, text: `Benefits of ${code}` }),
  names: benefitTitle,
  isOnce: true,
  steps: [
    {
      name: 'successor',
      question: 'Which trust has it from now on?',
      fields: [
        {
          ...{ kind: 'choice', name: 'successor', at: '/successor' },
          missing: 'Select the trust that took over',
          options: ({ known }) =>
            known.successors.map(({ code, name }) => ({ value: code, text: `${name} (${code})` })),
        },
      ],
    },
    whenStep(
      'From which day does it have the benefit?',
      'Enter the day from which the successor has it',
    ),
    { ...evidence, question: 'What shows it?' },
    whyLate,
  ],
  entry: ({ answers, known }): Entry => {
    const { successor, day, evidence, reason } = answers;
    const { benefit } = known.answer.benefit;
    return {
      ...collectionAt(benefitRecords, 'benefit-transfers'),
      act: 'record',
      subject: benefit,
      body: { benefit, successor, ...filled({ effectiveOn: day, evidence, reason }) },
    };
  },
  shownAt: ({ answers, known }) =>
    `/organisations/${answers['successor'] ?? ''}/benefits/${known.answer.benefit.benefit}`,
};
