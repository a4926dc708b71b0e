import type { QueryBus } from '@nestjs/cqrs';
import type { EventStore } from '#event-sourcing';
import { BenefitProfile, TrustTimeline } from '#read-models';
import { londonDay, parseBenefitId, parsePoolTag } from '#vocabulary';
import { amountInWords } from '../benefits/benefit-words.js';
import { readNames } from '../names.js';
import { timelineRow } from '../trust/timeline-rows.js';
import type { EntryFound } from './entry-found.js';

/** What the entry says, as on the timeline of its trust, its benefit or what that claims of a pool. */
export async function entrySaid(
  queries: QueryBus,
  store: EventStore,
  { code, fact, collection, subject = '' }: EntryFound,
) {
  const moment = { asOf: londonDay(await store.now()) };
  const id = 'benefit' in fact.data ? parseBenefitId(String(fact.data.benefit)) : undefined;
  const pool = collection.subject === 'pool' ? parsePoolTag(subject) : undefined;
  const timeline = await queries.execute(
    new TrustTimeline(code, moment, { ...(id && { benefit: id }), ...(pool && { pool }) }),
  );
  const stated = timeline?.facts.find(({ factId }) => factId === fact.factId);
  const profile = id && (await queries.execute(new BenefitProfile(code, id, moment)));
  // Whether its amounts are money, its profile says.
  const unit = profile?.benefit.unit;
  const names = {
    ...(await readNames(queries, store, moment)),
    ...(unit !== undefined && { amount: (value: number) => amountInWords(value, unit) }),
  };
  return {
    ...{ stated, names },
    today: moment.asOf,
    row: stated === undefined ? undefined : timelineRow(stated, names),
    // Of the entry that the row names: a correction has an id of its own.
    event: stated?.history.at(-1)?.eventId,
    benefit: id && { id, title: profile?.profile.title ?? id },
    organisation: names.organisation(code),
  };
}

export type EntryShown = Awaited<ReturnType<typeof entrySaid>>;
