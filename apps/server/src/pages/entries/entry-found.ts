import type { QueryBus } from '@nestjs/cqrs';
import type { EventStore } from '#event-sourcing';
import { EntryRead } from '#read-models';
import { parseFactId, parseOdsCode, type FactId, type OdsCode } from '#vocabulary';
import { assessmentRecords } from '../../api/assessments.controller.js';
import { benefitRecords } from '../../api/benefits.controller.js';
import { measurementRecords } from '../../api/measurements.controller.js';
import { optimisationRecords } from '../../api/optimisation.controller.js';
import { poolRecords } from '../../api/pools.controller.js';
import type { Collection, Context } from '../../api/records/collections.js';
import { readFact, type RecordedFact } from '../../api/records/recorded-fact.js';

/** An entry of a trust, as its record states it now, and the collection it stands in. */
export type EntryFound = Readonly<{
  /** The number that the address names. */
  number: number;
  code: OdsCode;
  context: Context;
  collection: Collection;
  subject: string | undefined;
  fact: RecordedFact;
}>;

const contexts = [
  optimisationRecords,
  measurementRecords,
  benefitRecords,
  poolRecords,
  assessmentRecords,
];

/**
 * The entry that a number names, of the trust that an address names: a correction leads to what it
 * corrects. Undefined where there is none, or where it is another trust's.
 */
export async function findEntry(
  { queries, store }: Readonly<{ queries: QueryBus; store: EventStore }>,
  ods: string,
  entry: string,
): Promise<EntryFound | undefined> {
  const code = parseOdsCode(ods);
  const number = /^[1-9]\d{0,14}$/.test(entry) ? Number(entry) : undefined;
  const read = number && (await queries.execute(new EntryRead(number)));
  if (code === undefined || number === undefined || !read) return undefined;
  const { stream, eventId, factId: mended } = read.listed;
  const factId = parseFactId(mended ?? eventId);
  const history = await store.readStream(stream);
  const type = history.find(({ id }) => id === factId)?.type;
  for (const context of contexts) {
    const collection = context.collections.find(({ fact }) => fact === type);
    if (factId === undefined || collection === undefined) continue;
    return standingIn({ number, code, context, collection }, { store, stream, factId });
  }
  return undefined;
}

async function standingIn(
  standing: Pick<EntryFound, 'number' | 'code' | 'context' | 'collection'>,
  { store, stream, factId }: Readonly<{ store: EventStore; stream: string; factId: FactId }>,
): Promise<EntryFound | undefined> {
  const { code, context, collection } = standing;
  const fact = await readFact(store, stream, { type: collection.fact, factId });
  if (fact === undefined) return undefined;
  const data = fact.data as Readonly<Record<string, unknown>>;
  const subject = collection.subject === undefined ? undefined : String(data[collection.subject]);
  // The stream of a benefit is the same under whichever trust it is.
  if ('organisation' in data && data['organisation'] !== code) return undefined;
  const place = { owner: code, subject };
  return context.stream(place, collection) === stream ? { ...standing, subject, fact } : undefined;
}
