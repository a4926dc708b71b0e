import type { About, Answers, Field } from '../forms/form.js';

/** Of so many, so many: two whole numbers, and what is counted in each. */
export const shareFields = <Known>(
  label: string,
  counted: (about: About<Known>, part: 0 | 1) => string,
): readonly Field<Known>[] => [
  {
    ...{ kind: 'text', name: 'numerator', at: '/numerator', width: 10, isNumber: true },
    label: (about) => `${label} (${counted(about, 0)})`,
    ...wholeNumber(label),
  },
  {
    ...{ kind: 'text', name: 'denominator', at: '/denominator', width: 10, isNumber: true },
    label: (about) => `Out of (${counted(about, 1)})`,
    ...wholeNumber('“Out of”'),
  },
];

/** The sentence of the API, by the label that stands on the page. */
function wholeNumber(label: string) {
  const missing = `${label} must be a whole number that is 0 or more, like 42`;
  return {
    missing,
    wrong: (text: string) => (/^\d+$/.test(text.replace(/[,\s]/g, '')) ? undefined : missing),
  };
}

export const shareTyped = ({ numerator, denominator }: Answers) => ({
  numerator: Number(numerator),
  denominator: Number(denominator),
});
