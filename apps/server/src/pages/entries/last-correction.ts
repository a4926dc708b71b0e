import type { StoredEvent } from '#event-sourcing';
import { Problem } from '../../api/http/problem.js';
import { read } from '../audit/stored-history.js';
import { changesIn } from '../forms/changes-in.js';
import type { Asking, Form, Said } from '../forms/form.js';
import type { Stated } from './answers-before.js';
import type { EntryFound } from './entry-found.js';
import { whereMendable } from './mendable.js';

/** What the last correction of an entry that stands changed in it; undefined where there was none. */
export async function lastCorrection(found: EntryFound, asking: Asking): Promise<Said | undefined> {
  const { code, context, collection, subject, fact } = found;
  if (fact.retracted || fact.corrections === 0) return undefined;
  const history = await asking.store.readStream(
    context.stream({ owner: code, subject }, collection),
  );
  const last = history.findLast((event) => corrects(event, fact.factId));
  if (last === undefined) return undefined;
  return whereMendable(found, async (form, answersTo) => {
    const known = await knownTo(form, asking);
    if (known === undefined) return undefined;
    const about = { known: known.known, code, today: asking.today };
    const mending = {
      factId: fact.factId,
      answersTo: (stated: object) => answersTo(known.known, stated as Stated),
    };
    return changesIn(last, history.map(read), { form, about, mending }).map(
      ({ question, value, before = '' }) => ({ key: question, value, before }),
    );
  });
}

const corrects = ({ type, data }: StoredEvent, factId: string): boolean =>
  type === 'FactCorrected' && (JSON.parse(data) as Readonly<{ factId: string }>).factId === factId;

/** What a correction would be asked about may be there no more; the entry itself still is. */
async function knownTo<Known>(
  form: Form<Known>,
  asking: Asking,
): Promise<Readonly<{ known: Known }> | undefined> {
  try {
    return { known: await form.knows(asking) };
  } catch (problem) {
    if (problem instanceof Problem) return undefined;
    throw problem;
  }
}
