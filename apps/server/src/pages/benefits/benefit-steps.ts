import type { Field, Step } from '../forms/form.js';

/** A role or a unit, never a name. */
export const officeStep = (
  name: string,
  question: string,
  { at, missing, optional }: Readonly<{ at: string; missing?: string; optional?: true }>,
): Step<unknown> => ({
  name,
  question,
  fields: [
    {
      ...{ kind: 'text', name, at },
      hint: `A role or a unit, not a name, like chief nurse or finance committee.${optional ? ' You may leave this empty.' : ''}`,
      ...(missing === undefined ? {} : { missing }),
    },
  ],
});

/** One field that is text, and the question itself its label. */
export const textStep = (
  name: string,
  question: string,
  field: Readonly<{ at: string; hint: string; missing?: string }>,
): Step<unknown> => ({ name, question, fields: [{ kind: 'text', name, ...field }] });

export const wordsStep = (
  name: string,
  question: string,
  field: Readonly<{ at: string; hint: string; missing?: string }>,
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

export const sourceStep: Step<unknown> = textStep('source', 'Where did this number come from?', {
  at: '/source/name',
  hint: 'For example, the name of the report or the system.',
  missing: 'Enter where this number came from',
});

/** "Chief nurse" as offices are recorded, chief-nurse. */
export const officeTyped = (text: string | undefined): string | undefined =>
  text?.trim().toLowerCase().replace(/\s+/g, '-');

/** A share, from 0 to 1, of a percentage: "60" or "60%". What is none stays, for the shape to refuse. */
export function shareTyped(percent: string | undefined): string | undefined {
  const [, number] = /^(\d+(?:\.\d+)?)\s*%?$/.exec(percent?.trim() ?? '') ?? [];
  return number === undefined ? percent : String(Math.round(Number(number) * 1e8) / 1e10);
}

/** The same share as it would be typed. */
export const percentOf = (share: unknown): string =>
  typeof share === 'number' ? String(Math.round(share * 1e10) / 1e8) : '';
