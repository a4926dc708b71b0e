import type { StoredEvent } from '#event-sourcing';
import { differencesBetween, factsAt } from '#facts';
import type { FactId } from '#vocabulary';
import { byWhom } from '../audit/audit-links.js';
import { read } from '../audit/stored-history.js';
import { instantInWords } from '../dates-in-words.js';
import { capital } from '../stages-in-words.js';
import { REVISION } from './form-entry.js';
import type { Since } from './form-views.js';
import type { Answers, Mending } from './form.js';

/** What others recorded since somebody read the record, and the revision it has come to. */
export function recordedSince(
  history: readonly StoredEvent[],
  { about, mending }: Readonly<{ about: Readonly<{ answers: Answers }>; mending?: Mending }>,
): Readonly<{ since: readonly Since[]; revision: number }> {
  const seen = Number(about.answers[REVISION]);
  return {
    since: history
      .filter(({ revision }) => revision > seen)
      .map((event) => ({
        when: instantInWords(event.recordedAt),
        who: capital(byWhom(JSON.parse(event.metadata) as Parameters<typeof byWhom>[0])),
        what: whatOf(event, history, mending?.factId),
      })),
    revision: history.at(-1)?.revision ?? 0,
  };
}

/** What became of the entry, field by field; of other entries of the record only that they came. */
function whatOf(
  event: StoredEvent,
  history: readonly StoredEvent[],
  factId: FactId | undefined,
): string {
  const { factId: mended, reason } = JSON.parse(event.data) as Partial<
    Readonly<{ factId: string; reason: string }>
  >;
  if (mended === undefined || mended !== factId) {
    return `Another entry was ${mended === undefined ? 'recorded' : 'changed'}: ${event.type}`;
  }
  if (event.type === 'FactRetracted') return `This entry was withdrawn. Reason: ${reason ?? ''}`;
  const at = (revision: number) =>
    factsAt(history.map(read), revision).find((fact) => fact.factId === factId)?.data;
  const changes = differencesBetween(at(event.revision - 1), at(event.revision)).map(
    ({ path, before, after }) => `${path} from ${before ?? 'nothing'} to ${after ?? 'nothing'}`,
  );
  return `This entry was corrected: ${changes.join(', ')}. Reason: ${reason ?? ''}`;
}
