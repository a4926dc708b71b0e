import { read, type EventStore } from '#event-sourcing';
import { isStatedBySource, type Corrections } from '#facts';
import type { FactId } from '#vocabulary';
import type { FactData } from '../registers/column.js';

/** An entry as its record states it now. */
export type Statement = Readonly<{
  factId: FactId;
  data: FactData;
  /** The event that states it so: its own first event, or the last that corrected it. */
  statedIn: string;
  /** What it said before that; undefined while it was never corrected. */
  before: FactData | undefined;
  isSources: boolean;
  /** Where its own first event stands in the log; opaque. */
  position: string;
}>;

/** What a record holds of one kind of entry, and which commands it has obeyed. */
export type Statements = Readonly<{
  current: ReadonlyMap<string, Statement>;
  /** The events of an import, by the command each came from. */
  obeyed: ReadonlyMap<string, Readonly<{ id: string; type: string; factId: FactId }>>;
}>;

/** Reads a stream of facts for one kind of them. `importId`: whose commands are of interest. */
export async function readStatements(
  store: EventStore,
  { stream, fact, importId }: Readonly<{ stream: string; fact: string; importId?: string }>,
): Promise<Statements> {
  const current = new Map<string, Statement>();
  const obeyed = new Map<string, Readonly<{ id: string; type: string; factId: FactId }>>();
  for (const stored of await store.readStream(stream)) {
    const { id, type, data, metadata, position } = read<Stated>(stored);
    const mends = type === 'FactCorrected' || type === 'FactRetracted';
    const factId = mends ? (data as Mending).factId : (id as FactId);
    if (importId !== undefined && metadata.correlation === importId) {
      obeyed.set(metadata.command, { id, type, factId });
    }
    if (type === fact) current.set(id, first(id as FactId, data, metadata.role, position));
    else if (type === 'FactRetracted') current.delete(factId);
    else if (type === 'FactCorrected') {
      const wrong = current.get(factId);
      const { fact: right } = data as Correction;
      if (wrong !== undefined) {
        current.set(factId, { ...wrong, data: right.data, statedIn: id, before: wrong.data });
      }
    }
  }
  return { current, obeyed };
}

type Fact = Readonly<{ type: string; data: FactData }>;
type Stated = Fact | Corrections<Fact>;
type Correction = Extract<Corrections<Fact>, { type: 'FactCorrected' }>['data'];
type Mending = Readonly<{ factId: FactId }>;

const first = (
  factId: FactId,
  data: FactData,
  recordedAs: string,
  position: bigint,
): Statement => ({
  factId,
  data,
  statedIn: factId,
  before: undefined,
  isSources: isStatedBySource({ data: data, recordedAs }),
  position: String(position),
});
