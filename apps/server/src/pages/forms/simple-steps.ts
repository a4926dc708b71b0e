import { periodInWords } from '#vocabulary';
import type { Field, Step } from './form.js';

/** One field that is text, and the question itself its label. */
export const textStep = (
  name: string,
  question: string,
  field: Readonly<{ at: string; hint: string; missing?: string; empty?: string }>,
): Step<unknown> => ({ name, question, fields: [{ kind: 'text', name, ...field }] });

export const wordsStep = (
  name: string,
  question: string,
  field: Readonly<{ at: string; hint: string; missing?: string; empty?: string }>,
): Step<unknown> => ({ name, question, fields: [{ kind: 'words', name, ...field }] });

/** First and last day of what was measured; `day` is the last, from which an actual counts. */
export const periodFields = (last = 'day'): readonly Field<unknown>[] => [
  {
    kind: 'day',
    name: 'from',
    at: '/from',
    label: 'First day',
    what: 'The first day measured',
    hint: 'For example, 1 3 2026 or 1 March 2026.',
    missing: 'Enter the first day measured',
  },
  {
    kind: 'day',
    name: last,
    at: '/to',
    label: 'Last day',
    what: 'The last day measured',
    missing: 'Enter the last day measured',
  },
];

/** A period that ends before it begins, said where both days are typed. */
export const backwards =
  (last = 'day'): NonNullable<Step<unknown>['amiss']> =>
  ({ answers }) => {
    const [from = '', to = ''] = [answers['from'], answers[last]];
    const message = 'The last day measured must be the same as or after the first day measured';
    return from > to ? [{ field: last, message }] : [];
  };

/** Which period was measured: one that was measured before is corrected, and not measured again. */
export const periodStep = <Known>(beside?: Step<Known>['beside']): Step<Known> => ({
  ...{ name: 'period', question: 'Which period was measured?', fields: periodFields() },
  ...(beside && { beside }),
  amiss: backwards(),
  taken: ({ period, window }) => ({
    ...{ field: 'from', input: 'from-day' },
    message: `You have already recorded a value for ${periodInWords((period ?? window) as Span)}.`,
    instead: 'Correct that value instead',
  }),
});

type Span = Parameters<typeof periodInWords>[0];

export const sourceStep: Step<unknown> = textStep('source', 'Where did this number come from?', {
  at: '/source/name',
  hint: 'The report or the system it was taken from, such as the audit log of the EPR.',
  missing: 'Enter where this number came from',
});

export const methodStep: Step<unknown> = textStep('method', 'How was it measured?', {
  at: '/method',
  hint: 'For example, every use on all inpatient wards was counted.',
  missing: 'Enter how it was measured',
});
