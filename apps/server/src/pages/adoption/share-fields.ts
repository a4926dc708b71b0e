import { uncapital } from '../stages-in-words.js';
import type { About, Answers, Field, Step, WrongAnswer } from '../forms/form.js';

/** Of so many, so many: a question for two whole numbers, and what is counted in each. */
export const shareStep = <Known>(
  question: string,
  label: string,
  counted: (about: About<Known>, part: 0 | 1) => string,
): Step<Known> => ({
  ...{ name: 'count', question, fields: shareFields(label, counted) },
  amiss: partsAmiss([
    ['numerator', label],
    ['denominator', OUT_OF],
  ]),
});

const OUT_OF = '“Out of”';

/** Counts of which each is a part of the next, and the last is of something, as the rules have it too. */
export const partsAmiss =
  (parts: readonly (readonly [name: string, label: string])[]) =>
  ({ answers }: Pick<About<unknown>, 'answers'>): readonly WrongAnswer[] => {
    const [whole, wholeLabel] = parts.at(-1) ?? ['', ''];
    if (Number(answers[whole]) === 0) {
      return [{ field: whole, message: `${wholeLabel} must be more than 0` }];
    }
    return parts.flatMap(([field, label], index) => {
      const [next, nextLabel] = parts[index + 1] ?? [field, label];
      const isMore = Number(answers[field]) > Number(answers[next]);
      const message = `${label} must be the same as or less than ${uncapital(nextLabel)}`;
      return isMore ? [{ field, message }] : [];
    });
  };

const shareFields = <Known>(
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
    ...wholeNumber(OUT_OF),
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
