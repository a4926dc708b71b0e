import type { About, Answers, Field } from '../forms/form.js';

/** Of so many, so many: two whole numbers, and what is counted in each. */
export const shareFields = <Known>(
  label: string,
  hintOf: (about: About<Known>, part: 0 | 1) => string,
): readonly Field<Known>[] => [
  {
    ...{ kind: 'text', name: 'numerator', at: '/numerator', label, width: 10, isNumber: true },
    hint: (about) => hintOf(about, 0),
  },
  {
    ...{ kind: 'text', name: 'denominator', at: '/denominator', label: 'Out of', width: 10 },
    ...{ isNumber: true, hint: (about) => hintOf(about, 1) },
  },
];

export const shareTyped = ({ numerator, denominator }: Answers) => ({
  numerator: Number(numerator),
  denominator: Number(denominator),
});
