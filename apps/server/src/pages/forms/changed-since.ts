import type { StoredEvent } from '#event-sourcing';
import type { Role } from '#vocabulary';
import { factsAt } from '#facts';
import { clientOf } from '../../api/who/actor.js';
import { holderInWords } from '../audit/audit-names.js';
import { read } from '../audit/stored-history.js';
import { instantInWords } from '../dates-in-words.js';
import { eventInWords } from '../events-in-words.js';
import { uncapital } from '../stages-in-words.js';
import { changesIn } from './changes-in.js';
import { READ_TO } from './form-entry.js';
import type { Since } from './form-views.js';
import type { About, Mending, Questions, Stated } from './form.js';

type History = readonly ReturnType<typeof read>[];
type Holder = Parameters<typeof holderInWords>[0] & Readonly<{ actor: string; role: Role }>;

type Seen<Known> = Readonly<{
  form: Questions<Known>;
  about: About<Known>;
  mending?: Mending;
  /** Whoever fills it in, as `clientOf` has it. */
  client: string;
}>;

/**
 * What was recorded of the same thing after a form had read the record, by others or by whoever fills it in, and how
 * far that was looked at.
 */
export function recordedSince<Known>(
  history: readonly StoredEvent[],
  visit: Seen<Known>,
  names: Parameters<typeof holderInWords>[1],
): Readonly<{ since: readonly Since[]; readTo: string }> {
  const seen = BigInt(visit.about.answers[READ_TO] ?? 0);
  const said = history.map(read);
  return {
    since: history
      .filter((event) => event.position > seen && concerns(event, said, visit))
      .map((event) => {
        const holder = JSON.parse(event.metadata) as Holder;
        const isOwn = clientOf({ kind: 'known', ...holder, id: holder.actor }) === visit.client;
        return {
          when: instantInWords(event.recordedAt),
          who: isOwn ? 'You' : holderInWords(holder, names),
          what: whatOf(event, said, visit),
          isOwn,
          isEnd: endsMended(event, visit),
        };
      }),
    readTo: String(history.at(-1)?.position ?? seen),
  };
}

/** A correction may have made it what it was not, or have it be so no more. */
function concerns<Known>(
  event: StoredEvent,
  history: History,
  { form, about }: Seen<Known>,
): boolean {
  const { factId = event.id } = JSON.parse(event.data) as Partial<Readonly<{ factId: string }>>;
  return [event.revision - 1, event.revision].some((revision) => {
    const stated = factsAt(history, revision).find((fact) => fact.factId === factId);
    return stated !== undefined && form.changes?.(about, stated.data as Stated) === true;
  });
}

const endsMended = <Known>({ type, data }: StoredEvent, { mending }: Seen<Known>): boolean =>
  type === 'FactRetracted' && (JSON.parse(data) as { factId: string }).factId === mending?.factId;

/** What became of the entry, answer by answer; of other entries of the record only that they came. */
function whatOf<Known>(
  event: StoredEvent,
  history: History,
  { form, about, mending }: Seen<Known>,
): string {
  const { factId, reason, why } = JSON.parse(event.data) as Partial<
    Readonly<{ factId: string; reason: string; why: string }>
  >;
  if (mending === undefined || factId !== mending.factId) {
    const what = eventInWords(event.type);
    const because = why ?? reason;
    const whole = because === undefined ? what : `${what}. Reason: ${because}`;
    return mending === undefined ? whole : `Another entry: ${uncapital(whole)}`;
  }
  if (event.type === 'FactRetracted') return `This entry was withdrawn. Reason: ${reason ?? ''}`;
  const changes = changesIn(event, history, { form, about, mending }).map(
    ({ question, value, before = '' }) => `${question}: ${value}, before: ${before}`,
  );
  return ['This entry was corrected', ...changes, `Reason: ${reason ?? ''}`].join('. ');
}
