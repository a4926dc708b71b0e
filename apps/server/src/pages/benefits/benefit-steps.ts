import type { Step } from '../forms/form.js';

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
      hint: `A role or a unit, like chief nurse or finance committee. Do not enter the name of a person.${optional ? ' You may leave this empty.' : ''}`,
      ...(missing === undefined ? {} : { missing }),
    },
  ],
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
