import type { Answers, Questions } from './form.js';

/** Before the name of a field, among the answers: no answer until it is sent. */
const MARK = '@';
const LONGEST = 100;

/** What the address of a form says that its first question is likely to be answered with. */
export function suggestedIn(
  { steps: [first] }: Pick<Questions<never>, 'steps'>,
  query: Readonly<Record<string, unknown>>,
): Answers {
  return Object.fromEntries(
    (first?.fields ?? []).flatMap(({ name }) => {
      const said = query[name];
      return typeof said === 'string' && said.length <= LONGEST ? [[MARK + name, said]] : [];
    }),
  );
}

/** The answers with what was suggested where nothing is answered yet, as a question shows them. */
export const withSuggested = (answers: Answers): Answers => ({
  ...Object.fromEntries(marked(answers).map(([name, said]) => [name.slice(MARK.length), said])),
  ...answers,
});

/** The same as a part of an address, which the first question of a form keeps. */
export const suggestedAgain = (
  form: Pick<Questions<never>, 'steps'>,
  query: Readonly<Record<string, unknown>>,
): string =>
  marked(suggestedIn(form, query))
    .map(([name, said]) => `&${name.slice(MARK.length)}=${encodeURIComponent(said)}`)
    .join('');

const marked = (answers: Answers) =>
  Object.entries(answers).filter(([name]) => name.startsWith(MARK));
