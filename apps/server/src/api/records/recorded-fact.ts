import type { EventStore } from '#event-sourcing';
import type { Corrections } from '#facts';
import type { FactId } from '#vocabulary';
import { notFound, type Problem } from '../http/problem.js';

/** One entry as its record states it now, with the revision a change of it must name. */
export type RecordedFact = Readonly<{
  factId: FactId;
  type: string;
  data: object;
  recordedAt: string;
  corrections: number;
  retracted: boolean;
  /** Why and when it was withdrawn. */
  retraction?: Readonly<{ reason: string; recordedAt: string }>;
  revision: number;
}>;

/**
 * Reads one entry of a record from the store itself, so that it is never behind. Undefined where
 * the record holds no entry of this type under the reference.
 */
export async function readFact(
  store: EventStore,
  stream: string,
  { type: fact, factId }: Readonly<{ type: string; factId: FactId }>,
): Promise<RecordedFact | undefined> {
  const history = await store.readStream(stream);
  const first = history.find(({ id }) => id === factId);
  const last = history.at(-1);
  if (first === undefined || last === undefined || first.type !== fact) return undefined;
  const mendings = history
    .filter(({ type }) => isMending(type))
    .map(
      ({ type, data, recordedAt }) =>
        ({ type, data: JSON.parse(data) as unknown, recordedAt }) as Mending,
    )
    .filter(({ data }) => data.factId === factId);
  const retraction = mendings.find(({ type }) => type === 'FactRetracted');
  const corrected = mendings.filter((each) => each.type === 'FactCorrected');
  return {
    factId,
    type: first.type,
    data: corrected.at(-1)?.data.fact.data ?? (JSON.parse(first.data) as object),
    recordedAt: first.recordedAt,
    corrections: corrected.length,
    retracted: retraction !== undefined,
    ...(retraction === undefined
      ? {}
      : { retraction: { reason: retraction.data.reason, recordedAt: retraction.recordedAt } }),
    revision: last.revision,
  };
}

type Mending = Corrections<{ type: string; data: object }> & Readonly<{ recordedAt: string }>;

const isMending = (type: string): boolean => type === 'FactCorrected' || type === 'FactRetracted';

/** The problem of an address that names no entry. */
export const noSuchEntry = (): Problem =>
  notFound('There is no entry of this kind with this reference in this record.', 'entry-not-found');
