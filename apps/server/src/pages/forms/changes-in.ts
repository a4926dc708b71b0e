import { factsAt } from '#facts';
import { answerRows, type AnswerRow } from './answers-in-words.js';
import type { About, Answers, Mending, Questions } from './form.js';

type History = Parameters<typeof factsAt>[0];

type Mended<Known> = Readonly<{
  form: Pick<Questions<Known>, 'steps'>;
  about: Omit<About<Known>, 'answers'>;
  mending: Pick<Mending, 'factId' | 'answersTo'>;
}>;

/** What one event of its record changed of an entry, answer by answer. */
export function changesIn<Known>(
  { revision }: Readonly<{ revision: number }>,
  history: History,
  { form, about, mending: { factId, answersTo } }: Mended<Known>,
): readonly AnswerRow[] {
  const answersAt = (at: number): Answers => {
    const stated = factsAt(history, at).find((fact) => fact.factId === factId)?.data;
    return stated === undefined ? {} : answersTo(stated);
  };
  const after = { ...about, answers: answersAt(revision) };
  return answerRows(form, after, answersAt(revision - 1)).filter(({ differs }) => differs);
}
