import { parseIsoDate } from '#vocabulary';
import type { Answers, Field, Questions } from './form.js';

/** Before the name of a field, among the answers: no answer until it is sent. */
const MARK = '@';
const LONGEST = 100;

/** What the address of a form says that its first question is likely to be answered with. */
export function suggestedIn(
  { steps: [first] }: Pick<Questions<never>, 'steps'>,
  query: Readonly<Record<string, unknown>>,
): Answers {
  return Object.fromEntries(
    (first?.fields ?? []).flatMap((field) => {
      const said = query[field.name];
      return typeof said === 'string' && suits(field, said) ? [[MARK + field.name, said]] : [];
    }),
  );
}

/** Whether a field can show it: what is no day stands in no field of one, and rows are in no address. */
function suits({ kind }: Field<never>, said: string): boolean {
  if (kind === 'rows' || kind === 'several') return false;
  return said.length <= LONGEST && (kind !== 'day' || parseIsoDate(said) !== undefined);
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
