import type { StoredEvent } from '#event-sourcing';
import { factsAt } from '#facts';
import { holderInWords } from '../audit/audit-names.js';
import { read } from '../audit/stored-history.js';
import { instantInWords } from '../dates-in-words.js';
import { eventInWords } from '../events-in-words.js';
import { uncapital } from '../stages-in-words.js';
import { answerRows } from './answers-in-words.js';
import { REVISION } from './form-entry.js';
import type { Since } from './form-views.js';
import type { About, Answers, Mending, Questions } from './form.js';

type Holder = Parameters<typeof holderInWords>[0];

type Seen<Known> = Readonly<{
  form: Questions<Known>;
  about: About<Known>;
  mending?: Mending;
}>;

/** What others recorded since somebody read the record, and the revision it has come to. */
export function recordedSince<Known>(
  history: readonly StoredEvent[],
  visit: Seen<Known>,
  names: Parameters<typeof holderInWords>[1],
): Readonly<{ since: readonly Since[]; revision: number }> {
  const seen = Number(visit.about.answers[REVISION]);
  return {
    since: history
      .filter(({ revision }) => revision > seen)
      .map((event) => ({
        when: instantInWords(event.recordedAt),
        who: holderInWords(JSON.parse(event.metadata) as Holder, names),
        what: whatOf(event, history, visit),
      })),
    revision: history.at(-1)?.revision ?? 0,
  };
}

/** What became of the entry, answer by answer; of other entries of the record only that they came. */
function whatOf<Known>(
  event: StoredEvent,
  history: readonly StoredEvent[],
  { form, about, mending }: Seen<Known>,
): string {
  const { factId, reason } = JSON.parse(event.data) as Partial<
    Readonly<{ factId: string; reason: string }>
  >;
  if (mending === undefined || factId !== mending.factId) {
    const what = eventInWords(event.type);
    return mending === undefined ? what : `Another entry: ${uncapital(what)}`;
  }
  if (event.type === 'FactRetracted') return `This entry was withdrawn. Reason: ${reason ?? ''}`;
  const answersAt = (revision: number): Answers => {
    const facts = factsAt(history.map(read), revision);
    const stated = facts.find((fact) => fact.factId === factId)?.data;
    return stated === undefined ? {} : mending.answersTo(stated);
  };
  const after = { ...about, answers: answersAt(event.revision) };
  const changes = answerRows(form, after, answersAt(event.revision - 1))
    .filter(({ differs }) => differs)
    .map(({ question, value, before = '' }) => `${question}: ${value}, before: ${before}`);
  return ['This entry was corrected', ...changes, `Reason: ${reason ?? ''}`].join('. ');
}
