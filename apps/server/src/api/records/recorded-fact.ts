import type { EventStore } from '#event-sourcing';
import type { Corrections } from '#facts';
import type { FactId } from '#vocabulary';

/** One entry as its record states it now, with the revision a change of it must name. */
export type RecordedFact = Readonly<{
  factId: string;
  type: string;
  data: object;
  recordedAt: string;
  corrections: number;
  retracted: boolean;
  revision: number;
}>;

/** Reads one entry of a record from the store itself, so that it is never behind. */
export async function readFact(
  store: EventStore,
  stream: string,
  factId: FactId,
): Promise<RecordedFact | undefined> {
  const history = await store.readStream(stream);
  const first = history.find(({ id }) => id === factId);
  const last = history.at(-1);
  if (first === undefined || last === undefined || isMending(first.type)) return undefined;
  const mendings = history
    .filter(({ type }) => isMending(type))
    .map(({ type, data }) => ({ type, data: JSON.parse(data) as unknown }) as Mending)
    .filter(({ data }) => data.factId === factId);
  const corrected = mendings.filter((each) => each.type === 'FactCorrected');
  return {
    factId,
    type: first.type,
    data: corrected.at(-1)?.data.fact.data ?? (JSON.parse(first.data) as object),
    recordedAt: first.recordedAt,
    corrections: corrected.length,
    retracted: mendings.some(({ type }) => type === 'FactRetracted'),
    revision: last.revision,
  };
}

type Mending = Corrections<{ type: string; data: object }>;

const isMending = (type: string): boolean => type === 'FactCorrected' || type === 'FactRetracted';
